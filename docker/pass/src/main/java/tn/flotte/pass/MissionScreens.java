package tn.flotte.pass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import tn.flotte.pass.Entry.Mission;
import tn.flotte.pass.Locks.Lock;
import tn.flotte.pass.Mask.MaskException;
import tn.flotte.pass.Sessions.Session;

/** Registers an expert's mission on a dossier, from the paper order. */
@Controller
class MissionScreens {

  private static final String TITLE = "MISSION D'EXPERTISE";
  private static final Pattern NUMERO_OM = Pattern.compile("\\d{4,8}");

  private final Screens screens;
  private final Records records;
  private final Locks locks;

  MissionScreens(Screens screens, Records records, Locks locks) {
    this.screens = screens;
    this.records = records;
    this.locks = locks;
  }

  @GetMapping("/mission.do")
  ResponseEntity<byte[]> form(
      @RequestAttribute(Gate.SESSION) Session session,
      @RequestParam(defaultValue = "") String num) {
    Screen screen = screens.screen(TITLE);
    if (records.dossier(num).isEmpty()) {
      return screen.error("Dossier inconnu : " + num).reply();
    }
    Optional<Lock> other = locks.take(num, session.compte());
    if (other.isPresent()) {
      return screen.error(other.get().message()).reply();
    }
    return form(screen, num, "", "", "", "");
  }

  @PostMapping("/mission.do")
  ResponseEntity<byte[]> register(
      @RequestAttribute(Gate.SESSION) Session session,
      @RequestParam(defaultValue = "") String num,
      @RequestParam(defaultValue = "") String txtOM,
      @RequestParam(defaultValue = "") String txtExp,
      @RequestParam(defaultValue = "") String txtDtMis,
      @RequestParam(defaultValue = "") String txtLieuVis) {
    Screen screen = screens.screen(TITLE);
    Optional<Lock> other = locks.heldByOther(num, session.compte());
    if (records.dossier(num).isEmpty() || other.isPresent()) {
      return screen.error(other.map(Lock::message).orElse("Dossier inconnu : " + num)).reply();
    }
    List<String> errors = new ArrayList<>();
    String order = txtOM.strip();
    if (!NUMERO_OM.matcher(order).matches()) {
      errors.add("N° OM : numéro invalide");
    }
    String expert = txtExp.strip();
    if (records.expert(expert).isEmpty()) {
      errors.add("CODE EXPERT : expert inconnu");
    }
    String lieu = txtLieuVis.strip();
    if (lieu.isEmpty() || lieu.length() > 60) {
      errors.add("LIEU DE VISITE : zone obligatoire (60 caractères au plus)");
    }
    String date = "";
    try {
      date = Mask.DATE.canonical(txtDtMis).toString();
    } catch (MaskException e) {
      errors.add("DATE MISSION : " + e.getMessage());
    }
    if (!errors.isEmpty()) {
      return form(screen.errors(errors), num, txtOM, txtExp, txtDtMis, txtLieuVis);
    }
    records.register(num, order, expert, date, lieu, session.compte());
    locks.release(num, session.compte());
    return form(
        screen.notice("Mission " + order + " enregistrée sur le dossier " + num),
        num,
        "",
        "",
        "",
        "");
  }

  @PostMapping("/missionAnn.do")
  ResponseEntity<byte[]> cancel(
      @RequestAttribute(Gate.SESSION) Session session,
      @RequestParam(defaultValue = "") String num,
      @RequestParam(defaultValue = "0") int rang) {
    Screen screen = screens.screen(TITLE);
    Optional<Lock> other = locks.heldByOther(num, session.compte());
    if (records.dossier(num).isEmpty() || other.isPresent()) {
      return screen.error(other.map(Lock::message).orElse("Dossier inconnu : " + num)).reply();
    }
    Screen told =
        records.cancelMission(num, rang)
            ? screen.notice("Mission annulée")
            : screen.error("Annulation impossible : mission complétée, annulée ou inconnue");
    return form(told, num, "", "", "", "");
  }

  private ResponseEntity<byte[]> form(
      Screen screen, String num, String order, String expert, String date, String lieu) {
    List<Mission> missions = records.missionsOf(num);
    Html ranks = new Html();
    if (!missions.isEmpty()) {
      Map<String, String> choices = new LinkedHashMap<>();
      for (int i = 0; i < missions.size(); i++) {
        choices.put(String.valueOf(i + 1), missions.get(i).numeroOm());
      }
      ranks
          .raw("<br><font size=\"1\">MISSION A ANNULER :</font> ")
          .add(screen.select("rang", choices, ""))
          .add(
              screen.button(
                  "ANNULER MISSION",
                  "valider('missionAnn.do','Confirmez-vous l\\'annulation de la mission ?',[['rang','MISSION']])"));
    }
    Html picker = screen.input("txtExp", expert, 8, Mask.TEXTE);
    picker.add(
        screen.button("...", "window.open('choixExpert.do','expert','width=560,height=420')"));
    return screen
        .form("mission.do")
        .generatedNames()
        .hidden("num", num)
        .openTable("DOSSIER " + num)
        .row("N° OM", screen.input("txtOM", order, 8, Mask.TEXTE), "CODE EXPERT", picker)
        .row(
            "DATE MISSION",
            screen.input("txtDtMis", date, 10, Mask.DATE),
            "LIEU DE VISITE",
            screen.input("txtLieuVis", lieu, 60, Mask.TEXTE))
        .closeTable()
        .buttons(
            screen.button(
                "ENREGISTRER",
                "valider('mission.do','Confirmez-vous l\\'enregistrement de la mission ?',"
                    + "[['txtOM','N° OM'],['txtExp','CODE EXPERT'],['txtDtMis','DATE MISSION']])"),
            screen.button("RETOUR", "aller('dossierAbd.do?num=" + Html.url(num) + "')"))
        .raw("<br>")
        .add(DossierScreens.missions(missions, records))
        .add(ranks)
        .reply();
  }
}

package tn.flotte.pass;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import tn.flotte.pass.Entry.Dossier;
import tn.flotte.pass.Entry.Mission;
import tn.flotte.pass.Entry.Observation;
import tn.flotte.pass.Locks.Lock;
import tn.flotte.pass.Seed.Contrat;
import tn.flotte.pass.Seed.Expert;
import tn.flotte.pass.Sessions.Session;

/** A dossier, all of it: its state, missions, letters and remarks. */
@Controller
class DossierScreens {

  private static final String TITLE = "CONSULTATION DOSSIER SINISTRE";
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.FRENCH);

  private final Screens screens;
  private final Records records;
  private final Locks locks;

  DossierScreens(Screens screens, Records records, Locks locks) {
    this.screens = screens;
    this.records = records;
    this.locks = locks;
  }

  /** A time as the screens show it. */
  static String moment(String iso) {
    return OffsetDateTime.parse(iso).format(MOMENT);
  }

  @GetMapping("/dossier.do")
  ResponseEntity<byte[]> consult(@RequestParam(defaultValue = "") String num) {
    return shown(screens.screen(TITLE), num);
  }

  @GetMapping("/dossierAbd.do")
  ResponseEntity<byte[]> abandon(
      @RequestAttribute(Gate.SESSION) Session session,
      @RequestParam(defaultValue = "") String num) {
    locks.release(num, session.compte());
    return shown(screens.screen(TITLE), num);
  }

  @PostMapping("/dossierObs.do")
  ResponseEntity<byte[]> append(
      @RequestAttribute(Gate.SESSION) Session session,
      @RequestParam(defaultValue = "") String num,
      @RequestParam(defaultValue = "") String txtObs) {
    Screen screen = screens.screen(TITLE);
    Optional<Lock> other = locks.heldByOther(num, session.compte());
    if (records.dossier(num).isEmpty() || other.isPresent()) {
      other.map(Lock::message).ifPresent(screen::error);
      return shown(screen, num);
    }
    String text = txtObs.strip();
    if (text.isEmpty()) {
      return shown(screen.error("OBSERVATIONS : zone obligatoire"), num);
    }
    if (text.length() > 2000) {
      return shown(screen.error("OBSERVATIONS : 2000 caractères au plus"), num);
    }
    records.append(num, text, session.compte());
    return shown(screen.notice("Enregistrement effectué"), num);
  }

  private ResponseEntity<byte[]> shown(Screen screen, String num) {
    Optional<Dossier> found = records.dossier(num);
    if (found.isEmpty()) {
      return screen.error("Dossier inconnu : " + num).reply();
    }
    Dossier one = found.get();
    String key = Html.url(num);
    Optional<Preouverture> declaration = records.preouverture(one.numeroDeclaration());
    screen
        .form("dossierObs.do")
        .hidden("num", num)
        .openTable("DOSSIER")
        .row("N° DOSSIER", new Html().raw("<b>").text(num).raw("</b>"), "ETAT", Html.of("OUVERT"))
        .row(
            "N° DECLARATION",
            Screen.link(
                one.numeroDeclaration(),
                "preouverture.do?num=" + Html.url(one.numeroDeclaration())),
            "ASSURE",
            Html.of(
                declaration
                    .flatMap(each -> records.contrat(each.police()))
                    .map(Contrat::assure)
                    .orElse("")))
        .row("NATURE", Html.of(one.nature()), "MODE GESTION", Html.of(one.mode()))
        .row(
            "NOEUD",
            Html.of(one.noeud()),
            "RESERVE (DT)",
            Html.of(Mask.MONTANT.shown(one.reserve())))
        .row(
            "GESTION GA",
            Html.of(one.gestionGa() ? "OUI" : "NON"),
            "CIE ADVERSE",
            Html.of(declaration.map(each -> each.shown(Champ.COMPAGNIE_ADVERSE)).orElse("")))
        .row("OUVERT LE", Html.of(moment(one.creeLe())), "PAR", Html.of(one.compte()))
        .closeTable()
        .raw("<br>")
        .add(missions(records.missionsOf(num), records))
        .raw("<br>")
        .add(LettreScreens.table(num, records.lettresOf(num)))
        .raw("<br>")
        .openTable("OBSERVATIONS");
    for (Observation observation : records.observationsOf(num)) {
      screen.row(
          moment(observation.le()) + " " + observation.compte(),
          new Html().raw("<pre>").text(observation.texte()).raw("</pre>"));
    }
    return screen
        .row("AJOUT", screen.area("txtObs", "", 3))
        .closeTable()
        .buttons(
            screen.button(
                "AJOUTER OBSERVATION", "valider('dossierObs.do','',[['txtObs','OBSERVATIONS']])"),
            screen.button("MISSION D'EXPERTISE", "aller('mission.do?num=" + key + "')"),
            screen.button("LETTRES", "aller('lettre.do?num=" + key + "')"),
            screen.button("RETOUR", "aller('rechercheDos.do')"))
        .reply();
  }

  /** The missions of a dossier, each with a link to its own page. */
  static Html missions(List<Mission> missions, Records records) {
    return Html.table(
        List.of("RANG", "MISSION - N° OM", "EXPERT", "DATE", "LIEU DE VISITE", "STATUT"),
        IntStream.range(0, missions.size())
            .mapToObj(
                index -> {
                  Mission mission = missions.get(index);
                  return List.of(
                      Html.of(index + 1),
                      Screen.link(mission.numeroOm(), RapportScreens.address(mission, index + 1)),
                      Html.of(expert(mission, records)),
                      Html.of(Mask.DATE.shown(mission.dateMission())),
                      Html.of(mission.lieuVisite()),
                      Html.of(mission.statut()));
                })
            .toList());
  }

  /** A mission's expert: code, then name. */
  static String expert(Mission mission, Records records) {
    return mission.expert()
        + records.expert(mission.expert()).map(Expert::nom).map(nom -> " " + nom).orElse("");
  }
}

package tn.flotte.pass;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import tn.flotte.pass.Entry.Dossier;
import tn.flotte.pass.Entry.Mission;
import tn.flotte.pass.Entry.Rapport;
import tn.flotte.pass.Locks.Lock;
import tn.flotte.pass.Mask.MaskException;
import tn.flotte.pass.Sessions.Session;

/**
 * One mission: what is held of it, and the screen on which the cell completes it from the expert's
 * report (annex A, table 1, step 20). A preliminary report leaves it open for the final one.
 */
@Controller
class RapportScreens {

  private static final String CONSULTATION = "CONSULTATION MISSION";
  private static final String SAISIE = "COMPLETER MISSION";
  private static final int LONGEST_REFERENCE = 20;

  private final Screens screens;
  private final Records records;
  private final Locks locks;

  RapportScreens(Screens screens, Records records, Locks locks) {
    this.screens = screens;
    this.records = records;
    this.locks = locks;
  }

  /** What was typed, as it was typed. */
  private record Typed(
      String genre,
      String date,
      String reference,
      String honoraires,
      String montant,
      String epave) {}

  /** The address of a mission's page. */
  static String address(Mission mission, int rank) {
    return "missionCons.do?num=" + Html.url(mission.numeroDossier()) + "&rang=" + rank;
  }

  @GetMapping("/missionCons.do")
  ResponseEntity<byte[]> consult(
      @RequestParam(defaultValue = "") String num, @RequestParam(defaultValue = "1") int rang) {
    return shown(screens.screen(CONSULTATION), num, rang);
  }

  @GetMapping("/missionCompl.do")
  ResponseEntity<byte[]> form(
      @RequestAttribute(Gate.SESSION) Session session,
      @RequestParam(defaultValue = "") String num,
      @RequestParam(defaultValue = "1") int rang) {
    Optional<Mission> found = records.mission(num, rang);
    if (found.isEmpty()) {
      return shown(screens.screen(CONSULTATION), num, rang);
    }
    if (!found.get().open()) {
      return shown(screens.screen(CONSULTATION).error(refusal(found.get())), num, rang);
    }
    Optional<Lock> other = locks.take(num, session.compte());
    if (other.isPresent()) {
      return screens.screen(SAISIE).error(other.get().message()).reply();
    }
    return form(screens.screen(SAISIE), found.get(), rang, new Typed("", "", "", "", "", ""));
  }

  @PostMapping("/missionCompl.do")
  ResponseEntity<byte[]> complete(
      @RequestAttribute(Gate.SESSION) Session session,
      @RequestParam(defaultValue = "") String num,
      @RequestParam(defaultValue = "1") int rang,
      @RequestParam(defaultValue = "") String cboGenreRap,
      @RequestParam(defaultValue = "") String txtDtRap,
      @RequestParam(defaultValue = "") String txtRefRap,
      @RequestParam(defaultValue = "") String txtHon,
      @RequestParam(defaultValue = "") String txtMntDeg,
      @RequestParam(defaultValue = "") String cboEpave) {
    Optional<Lock> other = locks.heldByOther(num, session.compte());
    if (other.isPresent()) {
      return screens.screen(SAISIE).error(other.get().message()).reply();
    }
    Optional<Mission> found = records.mission(num, rang);
    if (found.isEmpty()) {
      return shown(screens.screen(CONSULTATION), num, rang);
    }
    Typed typed = new Typed(cboGenreRap, txtDtRap, txtRefRap, txtHon, txtMntDeg, cboEpave);
    List<String> errors = new ArrayList<>();
    String date = date(typed, num, errors);
    Optional<BigDecimal> fee = amount("HONORAIRES (DT)", typed.honoraires(), errors);
    Optional<BigDecimal> damage = amount("MONTANT DEGATS (DT)", typed.montant(), errors);
    String reference = typed.reference().strip();
    if (reference.isEmpty() || reference.length() > LONGEST_REFERENCE) {
      errors.add("REFERENCE RAPPORT : zone obligatoire (20 caractères au plus)");
    }
    if (!Rapport.GENRES.contains(typed.genre())) {
      errors.add("GENRE DE RAPPORT : valeur inconnue");
    }
    if (!List.of("O", "N").contains(typed.epave())) {
      errors.add("EPAVE : répondez OUI ou NON");
    }
    if (!errors.isEmpty() && found.get().open()) {
      return form(screens.screen(SAISIE).errors(errors), found.get(), rang, typed);
    }
    boolean entered =
        errors.isEmpty()
            && records.report(
                num,
                rang,
                typed.genre(),
                date,
                reference,
                fee.orElseThrow(),
                damage.orElseThrow(),
                typed.epave().equals("O"),
                session.compte());
    locks.release(num, session.compte());
    Screen screen = screens.screen(CONSULTATION);
    Mission now = records.mission(num, rang).orElseThrow();
    return shown(
        entered
            ? screen.notice("Mission " + now.numeroOm() + " : rapport " + reference + " enregistré")
            : screen.error(refusal(now)),
        num,
        rang);
  }

  private String date(Typed typed, String num, List<String> errors) {
    try {
      String date = Mask.DATE.canonical(typed.date()).toString();
      records
          .dossier(num)
          .flatMap(records::accident)
          .filter(LocalDate.parse(date)::isBefore)
          .ifPresent(
              accident ->
                  errors.add(
                      "DATE RAPPORT : antérieure à l'accident du " + accident.format(Mask.JOUR)));
      return date;
    } catch (MaskException e) {
      errors.add("DATE RAPPORT : " + e.getMessage());
      return "";
    }
  }

  private static Optional<BigDecimal> amount(String label, String typed, List<String> errors) {
    try {
      return Optional.of(new BigDecimal(Mask.MONTANT.canonical(typed).toString()));
    } catch (MaskException e) {
      errors.add(label + " : " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Why nothing may be entered any more, with what is held. */
  private static String refusal(Mission mission) {
    if (mission.statut().equals(Mission.ANNULEE) || mission.reports().isEmpty()) {
      return "Saisie refusée : mission " + mission.numeroOm() + " " + mission.statut();
    }
    Rapport held = mission.reports().getLast();
    return "Saisie refusée : mission %s %s, rapport %s N° %s du %s, honoraires %s, dégâts %s, épave %s, saisi par %s le %s"
        .formatted(
            mission.numeroOm(),
            mission.statut(),
            held.genre(),
            held.reference(),
            Mask.DATE.shown(held.dateRapport()),
            Mask.MONTANT.shown(held.honoraires()),
            Mask.MONTANT.shown(held.montantDegats()),
            held.epave() ? "OUI" : "NON",
            held.compte(),
            DossierScreens.moment(held.le()));
  }

  private ResponseEntity<byte[]> shown(Screen screen, String num, int rank) {
    Optional<Mission> found = records.mission(num, rank);
    if (found.isEmpty()) {
      return screen.error("Mission inconnue : dossier " + num + ", rang " + rank).reply();
    }
    Mission mission = found.get();
    String key = "num=" + Html.url(num) + "&rang=" + rank;
    return heading(screen.form("missionCons.do"), mission, rank)
        .raw("<br>")
        .add(
            Html.table(
                List.of(
                    "RAPPORT",
                    "REFERENCE",
                    "DATE RAPPORT",
                    "HONORAIRES (DT)",
                    "MONTANT DEGATS (DT)",
                    "EPAVE",
                    "SAISI LE",
                    "PAR"),
                mission.reports().stream()
                    .map(
                        held ->
                            List.of(
                                Html.of(held.genre()),
                                Html.of(held.reference()),
                                Html.of(Mask.DATE.shown(held.dateRapport())),
                                Html.of(Mask.MONTANT.shown(held.honoraires())),
                                Html.of(Mask.MONTANT.shown(held.montantDegats())),
                                Html.of(held.epave() ? "OUI" : "NON"),
                                Html.of(DossierScreens.moment(held.le())),
                                Html.of(held.compte())))
                    .toList()))
        .buttons(
            screen.button(SAISIE, "aller('missionCompl.do?" + key + "')"),
            screen.button("RETOUR", "aller('dossier.do?num=" + Html.url(num) + "')"))
        .reply();
  }

  private Screen heading(Screen screen, Mission mission, int rank) {
    Optional<Dossier> dossier = records.dossier(mission.numeroDossier());
    return screen
        .hidden("num", mission.numeroDossier())
        .hidden("rang", String.valueOf(rank))
        .openTable("MISSION")
        .row(
            "N° DOSSIER",
            Screen.link(
                mission.numeroDossier(), "dossier.do?num=" + Html.url(mission.numeroDossier())),
            "N° DECLARATION",
            Html.of(dossier.map(Dossier::numeroDeclaration).orElse("")))
        .row(
            "N° OM",
            Html.of(mission.numeroOm()),
            "EXPERT",
            Html.of(DossierScreens.expert(mission, records)))
        .row(
            "OM PRIS LE",
            Html.of(Mask.DATE.shown(mission.dateMission())),
            "DATE ACCIDENT",
            Html.of(
                dossier
                    .flatMap(records::accident)
                    .map(accident -> accident.format(Mask.JOUR))
                    .orElse("")))
        .row("LIEU DE VISITE", Html.of(mission.lieuVisite()), "STATUT", Html.of(mission.statut()))
        .closeTable();
  }

  private ResponseEntity<byte[]> form(Screen screen, Mission mission, int rank, Typed typed) {
    Map<String, String> kinds = new LinkedHashMap<>();
    Rapport.GENRES.forEach(each -> kinds.put(each, each));
    Map<String, String> answers = new LinkedHashMap<>();
    answers.put("O", "OUI");
    answers.put("N", "NON");
    String num = mission.numeroDossier();
    heading(screen.form("missionCompl.do").generatedNames(), mission, rank)
        .openTable("RAPPORT D'EXPERTISE")
        .row(
            "GENRE DE RAPPORT",
            screen.select("cboGenreRap", kinds, typed.genre()),
            "DATE RAPPORT",
            screen.input("txtDtRap", typed.date(), 10, Mask.DATE))
        .row(
            "REFERENCE RAPPORT",
            screen.input("txtRefRap", typed.reference(), LONGEST_REFERENCE, Mask.TEXTE),
            "HONORAIRES (DT)",
            screen.input("txtHon", typed.honoraires(), 14, Mask.MONTANT))
        .row(
            "MONTANT DEGATS (DT)",
            screen.input("txtMntDeg", typed.montant(), 14, Mask.MONTANT),
            "EPAVE",
            screen.select("cboEpave", answers, typed.epave()))
        .closeTable();
    return screen
        .buttons(
            screen.button(
                "ENREGISTRER",
                "valider('missionCompl.do','Confirmez-vous la saisie du rapport d\\'expertise ?',"
                    + "[['cboGenreRap','GENRE DE RAPPORT'],['txtDtRap','DATE RAPPORT'],"
                    + "['txtRefRap','REFERENCE RAPPORT'],['txtHon','HONORAIRES'],"
                    + "['txtMntDeg','MONTANT DEGATS'],['cboEpave','EPAVE']])"),
            screen.button("ABANDONNER", "aller('dossierAbd.do?num=" + Html.url(num) + "')"))
        .reply();
  }
}

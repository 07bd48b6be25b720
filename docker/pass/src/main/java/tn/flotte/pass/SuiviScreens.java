package tn.flotte.pass;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tn.flotte.pass.Entry.Dossier;
import tn.flotte.pass.Entry.Mission;
import tn.flotte.pass.Mask.MaskException;
import tn.flotte.pass.Records.Ranked;

/** What is still awaited: missions without a final report, and dossiers by age of the accident. */
@Controller
class SuiviScreens {

  private static final String NOTHING = "Aucun enregistrement ne correspond aux critères";
  private static final String WITHOUT = "SANS";

  private final Screens screens;
  private final Records records;
  private final Clock clock;

  SuiviScreens(Screens screens, Records records, Clock clock) {
    this.screens = screens;
    this.records = records;
    this.clock = clock;
  }

  @GetMapping("/missionsCours.do")
  ResponseEntity<byte[]> missions() {
    return missions("", 1);
  }

  @PostMapping("/missionsCours.do")
  ResponseEntity<byte[]> missions(
      @RequestParam(defaultValue = "") String cboNoeud, @RequestParam(defaultValue = "1") int pg) {
    Screen screen = screens.screen("MISSIONS EN COURS");
    screen
        .form("missionsCours.do")
        .hidden("pg", "1")
        .openTable("CRITERES DE RECHERCHE")
        .row("NOEUD", screen.select("cboNoeud", nodes(), cboNoeud))
        .closeTable()
        .buttons(screen.button("RECHERCHER", "valider('missionsCours.do','',[])"));
    List<Ranked> found = records.openMissions(cboNoeud);
    if (found.isEmpty()) {
      return screen.error(NOTHING).reply();
    }
    Slice<Ranked> slice = Slice.of(found, pg);
    LocalDate today = LocalDate.now(clock);
    return screen
        .add(
            Html.table(
                List.of(
                    "N° DOSSIER",
                    "RANG",
                    "N° OM",
                    "EXPERT",
                    "NOEUD",
                    "OM PRIS LE",
                    "JOURS",
                    "STATUT"),
                slice.lines().stream().map(one -> line(one, today)).toList()))
        .pager(slice)
        .reply();
  }

  private List<Html> line(Ranked ranked, LocalDate today) {
    Mission one = ranked.mission();
    return List.of(
        Screen.link(one.numeroDossier(), "dossier.do?num=" + Html.url(one.numeroDossier())),
        Html.of(ranked.rank()),
        Screen.link(one.numeroOm(), RapportScreens.address(one, ranked.rank())),
        Html.of(DossierScreens.expert(one, records)),
        Html.of(ranked.dossier().noeud()),
        Html.of(Mask.DATE.shown(one.dateMission())),
        Html.of(ChronoUnit.DAYS.between(LocalDate.parse(one.dateMission()), today)),
        Html.of(one.statut()));
  }

  @GetMapping("/dossiersOuverts.do")
  ResponseEntity<byte[]> dossiers() {
    return dossiers("", "", "", 1);
  }

  /** Oldest accident first, so that what is about to be time-barred stands on the first pages. */
  @PostMapping("/dossiersOuverts.do")
  ResponseEntity<byte[]> dossiers(
      @RequestParam(defaultValue = "") String cboNoeud,
      @RequestParam(defaultValue = "") String cboRap,
      @RequestParam(defaultValue = "") String txtDtMax,
      @RequestParam(defaultValue = "1") int pg) {
    Screen screen = screens.screen("DOSSIERS OUVERTS");
    Map<String, String> reports = new LinkedHashMap<>();
    reports.put(WITHOUT, "SANS RAPPORT DEFINITIF");
    reports.put("AVEC", "AVEC RAPPORT DEFINITIF");
    screen
        .form("dossiersOuverts.do")
        .hidden("pg", "1")
        .openTable("CRITERES DE RECHERCHE")
        .row(
            "NOEUD",
            screen.select("cboNoeud", nodes(), cboNoeud),
            "RAPPORT",
            screen.select("cboRap", reports, cboRap))
        .row("ACCIDENT JUSQU'AU", screen.input("txtDtMax", txtDtMax, 10, Mask.DATE))
        .closeTable()
        .buttons(screen.button("RECHERCHER", "valider('dossiersOuverts.do','',[])"));
    Optional<LocalDate> latest;
    try {
      latest =
          txtDtMax.isBlank()
              ? Optional.empty()
              : Optional.of(LocalDate.parse(Mask.DATE.canonical(txtDtMax).toString()));
    } catch (MaskException e) {
      return screen.error("ACCIDENT JUSQU'AU : " + e.getMessage()).reply();
    }
    List<Dossier> found =
        records.dossiersByAccident().stream()
            .filter(one -> cboNoeud.isEmpty() || one.noeud().equals(cboNoeud))
            .filter(
                one ->
                    latest.isEmpty()
                        || records
                            .accident(one)
                            .filter(accident -> !accident.isAfter(latest.get()))
                            .isPresent())
            .filter(
                one ->
                    cboRap.isEmpty()
                        || cboRap.equals(WITHOUT)
                            == !records
                                .reported(one.numeroDossier())
                                .equals(Entry.Rapport.DEFINITIF))
            .toList();
    if (found.isEmpty()) {
      return screen.error(NOTHING).reply();
    }
    Slice<Dossier> slice = Slice.of(found, pg);
    return screen
        .add(
            Html.table(
                List.of(
                    "N° DOSSIER",
                    "N° DECLARATION",
                    "DT ACC.",
                    "NATURE",
                    "MODE",
                    "NOEUD",
                    "RAPPORT"),
                slice.lines().stream().map(this::line).toList()))
        .pager(slice)
        .reply();
  }

  private List<Html> line(Dossier one) {
    return List.of(
        Screen.link(one.numeroDossier(), "dossier.do?num=" + Html.url(one.numeroDossier())),
        Html.of(one.numeroDeclaration()),
        Html.of(
            records
                .preouverture(one.numeroDeclaration())
                .map(declaration -> declaration.shown(Champ.DATE_ACCIDENT))
                .orElse("")),
        Html.of(one.nature()),
        Html.of(one.mode()),
        Html.of(one.noeud()),
        Html.of(records.reported(one.numeroDossier())));
  }

  private Map<String, String> nodes() {
    Map<String, String> choices = new LinkedHashMap<>();
    records
        .agences()
        .forEach(agence -> choices.put(agence.code(), agence.code() + " - " + agence.nom()));
    choices.put(Records.CDL_AUTO, "CDL_AUTO - SIEGE");
    return choices;
  }
}

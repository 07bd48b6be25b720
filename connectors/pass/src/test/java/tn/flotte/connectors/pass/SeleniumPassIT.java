package tn.flotte.connectors.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.Evidence;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Secret;

/** The procedure at the stand-in's screens, in a real Chromium. */
class SeleniumPassIT {
  @TempDir private static Path dir;
  private static Doublure doublure;
  private static SeleniumPass pass;
  private static int next = 100;

  private final List<Evidence> photos = new ArrayList<>();

  @BeforeAll
  static void start() {
    doublure = Doublure.demarrer("--pass.journal=" + dir.resolve("requetes.jsonl"));
    pass =
        new SeleniumPass(
            PassSettings.at(doublure.url(), dir.resolve("profils")), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    try {
      pass.close();
    } finally {
      doublure.close();
    }
  }

  @Test
  void validatesAPreouvertureWhereTheLookBeforeLeftIt() throws IOException {
    NumeroDeclaration numero = next();
    assertThat(session().preouverture(numero)).isPresent();
    assertThat(session().valider(numero).validee()).isTrue();
    assertThat(asked(numero)).as("the look, and the answer to the validation").isEqualTo(2);

    NumeroDeclaration other = next();
    assertThat(session().preouverture(other)).isPresent();
    assertThat(session().dossiers(numero)).isEmpty();
    assertThat(session().valider(other).validee()).isTrue();
    assertThat(asked(other)).as("another screen stood there meanwhile").isEqualTo(3);
  }

  /** How often PASS was asked for a préouverture's screen. */
  private static long asked(NumeroDeclaration numero) throws IOException {
    try (Stream<String> requests = Files.lines(dir.resolve("requetes.jsonl"))) {
      return requests
          .filter(line -> line.contains("/preouverture.do") && line.contains(numero.valeur()))
          .count();
    }
  }

  @Test
  void opensADossierFromTheCorrectionToTheObservation() throws IOException {
    PassSession session = session();
    NumeroDeclaration numero = next();
    Preouverture before = session.preouverture(numero).orElseThrow();
    assertThat(before.etat()).isEqualTo("EN ATTENTE");
    assertThat(before.effet()).as("the contract's first day").isBefore(before.echeance());

    Preouverture corrected =
        session.corriger(
            numero,
            List.of(
                new Correction(
                    "immatriculation_adverse", before.immatriculationAdverse(), "91 TU 7777")));
    assertThat(corrected.immatriculationAdverse()).isEqualTo("91 TU 7777");
    assertThat(session.valider(numero).validee()).isTrue();
    assertThat(session.dossiers(numero)).isEmpty();

    Dossier dossier =
        session.ouvrir(
            new OuvertureDossier(numero, "MATERIEL", "CDL_AUTO", new BigDecimal("12500.5"), false));
    assertThat(dossier.noeud()).isEqualTo("CDL_AUTO");
    assertThat(session.dossiers(numero)).containsExactly(dossier);
    assertThat(session.preouverture(numero).orElseThrow().dossiers())
        .containsExactly(dossier.numero());

    Mission mission =
        new Mission(
            dossier.numero(),
            "004512",
            "E117",
            LocalDate.of(2026, 9, 4),
            "Garage « L'Étoile », Sousse");
    assertThat(session.dossier(dossier.numero()))
        .contains(new DossierConsulte(dossier, List.of(), Set.of(), List.of()));
    assertThat(session.enregistrer(mission)).isEqualTo(mission);
    assertThat(session.dossier(dossier.numero()).orElseThrow().missions()).containsExactly(mission);

    assertThat(session.lettre(dossier.numero(), GenreLettre.OUVERTURE)).isEmpty();
    Lettre letter =
        session.editer(dossier.numero(), GenreLettre.OUVERTURE, LocalDate.of(2026, 9, 5));
    try (PDDocument pdf = Loader.loadPDF(letter.pdf())) {
      assertThat(new PDFTextStripper().getText(pdf)).contains(dossier.numero().valeur());
    }
    assertThat(session.lettre(dossier.numero(), GenreLettre.OUVERTURE)).isPresent();
    assertThat(session.lettre(dossier.numero(), GenreLettre.IDA)).isEmpty();

    session.observer(dossier.numero(), "Déclaration tardive :\nà l'examen <vérifier>");
    session.observer(dossier.numero(), "Déclaration tardive : à l'examen <vérifier>");
    assertThat(session.dossier(dossier.numero()))
        .contains(
            new DossierConsulte(
                dossier,
                List.of(mission),
                Set.of(GenreLettre.OUVERTURE),
                List.of("Déclaration tardive : à l'examen <vérifier>")));
    assertThat(doublure.verite().path("observations")).hasSize(1);
    assertThat(doublure.verite().path("dossiers"))
        .filteredOn(d -> d.path("numero_dossier").asString().equals(dossier.numero().valeur()))
        .extracting(d -> d.path("reserve").asDouble())
        .containsExactly(12500.5);
    // One before and one after each of the six saves.
    assertThat(photos)
        .hasSize(12)
        .allMatch(e -> e.png().length > 1000 && !e.screen().equals("connexion"));
  }

  @Test
  void completesAMissionFromThePreliminaryReportToTheFinalOne() {
    PassSession session = session();
    Dossier dossier = ouvert(session);
    session.enregistrer(
        new Mission(dossier.numero(), "741347", "E117", LocalDate.of(2026, 9, 4), "Sousse"));
    session.enregistrer(
        new Mission(dossier.numero(), "741348", "E104", LocalDate.of(2026, 9, 5), "Sfax"));
    MissionSuivie awaited =
        new MissionSuivie(
            dossier.numero(),
            2,
            "741348",
            "E104",
            LocalDate.of(2026, 9, 5),
            "ENREGISTREE",
            List.of());
    assertThat(session.missions(dossier.numero()))
        .extracting(MissionSuivie::numeroOm)
        .containsExactly("741347", "741348");
    assertThat(session.missions(dossier.numero()).getLast()).isEqualTo(awaited);
    MissionEnCours listed =
        new MissionEnCours(dossier.numero(), 2, "741348", "E104", LocalDate.of(2026, 9, 5));
    assertThat(session.missionsEnCours()).contains(listed);

    RapportSaisi preliminary =
        new RapportSaisi(
            GenreRapport.PRELIMINAIRE,
            LocalDate.of(2026, 9, 10),
            "741348/20260910",
            new BigDecimal("150.75"),
            new BigDecimal("6250.5"),
            false);
    assertThat(session.completer(awaited, preliminary).rapports()).containsExactly(preliminary);
    RapportSaisi last =
        new RapportSaisi(
            GenreRapport.DEFINITIF,
            LocalDate.of(2026, 9, 20),
            "741348/20260920",
            new BigDecimal("180"),
            new BigDecimal("16300.125"),
            true);
    MissionSuivie completed = session.completer(awaited, last);
    assertThat(completed.statut()).isEqualTo("COMPLETEE");
    assertThat(completed.rapports()).containsExactly(preliminary, last);
    assertThat(completed.rapport(GenreRapport.PRELIMINAIRE)).contains(preliminary);
    assertThat(session.missions(dossier.numero()).getLast()).isEqualTo(completed);
    assertThat(session.missionsEnCours()).doesNotContain(listed);
    assertThat(photos).as("one before and one after each save").hasSizeGreaterThanOrEqualTo(4);

    ConnectorException refused = failure(() -> session.completer(awaited, last));
    assertThat(refused.kind()).isEqualTo(FailureKind.BUG);
    assertThat(refused).hasMessageContaining("COMPLETEE").hasMessageContaining("741348/20260920");
    Mission third =
        new Mission(dossier.numero(), "741349", "E104", LocalDate.of(2026, 9, 25), "Sfax");
    assertThat(pass.session("ROBOT02", false, photos::add).enregistrer(third))
        .as("no lock was left behind")
        .isEqualTo(third);
  }

  @Test
  void listsTheDossiersWhoseFinalReportHasNotComeByAge() {
    PassSession session = session();
    Dossier dossier = ouvert(session);
    Preouverture claim = session.preouverture(dossier.declaration()).orElseThrow();
    DossierSansRapport listed =
        new DossierSansRapport(
            dossier.numero(), dossier.declaration(), claim.dateAccident(), claim.mode());

    assertThat(session.dossiersSansRapport(claim.dateAccident())).contains(listed);
    assertThat(session.dossiersSansRapport(claim.dateAccident().minusDays(1)))
        .doesNotContain(listed);
    assertThat(session.dossiersSansRapport(LocalDate.of(2000, 1, 1))).isEmpty();
  }

  private static Dossier ouvert(PassSession session) {
    NumeroDeclaration numero = next();
    assertThat(session.valider(numero).validee()).isTrue();
    return session.ouvrir(
        new OuvertureDossier(numero, "MATERIEL", "CDL_AUTO", new BigDecimal("1200"), false));
  }

  @Test
  void correctsEveryFieldThatPassLetsCorrect() {
    PassSession session = session();
    NumeroDeclaration numero = next();
    Preouverture p = session.preouverture(numero).orElseThrow();
    Map<String, String[]> all = new LinkedHashMap<>();
    all.put("date_accident", new String[] {p.dateAccident().toString(), "2026-08-29"});
    all.put("heure", new String[] {p.heure(), "07:05"});
    all.put("lieu", new String[] {p.lieu(), "Rue de l'Église, à côté du café"});
    all.put("immatriculation_assure", new String[] {p.immatriculationAssure(), "RS 654321"});
    all.put("immatriculation_adverse", new String[] {p.immatriculationAdverse(), "7 TU 15"});
    all.put("compagnie_adverse", new String[] {p.compagnieAdverse(), "EL AMANA TAKAFUL"});
    all.put("police_adverse", new String[] {p.policeAdverse(), "18-979-79465"});
    all.put("responsabilite", new String[] {String.valueOf(p.responsabilite()), "75"});
    all.put("estimation", new String[] {p.estimation().toPlainString(), "1234567.89"});
    String ticked = String.join(",", p.circonstances().stream().map(String::valueOf).toList());
    all.put("circonstances", new String[] {ticked, "2,13"});
    Preouverture after =
        session.corriger(
            numero,
            all.entrySet().stream()
                .map(e -> new Correction(e.getKey(), e.getValue()[0], e.getValue()[1]))
                .toList());
    assertThat(after.dateAccident()).isEqualTo("2026-08-29");
    assertThat(after.heure()).isEqualTo("07:05");
    assertThat(after.lieu()).isEqualTo("Rue de l'Église, à côté du café");
    assertThat(after.immatriculationAssure()).isEqualTo("RS 654321");
    assertThat(after.immatriculationAdverse()).isEqualTo("7 TU 15");
    assertThat(after.compagnieAdverse()).isEqualTo("EL AMANA TAKAFUL");
    assertThat(after.policeAdverse()).isEqualTo("18-979-79465");
    assertThat(after.responsabilite()).isEqualTo(75);
    assertThat(after.estimation()).isEqualByComparingTo("1234567.890");
    assertThat(after.circonstances()).containsExactly(2, 13);
    assertThat(session.preouverture(numero).orElseThrow()).isEqualTo(after);
  }

  @Test
  void correctsNothingWhenPassNoLongerHoldsWhatWasCompared() {
    PassSession session = session();
    NumeroDeclaration numero = next();
    Preouverture before = session.preouverture(numero).orElseThrow();
    ConnectorException failure =
        failure(
            () ->
                session.corriger(
                    numero,
                    List.of(
                        new Correction("heure", before.heure(), "08:00"),
                        new Correction("lieu", "ailleurs", "Tunis"))));
    assertThat(failure.kind()).isEqualTo(FailureKind.CHANGED);
    assertThat(failure).hasMessageContaining("ailleurs").hasMessageContaining(before.lieu());
    assertThat(session.preouverture(numero)).contains(before);
    // No lock was left behind.
    Preouverture other =
        pass.session("ROBOT02", false, photos::add)
            .corriger(numero, List.of(new Correction("heure", before.heure(), "08:00")));
    assertThat(other.heure()).isEqualTo("08:00");
  }

  @Test
  void refusesWhatPassDoesNotOffer() {
    PassSession session = session();
    NumeroDeclaration numero = next();
    Preouverture before = session.preouverture(numero).orElseThrow();
    for (Correction wrong :
        List.of(
            new Correction("compagnie_adverse", before.compagnieAdverse(), "LA PRUDENTE"),
            new Correction("responsabilite", String.valueOf(before.responsabilite()), "150"),
            new Correction("lieu", before.lieu(), "x".repeat(61)),
            new Correction("lieu", before.lieu(), "شارع الحبيب بورقيبة"),
            new Correction("couleur", "", "rouge"))) {
      assertThat(failure(() -> session.corriger(numero, List.of(wrong))).kind())
          .as(wrong.toString())
          .isEqualTo(FailureKind.BUG);
    }
    assertThat(
            failure(
                () ->
                    session.corriger(
                        numero,
                        List.of(
                            new Correction(
                                "date_accident", before.dateAccident().toString(), "2026-02-31")))))
        .isNotNull();
    assertThat(session.preouverture(numero)).contains(before);
  }

  @Test
  void refusesToOpenWhatIsNotValidated() {
    PassSession session = session();
    NumeroDeclaration numero = next();
    ConnectorException failure =
        failure(
            () ->
                session.ouvrir(
                    new OuvertureDossier(numero, "MATERIEL", "027", BigDecimal.ONE, false)));
    assertThat(failure.kind()).isEqualTo(FailureKind.BUG);
    assertThat(failure).hasMessageContaining("non validée");
  }

  @Test
  void readsAnEmptyPreouvertureAsPassHasIt() {
    Preouverture vol = session().preouverture(new NumeroDeclaration("D26-031-00201")).orElseThrow();
    assertThat(vol.lieu()).isEqualTo("Parking <Le Port>, Sfax");
    assertThat(vol.immatriculationAdverse()).isEmpty();
    assertThat(vol.compagnieAdverse()).isEmpty();
    assertThat(vol.circonstances()).isEmpty();
    assertThat(vol.assureNom()).isEqualTo("Zribi");
    assertThat(vol.estimation()).isEqualTo(new BigDecimal("18000.000"));
  }

  @Test
  void knowsNothingOfANumberThatPassDoesNotKnow() {
    PassSession session = session();
    assertThat(session.preouverture(new NumeroDeclaration("D26-027-99999"))).isEmpty();
    assertThat(session.dossiers(new NumeroDeclaration("D26-027-99999"))).isEmpty();
    assertThat(session.dossier(new NumeroDossier("S26-027-99999"))).isEmpty();
  }

  @Test
  void readsListsOverAllTheirPages() {
    PassSession session = session();
    assertThat(session.rechercher(new Recherche(null, null, null, "027"))).hasSize(14);
    assertThat(session.rechercher(new Recherche("7tu12", null, null, null)))
        .extracting(p -> p.numero().valeur())
        .containsExactly("D26-031-00201");
    assertThat(
            session.rechercher(
                new Recherche(null, "031/401/0000001", LocalDate.of(2026, 10, 1), null)))
        .hasSize(1);
    assertThat(session.rechercher(new Recherche(null, null, LocalDate.of(2020, 1, 1), null)))
        .isEmpty();
    Annuaire annuaire = session.annuaire();
    assertThat(annuaire.agences()).hasSize(12);
    assertThat(annuaire.agenceByEmail("AGENCE027@agents.example"))
        .map(Agence::code)
        .contains("027");
    assertThat(annuaire.expertByEmail("olfa.benyoussef@experts.example"))
        .map(Expert::code)
        .contains("E117");
  }

  @Test
  void findsEveryDossierThatWasOpenedForADeclaration() {
    PassSession session = session();
    NumeroDeclaration numero = next();
    session.valider(numero);
    OuvertureDossier opening =
        new OuvertureDossier(numero, "VOL", "031", new BigDecimal("999.999"), false);
    Dossier first = session.ouvrir(opening);
    Dossier second = session.ouvrir(opening);
    assertThat(session.dossiers(numero)).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void startsAnotherBrowserWhenItsOwnHasDied() {
    PassSession session = session();
    NumeroDeclaration numero = new NumeroDeclaration("D26-031-00201");
    assertThat(session.preouverture(numero)).isPresent();
    ProcessHandle.allProcesses()
        .filter(
            p ->
                p.info()
                    .arguments()
                    .map(
                        a ->
                            List.of(a)
                                .contains(
                                    "--user-data-dir="
                                        + dir.resolve("profils").resolve("flotte-pass-ROBOT01")))
                    .orElse(false))
        .forEach(ProcessHandle::destroyForcibly);
    assertThat(session.preouverture(numero)).isPresent();
  }

  @Test
  void givesTheAccountToWhoeverAskedLast() {
    PassSession earlier = session();
    NumeroDeclaration numero = new NumeroDeclaration("D26-031-00201");
    assertThat(earlier.preouverture(numero)).isPresent();
    AtomicReference<PassSession> later = new AtomicReference<>();
    CompletableFuture.runAsync(
            () -> {
              later.set(pass.session("ROBOT01", false, photos::add));
              assertThat(later.get().preouverture(numero)).isPresent();
            })
        .join();
    assertThat(failure(() -> earlier.preouverture(numero)).kind())
        .isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(later.get().preouverture(numero)).isPresent();
  }

  @Test
  void refusesAWrongPasswordAsASetting() {
    PassSettings usual = PassSettings.at(doublure.url(), dir.resolve("autre"));
    PassSettings wrong =
        new PassSettings(
            usual.url(),
            Map.of("ROBOT03", new Secret("faux-mot")),
            usual.chromium(),
            usual.chromedriver(),
            usual.delaiEcran(),
            usual.requeteMax(),
            usual.sessionsMax(),
            usual.profils(),
            usual.inactivite(),
            usual.recyclage(),
            usual.annuaireMax(),
            usual.ecrans(),
            usual.formatDossier());
    try (SeleniumPass other = new SeleniumPass(wrong, Clock.systemUTC())) {
      ConnectorException failure =
          failure(() -> other.session("ROBOT03", false, photos::add).preouverture(next()));
      assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
      assertThat(failure).hasMessageContaining("mot de passe incorrect");
      assertThat(String.valueOf(failure) + failure.getCause()).doesNotContain("faux-mot");
      assertThat(failure(() -> other.session("ROBOT09", false, photos::add)).kind())
          .isEqualTo(FailureKind.CONFIGURATION);
    }
    assertThat(photos).isEmpty();
  }

  private PassSession session() {
    return pass.session("ROBOT01", false, photos::add);
  }

  private static NumeroDeclaration next() {
    return new NumeroDeclaration("D26-027-%05d".formatted(++next));
  }

  private static ConnectorException failure(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    ConnectorException failure = catchThrowableOfType(ConnectorException.class, work);
    assertThat(failure).isNotNull();
    return failure;
  }
}

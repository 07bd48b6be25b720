package tn.flotte.bots.expertise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.Question;
import tn.flotte.bots.api.RapportExpertise;
import tn.flotte.bots.api.WorkItem;
import tn.flotte.connectors.mail.OutgoingMail;
import tn.flotte.connectors.mail.SentMail;
import tn.flotte.connectors.ocr.Apercu;
import tn.flotte.connectors.ocr.Champ;
import tn.flotte.connectors.ocr.Ecriture;
import tn.flotte.connectors.ocr.PieceLue;
import tn.flotte.connectors.ocr.TypePiece;
import tn.flotte.connectors.pass.GenreRapport;
import tn.flotte.connectors.pass.NumeroDossier;
import tn.flotte.connectors.pass.RapportSaisi;
import tn.flotte.connectors.registre.LigneRapport;

/** The bots on their routes, with PASS, mailbox, reader, register and journal in memory. */
class ExpertiseTest {
  private static final RapportSaisi SAISI =
      new RapportSaisi(
          GenreRapport.DEFINITIF,
          LocalDate.of(2026, 5, 22),
          "741347/20260522",
          new BigDecimal("150.750"),
          new BigDecimal("920.500"),
          false);

  private final PassEnMemoire pass =
      new PassEnMemoire().avecMission("741347", "E104", LocalDate.of(2026, 5, 11));
  private final DocumentsEnMemoire documents = new DocumentsEnMemoire();
  private final TravailEnMemoire.Memoire memoire = new TravailEnMemoire.Memoire();
  private final List<OutgoingMail> envoyes = new ArrayList<>();
  private final List<LigneRapport> registre = new ArrayList<>();
  private final Map<String, String> papier = new LinkedHashMap<>();
  private final Map<String, Double> confiances = new LinkedHashMap<>();
  private final Map<String, String> reglages = new LinkedHashMap<>();
  private final CamelContext camel = new DefaultCamelContext();
  private long nextItem = 1;

  @BeforeEach
  void write() {
    papier.put("expert_code", "E104");
    papier.put("numero_om", "741347");
    papier.put("numero_declaration", "D26-027-00123");
    papier.put("vehicule_immatriculation", "167 TU 5363");
    papier.put("vehicule_marque", "KIA RIO");
    papier.put("date_rapport", "2026-05-22");
    papier.put("montant_ht", "773.529");
    papier.put("montant_tva", "146.971");
    papier.put("montant_ttc", "920.500");
    papier.put("honoraires", "150.750");
    papier.put("epave", "false");
    reglages.put("adresses-assureurs.COMAR", "sinistres@comar.example");
  }

  private void start() throws Exception {
    ExpertiseAutoConfiguration.Equipe bots =
        ExpertiseAutoConfiguration.equipe(
            new Binder(new MapConfigurationPropertySource(reglages))
                .bindOrCreate("", ExpertiseSettings.class),
            "cellule@flotte.example",
            pass,
            new Lecture(
                documents,
                (fichier, contenu) -> List.of(lu()),
                (fichier, contenu) ->
                    List.of(
                        new Apercu(
                            1,
                            1200,
                            1700,
                            ("image de " + fichier).getBytes(StandardCharsets.UTF_8),
                            Map.of()))),
            new PosteEnMemoire(),
            java.time.Clock.systemUTC());
    camel.addRoutes(bots.expertise());
    camel.addRoutes(bots.veille());
    camel.addRoutes(bots.relance());
    camel.addRoutes(bots.prescription());
    camel.addRoutes(
        new TenueRegistre(
            new TenueRegistre.Lignes() {
              @Override
              public boolean contient(String cle) {
                return registre.stream().anyMatch(l -> l.cle().equals(cle));
              }

              @Override
              public void inscrire(LigneRapport ligne) {
                registre.add(ligne);
              }
            }));
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  private PieceLue lu() {
    Map<String, Champ> champs = new LinkedHashMap<>();
    papier.forEach(
        (nom, valeur) ->
            champs.put(nom, new Champ(valeur, confiances.getOrDefault(nom, 0.98), valeur, null)));
    return new PieceLue(
        "rapport.pdf",
        List.of(1),
        TypePiece.RAPPORT_EXPERTISE,
        0.99,
        true,
        null,
        Ecriture.IMPRIME,
        null,
        champs);
  }

  private TravailEnMemoire depose(String scan) {
    return depose(scan, "m.selmi@experts.example", "Rapport 167 TU 5363");
  }

  private TravailEnMemoire depose(String scan, String from, String sujet) {
    RapportExpertise report =
        new RapportExpertise(
            documents.put(scan.getBytes(StandardCharsets.UTF_8)).sha256(),
            "rapport.pdf",
            1,
            "D26-027-00123",
            from,
            sujet,
            "Bonjour, veuillez trouver notre rapport.",
            Instant.parse("2026-05-24T10:00:00Z"));
    return item(RapportExpertise.BOT, report.reference(), report.payload());
  }

  private TravailEnMemoire item(String bot, String reference, Map<String, String> payload) {
    return new TravailEnMemoire(
        memoire,
        new WorkItem(nextItem++, bot, reference, 1, false, "ROBOT01", memoire.now, payload));
  }

  private TravailEnMemoire run(TravailEnMemoire work) throws Exception {
    if (!camel.isStarted()) {
      start();
    }
    camel.createProducerTemplate().sendBody("direct:bot-" + work.item().bot(), work);
    return work;
  }

  /** Works off what was deposited for a bot and is due. */
  private List<TravailEnMemoire> deposes(String bot) throws Exception {
    List<TravailEnMemoire> done = new ArrayList<>();
    for (Map.Entry<String, Map<String, String>> entry : List.copyOf(memoire.deposited.entrySet())) {
      boolean due = !memoire.dues.get(entry.getKey()).isAfter(memoire.now);
      boolean known =
          memoire.items.stream()
              .anyMatch(i -> entry.getKey().equals(i.item().bot() + "/" + i.item().reference()));
      if (entry.getKey().startsWith(bot + "/") && due && !known) {
        done.add(run(item(bot, entry.getKey().substring(bot.length() + 1), entry.getValue())));
      }
    }
    return done;
  }

  @Test
  void entersTheReportIntoTheRegisterAndCompletesTheMission() throws Exception {
    TravailEnMemoire work = run(depose("scan"));

    assertThat(work.outcome()).isInstanceOf(Outcome.Done.class);
    assertThat(work.outcome().issue()).isEqualTo("mission_completee");
    assertThat(work.outcome().motif())
        .isEqualTo(
            "Mission 741347 du dossier S26-027-00045 complétée : honoraires 150,750, dommages 920,500, épave : non.");
    assertThat(work.outcome().details().reperes()).containsEntry("dossier", "S26-027-00045");
    assertThat(work.outcome().details().numeroDossier())
        .as("only the opening bot says which dossier the fleet has opened")
        .isNull();
    assertThat(pass.missions.getFirst().rapports()).containsExactly(SAISI);
    assertThat(work.steps)
        .containsExactly(
            "lire", "rejoindre", "consulter", "comparer", "confier", "completer", "choisir");
    assertThat(envoyes).isEmpty();
    assertThat(deposes(TenueRegistre.NOM))
        .singleElement()
        .satisfies(i -> assertThat(i.outcome().issue()).isEqualTo("ligne_portee"));
    assertThat(registre)
        .containsExactly(
            new LigneRapport(
                "S26-027-00045/741347/DEFINITIF",
                LocalDate.of(2026, 5, 24),
                "D26-027-00123",
                "S26-027-00045",
                "741347",
                "E104 Mokhtar Selmi",
                "167 TU 5363",
                "KIA RIO",
                "DEFINITIF",
                LocalDate.of(2026, 5, 22),
                new BigDecimal("920.500"),
                new BigDecimal("150.750"),
                false,
                "rapport.pdf"));
  }

  @Test
  void theSameReportScannedAgainIsADoublon() throws Exception {
    run(depose("scan"));
    deposes(TenueRegistre.NOM);
    TravailEnMemoire again = run(depose("autre scan"));
    deposes(TenueRegistre.NOM);

    assertThat(again.outcome()).isInstanceOf(Outcome.Done.class);
    assertThat(again.outcome().issue()).isEqualTo("doublon");
    assertThat(pass.saisies).isEqualTo(1);
    assertThat(registre).hasSize(1);
  }

  @Test
  void whatAPersonHasEnteredInPassAlreadyIsOnlyEnteredIntoTheRegister() throws Exception {
    pass.saisir(
        "741347",
        new RapportSaisi(
            GenreRapport.DEFINITIF,
            SAISI.date(),
            "RAP 12",
            SAISI.honoraires(),
            SAISI.montant(),
            false));

    TravailEnMemoire work = run(depose("scan"));
    deposes(TenueRegistre.NOM);

    assertThat(work.outcome().issue()).isEqualTo("mission_completee");
    assertThat(pass.saisies).isZero();
    assertThat(registre).hasSize(1);
  }

  @Test
  void anotherReportOfAMissionThatIsCompletedGoesToAPersonWithBothValues() throws Exception {
    run(depose("scan"));
    papier.put("honoraires", "175.000");
    TravailEnMemoire work = run(depose("autre rapport"));

    assertThat(work.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(work.outcome().motif()).contains("honoraires « 150,750 »", "honoraires « 175,000 »");
    assertThat(pass.missions.getFirst().rapports()).hasSize(1);
    assertThat(memoire.deposited.keySet()).filteredOn(k -> k.startsWith("registre/")).hasSize(1);
  }

  /** {@code champ}, another value, how surely it is read, and what the person is told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "numero_om | 741341 | 0.98 | Ordre de mission : rapport « 741341 » (lu à 98 %), PASS « 741347 ».",
        "vehicule_immatriculation | 167 TU 5368 | 0.98 | Immatriculation : rapport « 167 TU 5368 » (lu à 98 %), PASS « 167 TU 5363 ».",
        "vehicule_immatriculation | 167 TU 5368 | 0.60 | Immatriculation : rapport « 167 TU 5368 » (lu à 60 %), PASS « 167 TU 5363 ».",
        "numero_declaration | D26-027-00124 | 0.98 | Déclaration : rapport « D26-027-00124 », courriel et PASS « D26-027-00123 ».",
        "expert_code | E117 | 0.98 | Expert : rapport « E117 », PASS « E104 ».",
        "honoraires | 150.750 | 0.96 | Honoraires : ne se lit pas sûrement (« 150.750 » (lu à 96 %)).",
        "montant_ttc | 920.500 | 0.50 | Montant TTC : ne se lit pas sûrement (« 920.500 » (lu à 50 %)).",
        "epave | false | 0.90 | Épave : ne se lit pas sûrement (« false » (lu à 90 %)).",
        "date_rapport | 2026-05-10 | 0.98 | Date du rapport : « 10/05/2026 », avant la prise de l'ordre de mission le « 11/05/2026 » d'après PASS.",
        "date_rapport | 2026-05-25 | 0.98 | Date du rapport : « 25/05/2026 », après sa réception le « 24/05/2026 ».",
        "montant_ttc | 926.500 | 0.98 | Montant TTC : « 926,500 », mais hors taxes « 773,529 » et TVA « 146,971 » font « 920,500 »."
      })
  void whatIsNotSureOrContradictsPassGoesToAPerson(
      String champ, String valeur, double confiance, String doute) throws Exception {
    papier.put(champ, valeur);
    confiances.put(champ, confiance);

    TravailEnMemoire work = run(depose("scan"));

    assertThat(work.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(work.outcome().motif()).isEqualTo(doute);
    Question question = work.question();
    assertThat(question.doutes()).containsExactly(doute);
    assertThat(question.papiers()).singleElement().satisfies(p -> assertThat(p.vue()).isNotNull());
    assertThat(question.lettre()).isNotNull();
    assertThat(pass.saisies).isZero();
    assertThat(memoire.deposited).isEmpty();
  }

  @Test
  void readsNeitherOrderNorPlateSurely() throws Exception {
    confiances.put("numero_om", 0.9);
    confiances.put("vehicule_immatriculation", 0.9);
    TravailEnMemoire work = run(depose("scan"));
    assertThat(work.outcome().motif()).startsWith("Ni l'ordre de mission");

    confiances.remove("vehicule_immatriculation");
    assertThat(run(depose("autre")).outcome().issue()).isEqualTo("mission_completee");
  }

  @Test
  void aReportOfAnotherExpertGoesToAPersonWhoMayLetItPass() throws Exception {
    papier.remove("expert_code");
    TravailEnMemoire work = run(depose("scan", "r.bouaziz@experts.example", "Rapport"));
    assertThat(work.outcome().motif())
        .isEqualTo(
            "Expert : le rapport vient de E117 (Rached Bouaziz), la mission est confiée à E104.");

    TravailEnMemoire decided = run(work.decide(Decision.Genre.CONTINUER, Map.of()));
    assertThat(decided.outcome().issue()).isEqualTo("mission_completee");
  }

  @Test
  void anAgencyMayHandOnAReportThatSurelyBearsTheExpertsCode() throws Exception {
    TravailEnMemoire work = run(depose("scan", "agence027@agents.example", "Rapport"));
    assertThat(work.outcome().issue()).isEqualTo("mission_completee");

    papier.remove("expert_code");
    assertThat(run(depose("autre", "agence027@agents.example", "Rapport")).outcome().motif())
        .startsWith("Le rapport ne vient pas de l'expert E104");
  }

  @Test
  void whatAPersonSaysIsEnteredInsteadOfWhatWasNotReadSurely() throws Exception {
    confiances.put("honoraires", 0.3);
    confiances.put("epave", 0.5);
    TravailEnMemoire work = run(depose("scan"));
    assertThat(work.question().champs())
        .filteredOn(Question.Champ::enCause)
        .extracting(Question.Champ::nom)
        .containsExactly("honoraires", "epave");
    assertThat(work.question().champs())
        .filteredOn(Question.Champ::enCause)
        .extracting(c -> c.lus().getFirst().avis())
        .as("a guess can't be chosen, it has to be typed")
        .containsExactly("illisible", "probable");

    TravailEnMemoire decided =
        run(
            work.decide(
                Decision.Genre.CONTINUER, Map.of("honoraires", "155.000", "epave", "true")));

    assertThat(decided.outcome().issue()).isEqualTo("mission_completee");
    assertThat(pass.missions.getFirst().rapports())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.honoraires()).isEqualByComparingTo("155.000");
              assertThat(r.epave()).isTrue();
            });
  }

  @Test
  void noPersonCanLetPassAMissionThatPassDoesNotHave() throws Exception {
    pass.missions.clear();
    TravailEnMemoire work = run(depose("scan"));
    assertThat(work.outcome().motif())
        .isEqualTo("Le dossier S26-027-00045 n'a pas de mission d'expertise dans PASS.");
    TravailEnMemoire stubborn = run(work.decide(Decision.Genre.CONTINUER, Map.of()));
    assertThat(stubborn.outcome()).isInstanceOf(Outcome.Review.class);

    pass.avecMission("741347", "E104", LocalDate.of(2026, 5, 11));
    assertThat(run(stubborn.decide(Decision.Genre.CONTINUER, Map.of())).outcome().issue())
        .isEqualTo("mission_completee");
  }

  @Test
  void aReportThatComesBeforeItsDossierGoesToAPerson() throws Exception {
    pass.dossiers.clear();
    assertThat(run(depose("scan")).outcome().motif())
        .isEqualTo("Aucun dossier n'est ouvert dans PASS pour la déclaration D26-027-00123.");
  }

  @Test
  void asksTheSenderAgainWithTheReadyLetter() throws Exception {
    confiances.put("honoraires", 0.3);
    TravailEnMemoire work = run(depose("scan"));
    TravailEnMemoire asked = run(work.decide(Decision.Genre.DEMANDER, Map.of()));

    assertThat(asked.outcome()).isInstanceOf(Outcome.Rejected.class);
    assertThat(envoyes)
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.to()).containsExactly("m.selmi@experts.example");
              assertThat(mail.text()).contains("Honoraires : ne se lit pas sûrement");
            });
    assertThat(pass.saisies).isZero();
  }

  @Test
  void aReportAboveTheCeilingGoesToTheCompanyAndTheAdverseInsurerOnce() throws Exception {
    papier.put("montant_ht", "5043.000");
    papier.put("montant_tva", "958.170");
    papier.put("montant_ttc", "6001.170");
    TravailEnMemoire work =
        run(depose("scan", "m.selmi@experts.example", "Rapport préliminaire 167 TU 5363"));

    assertThat(work.outcome().issue()).isEqualTo("rapport_preliminaire");
    assertThat(pass.missions.getFirst().statut()).isEqualTo("PRELIMINAIRE");
    assertThat(envoyes)
        .extracting(m -> m.to().getFirst())
        .containsExactly("cellule@flotte.example", "sinistres@comar.example");
    assertThat(envoyes.getLast().text())
        .contains(
            "6 001,170 TND", "véhicule 139 TU 8277, police A219770", "préliminaire, du 22/05/2026");
    assertThat(envoyes.getLast().attachments())
        .singleElement()
        .satisfies(
            a -> {
              assertThat(a.name()).isEqualTo("rapport-741347-page-1.jpg");
              assertThat(a.type()).isEqualTo("image/jpeg");
            });
    assertThat(memoire.deposited.keySet()).filteredOn(k -> k.startsWith("contact/")).hasSize(2);

    papier.put("date_rapport", "2026-05-23");
    TravailEnMemoire last = run(depose("définitif"));
    assertThat(last.outcome().issue()).isEqualTo("mission_completee");
    assertThat(pass.missions.getFirst().statut()).isEqualTo("COMPLETEE");
    assertThat(envoyes).hasSize(2);
    deposes(TenueRegistre.NOM);
    assertThat(registre)
        .extracting(LigneRapport::cle)
        .containsExactly("S26-027-00045/741347/PRELIMINAIRE", "S26-027-00045/741347/DEFINITIF");
  }

  @Test
  void anInsurerWithoutAddressIsLeftToAPerson() throws Exception {
    reglages.clear();
    papier.put("montant_ht", "5043.000");
    papier.put("montant_tva", "958.170");
    papier.put("montant_ttc", "6001.170");

    TravailEnMemoire work = run(depose("scan"));

    assertThat(envoyes).hasSize(1);
    assertThat(work.outcome().details().taches())
        .singleElement()
        .satisfies(t -> assertThat(t.texte()).contains("à remettre à COMAR"));
  }

  @Test
  void whateverDiesNothingIsEnteredOrSentTwice() throws Exception {
    papier.put("montant_ht", "5043.000");
    papier.put("montant_tva", "958.170");
    papier.put("montant_ttc", "6001.170");
    TravailEnMemoire work = depose("scan");
    for (String effect : List.of("completer", "transmettre", "informer")) {
      TravailEnMemoire dying = work.mourirApres(effect);
      assertThatThrownBy(() -> run(dying))
          .isInstanceOf(CamelExecutionException.class)
          .hasCauseInstanceOf(TravailEnMemoire.Mort.class);
      work = dying.repris();
    }
    run(work);

    assertThat(work.outcome().issue()).isEqualTo("mission_completee");
    assertThat(pass.saisies).isEqualTo(1);
    assertThat(envoyes).hasSize(2);
    assertThat(memoire.deposited.keySet()).filteredOn(k -> k.startsWith("registre/")).hasSize(1);
  }

  @Test
  void entersNothingWhenPassChangedSinceTheExamination() throws Exception {
    TravailEnMemoire work =
        depose("scan")
            .avant(
                "completer",
                () ->
                    pass.saisir(
                        "741347",
                        new RapportSaisi(
                            GenreRapport.DEFINITIF,
                            LocalDate.of(2026, 5, 20),
                            "MAIN",
                            new BigDecimal("90"),
                            new BigDecimal("800"),
                            false)));
    run(work);

    assertThat(work.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(work.outcome().motif()).startsWith("PASS a changé depuis l'examen");
    assertThat(pass.saisies).isZero();
  }

  @Test
  void remindsTheExpertFromTheTenthDayAndTellsAPersonAfterTheLast() throws Exception {
    memoire.now = Instant.parse("2026-05-20T08:00:00Z");
    run(item(Veille.NOM, "veille@1", Map.of()));
    assertThat(memoire.deposited).isEmpty();

    memoire.now = Instant.parse("2026-05-21T08:00:00Z");
    TravailEnMemoire round = run(item(Veille.NOM, "veille@2", Map.of()));
    run(item(Veille.NOM, "veille@3", Map.of()));
    assertThat(round.outcome().motif())
        .isEqualTo("1 rappel(s) à des experts et 0 alerte(s) de prescription.");
    assertThat(deposes(RappelExpert.BOT))
        .singleElement()
        .satisfies(i -> assertThat(i.outcome().issue()).isEqualTo("rappel_envoye"));
    assertThat(envoyes)
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.to()).containsExactly("m.selmi@experts.example");
              assertThat(mail.subject())
                  .isEqualTo("Rappel : rapport d'expertise attendu, ordre de mission 741347");
              assertThat(mail.text()).contains("Bonjour Mokhtar Selmi,", "11/05/2026");
            });
    assertThat(deposes(RappelExpert.BOT)).isEmpty();

    memoire.now = memoire.now.plus(Duration.ofDays(7));
    assertThat(deposes(RappelExpert.BOT)).hasSize(1);
    memoire.now = memoire.now.plus(Duration.ofDays(7));
    assertThat(deposes(RappelExpert.BOT))
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.outcome()).isInstanceOf(Outcome.Review.class);
              assertThat(i.outcome().motif())
                  .isEqualTo(
                      "Mokhtar Selmi n'a pas envoyé le rapport de la mission 741347, 24 jours après la prise de l'ordre, malgré 2 rappel(s).");
            });
    assertThat(envoyes).hasSize(2);
  }

  @Test
  void remindsNobodyWhoseReportIsInPassOrWaitsForAPerson() throws Exception {
    run(item(Veille.NOM, "veille@1", Map.of()));
    pass.saisir("741347", SAISI);
    assertThat(deposes(RappelExpert.BOT))
        .singleElement()
        .satisfies(
            i ->
                assertThat(i.outcome().motif())
                    .isEqualTo("Rappel sans objet. Le rapport du 22/05/2026 est saisi dans PASS."));
    assertThat(envoyes).isEmpty();
  }

  @Test
  void tellsOfAClaimThatIsAboutToBeTimeBarredAtEachAlertOnce() throws Exception {
    pass.mode = "DOMMAGE";
    pass.missions.clear();
    for (String day :
        List.of("2028-01-31", "2028-02-01", "2028-02-02", "2028-04-01", "2028-05-02")) {
      memoire.now = Instant.parse(day + "T08:00:00Z");
      run(item(Veille.NOM, "veille@" + day, Map.of()));
      deposes(Echeance.BOT);
    }
    assertThat(envoyes)
        .extracting(OutgoingMail::subject)
        .containsExactly(
            "Dossier S26-027-00045 : prescription le 01/05/2028, sans rapport d'expertise",
            "Dossier S26-027-00045 : prescription le 01/05/2028, sans rapport d'expertise");
    assertThat(memoire.deposited.keySet())
        .filteredOn(k -> k.startsWith("prescription/"))
        .containsExactly(
            "prescription/S26-027-00045/2028-05-01/90", "prescription/S26-027-00045/2028-05-01/30");
    assertThat(memoire.items)
        .filteredOn(i -> i.item().bot().equals(Echeance.BOT))
        .allSatisfy(i -> assertThat(i.outcome()).isInstanceOf(Outcome.Review.class));
  }

  @Test
  void liabilityHasAYearMore() throws Exception {
    pass.missions.clear();
    memoire.now = Instant.parse("2028-05-02T08:00:00Z");
    run(item(Veille.NOM, "veille@1", Map.of()));
    assertThat(memoire.deposited).isEmpty();

    memoire.now = Instant.parse("2029-01-31T08:00:00Z");
    run(item(Veille.NOM, "veille@2", Map.of()));
    assertThat(memoire.deposited.keySet())
        .containsExactly("prescription/S26-027-00045/2029-05-01/90");
  }

  @Test
  void aHouseThatBeginsDoesNotWriteToEverybodyAtOnce() throws Exception {
    reglages.put("par-passage", "3");
    for (int i = 1; i <= 5; i++) {
      pass.avecMission("74200" + i, "E117", LocalDate.of(2026, 4, i));
    }
    run(item(Veille.NOM, "veille@1", Map.of()));
    assertThat(memoire.deposited).hasSize(3);
    run(item(Veille.NOM, "veille@2", Map.of()));
    assertThat(memoire.deposited).hasSize(6);
  }

  @Test
  void aRowThatAPersonHasDeletedIsNotWrittenAgain() throws Exception {
    run(depose("scan"));
    deposes(TenueRegistre.NOM);
    registre.clear();
    Map.Entry<String, Map<String, String>> row =
        memoire.deposited.entrySet().stream()
            .filter(e -> e.getKey().startsWith("registre/"))
            .findFirst()
            .orElseThrow();
    TravailEnMemoire again =
        run(item(TenueRegistre.NOM, row.getKey().substring("registre/".length()), row.getValue()));

    assertThat(again.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(registre).isEmpty();
    assertThat(pass.missions(new NumeroDossier("S26-027-00045"))).hasSize(1);
  }

  /** A mailbox that keeps what was sent. */
  private final class PosteEnMemoire implements Connecteurs.Poste {
    @Override
    public String messageId(String effet, String cle) {
      return "<%s.%s@flotte.example>".formatted(effet, Integer.toHexString(cle.hashCode()));
    }

    @Override
    public Optional<SentMail> envoye(String messageId) {
      return envoyes.stream()
          .filter(m -> m.messageId().equals(messageId))
          .findFirst()
          .map(m -> new SentMail(messageId, m.subject(), m.to(), memoire.now));
    }

    @Override
    public void envoyer(OutgoingMail mail) {
      envoyes.add(mail);
    }

    @Override
    public Duration delaiDoute() {
      return Duration.ofMillis(1);
    }
  }
}

package tn.flotte.bots.ouverture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static tn.flotte.bots.ouverture.Dossiers.unCertificatDePolice;
import static tn.flotte.bots.ouverture.Dossiers.unConstat;
import static tn.flotte.bots.ouverture.Dossiers.unConstatSeul;
import static tn.flotte.bots.ouverture.Dossiers.unOrdreDeMission;
import static tn.flotte.bots.ouverture.Dossiers.unePiece;
import static tn.flotte.bots.ouverture.Dossiers.unePreouverture;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.Question;
import tn.flotte.bots.api.RapportExpertise;
import tn.flotte.bots.api.RuleText;
import tn.flotte.bots.api.WorkItem;
import tn.flotte.connectors.mail.Courriel;
import tn.flotte.connectors.mail.Genre;
import tn.flotte.connectors.mail.Mail;
import tn.flotte.connectors.mail.Menace;
import tn.flotte.connectors.mail.OutgoingMail;
import tn.flotte.connectors.mail.PieceJointe;
import tn.flotte.connectors.mail.SentMail;
import tn.flotte.connectors.ocr.Apercu;
import tn.flotte.connectors.ocr.Champ;
import tn.flotte.connectors.ocr.Ecriture;
import tn.flotte.connectors.ocr.Empreinte;
import tn.flotte.connectors.ocr.PieceLue;
import tn.flotte.connectors.ocr.TypePiece;
import tn.flotte.connectors.pass.Dossier;
import tn.flotte.connectors.pass.GenreLettre;
import tn.flotte.connectors.pass.Lettre;
import tn.flotte.connectors.pass.Mission;
import tn.flotte.connectors.pass.NumeroDossier;
import tn.flotte.connectors.pass.OuvertureDossier;
import tn.flotte.connectors.pass.Preouverture;

/** The whole procedure on its route, with PASS, mailbox, reader and journal in memory. */
class OuvertureTest {
  private final Preouverture une = unePreouverture().construire();
  private final PassEnMemoire pass = new PassEnMemoire();
  private final DocumentsEnMemoire documents = new DocumentsEnMemoire();
  private final TravailEnMemoire.Memoire memoire = new TravailEnMemoire.Memoire();
  private final List<OutgoingMail> envoyes = new ArrayList<>();
  private final Map<String, Courriel> courriels = new HashMap<>();
  private final Map<String, List<PieceLue>> lectures = new HashMap<>();
  private CamelContext camel = new DefaultCamelContext();
  private long nextItem = 1;
  private String adresseGa = "prises-en-charge@ga.example";

  /** What the next item is given. */
  private RuleText regles = Dossiers.TEXTE;

  @BeforeEach
  void start() throws Exception {
    OuvertureSettings settings =
        new OuvertureSettings(
            "cellule@flotte.example",
            java.net.URI.create("https://flotte.example"),
            adresseGa,
            java.time.ZoneId.of("Africa/Tunis"),
            "VOIR ORDRE DE MISSION",
            Duration.ofMinutes(10),
            3);
    OuvertureAutoConfiguration.Assemblage bots =
        OuvertureAutoConfiguration.assemble(
            settings,
            new Reception(
                documents,
                raw -> courriels.get(new String(raw, StandardCharsets.UTF_8)),
                (fichier, content) -> lectures.get(new String(content, StandardCharsets.UTF_8))),
            (fichier, content) ->
                List.of(
                    new Apercu(
                        1,
                        1200,
                        1700,
                        ("image de " + fichier).getBytes(StandardCharsets.UTF_8),
                        Map.of("date_accident", List.of(0.1, 0.1, 0.2, 0.1, 0.2, 0.2, 0.1, 0.2)))),
            LectureOcr::juge,
            new PosteEnMemoire(),
            Set.of("ouverture@lloyd.example"),
            documents,
            pass,
            TravailEnMemoire.JSON,
            java.time.Clock.systemUTC());
    assertThat(bots.ouverture().needsPassAccount()).isTrue();
    assertThat(bots.relance().needsPassAccount()).isTrue();
    camel.addRoutes(bots.ouverture());
    camel.addRoutes(bots.relance());
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void opensTheDossierRegistersTheMissionPrintsTheLetterAndAnswers() {
    pass.avec(une);
    TravailEnMemoire work =
        recevoir(
            unMail("D26-027-00123")
                .avec("scan1.pdf", unConstat(une).construire())
                .avec("scan2.pdf", unOrdreDeMission(une).construire()));

    assertThat(work.outcome()).isInstanceOf(Outcome.Done.class);
    assertThat(work.outcome().issue()).isEqualTo("dossier_ouvert");
    Outcome.Details details = work.outcome().details();
    assertThat(details.numeroDeclaration()).isEqualTo("D26-027-00123");
    assertThat(details.numeroDossier()).isEqualTo("S26-027-00001");
    assertThat(details.noeud()).isEqualTo("027");
    assertThat(details.nature()).isEqualTo("MATERIEL");
    assertThat(details.corrections()).isEmpty();
    assertThat(details.pieces())
        .extracting(p -> p.type())
        .containsExactly("constat", "om", "lettre");
    assertThat(details.lettres())
        .singleElement()
        .satisfies(
            lettre -> {
              assertThat(lettre.genre()).isEqualTo("IDA");
              assertThat(lettre.compagnie()).isEqualTo(une.compagnieAdverse());
              assertThat(lettre.sha256()).isEqualTo(details.pieces().getLast().sha256());
              assertThat(lettre.remiseJours()).isEqualTo(7);
              assertThat(lettre.suiteJours()).isEqualTo(20);
            });
    assertThat(pass.ouvertures)
        .containsExactly(
            new OuvertureDossier(
                une.numero(), "MATERIEL", "027", new BigDecimal("1200.000"), false));
    assertThat(pass.missions)
        .containsExactly(
            new Mission(
                new NumeroDossier("S26-027-00001"),
                "741347",
                "E104",
                LocalDate.of(2026, 5, 11),
                "Garage Central, Nabeul"));
    assertThat(pass.lettres).extracting(Lettre::genre).containsExactly(GenreLettre.IDA);
    assertThat(pass.preouvertures.get("D26-027-00123").validee()).isTrue();
    assertThat(envoyes).hasSize(1);
    assertThat(envoyes.getFirst().to()).containsExactly("agence027@agents.example");
    assertThat(envoyes.getFirst().subject())
        .isEqualTo("Déclaration D26-027-00123 : dossier S26-027-00001 ouvert");
    assertThat(envoyes.getFirst().inReplyTo()).isEqualTo("<1@agents.example>");
    assertThat(work.steps)
        .containsExactly(
            "recevoir",
            "trier",
            "lire",
            "reconnaitre",
            "identifier",
            "rejoindre",
            "consulter",
            "dedoublonner",
            "controler",
            "rapprocher",
            "regarder",
            "orienter",
            "valider",
            "ouvrir",
            "lire l'ordre de mission",
            "missionner",
            "editer la lettre",
            "remarquer",
            "repondre");
  }

  @Test
  void leavesTheMissionToTheCellWhenTheOrderIsHandwritten() {
    pass.avec(une);
    TravailEnMemoire work =
        recevoir(
            unMail("D26-027-00123")
                .avec("a", unConstat(une).construire())
                .avec("b", unOrdreDeMission(une).aLaMain().construire()));
    assertThat(work.outcome().issue()).isEqualTo("dossier_ouvert");
    assertThat(work.outcome().motif()).contains("Mission à enregistrer par la cellule");
    assertThat(work.outcome().details().taches())
        .extracting(Outcome.Tache::cause)
        .containsExactly("mission");
    assertThat(pass.missions).isEmpty();
    assertThat(pass.remarques)
        .singleElement()
        .asString()
        .contains("Mission à enregistrer par la cellule");
  }

  @Test
  void correctsPassBeforeItOpens() {
    pass.avec(
        unePreouverture().adverse("98 TU 7650").mode("HIDA").estimation("5000.001").construire());
    TravailEnMemoire work =
        recevoir(
            unMail("D26-027-00123")
                .avec("a", unConstat(une).construire())
                .avec("b", unOrdreDeMission(une).construire()));
    assertThat(work.outcome().issue()).isEqualTo("dossier_ouvert");
    assertThat(work.outcome().details().corrections())
        .isEqualTo(Map.of("immatriculation_adverse", List.of("98 TU 7650", "98 TU 7654")));
    assertThat(work.outcome().details().noeud()).isEqualTo("CDL_AUTO");
    assertThat(pass.preouvertures.get("D26-027-00123").immatriculationAdverse())
        .isEqualTo("98 TU 7654");
    assertThat(pass.lettres).extracting(Lettre::genre).containsExactly(GenreLettre.OUVERTURE);
    assertThat(envoyes.getFirst().text())
        .contains("Immatriculation adverse : « 98 TU 7654 » au lieu de « 98 TU 7650 »");
  }

  @Test
  void leavesACorrectionToAPersonWhenSomebodyHasCorrectedOtherwise() {
    pass.avec(unePreouverture().adverse("98 TU 7650").construire());
    TravailEnMemoire work =
        unMail("D26-027-00123")
            .avec("a", unConstat(une).construire())
            .avec("b", unOrdreDeMission(une).construire())
            .item()
            .avant(
                "corriger", () -> pass.avec(unePreouverture().adverse("98 TU 7655").construire()));
    run(work);

    assertThat(work.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(work.outcome().issue()).isEqualTo("a_verifier");
    assertThat(work.outcome().motif()).contains("98 TU 7650", "98 TU 7655", "98 TU 7654");
    assertThat(work.outcome().details().corrections()).isEmpty();
    assertThat(pass.corrections).isEmpty();
    assertThat(memoire.effects.keySet()).noneMatch(k -> k.startsWith("corriger"));
    assertThat(work.steps).endsWith("corriger");
  }

  @Test
  void opensAfterACorrectionThatSomebodyHasMadeAlready() {
    pass.avec(unePreouverture().adverse("98 TU 7650").construire());
    TravailEnMemoire work =
        unMail("D26-027-00123")
            .avec("a", unConstat(une).construire())
            .avec("b", unOrdreDeMission(une).construire())
            .item()
            .avant("corriger", () -> pass.avec(une));
    run(work);

    assertThat(work.outcome().issue()).isEqualTo("dossier_ouvert");
    assertThat(pass.corrections).isEmpty();
  }

  static Stream<Arguments> changesInPass() {
    return Stream.of(
        Arguments.of("valider", unePreouverture().nature("VOL"), "MATERIEL", "VOL"),
        Arguments.of(
            "valider", unePreouverture().adverse("98 TU 7655"), "98 TU 7654", "98 TU 7655"),
        Arguments.of("ouvrir", validee().nature("INCENDIE"), "MATERIEL", "INCENDIE"),
        Arguments.of("ouvrir", validee().mode("HIDA"), "IDA", "HIDA"),
        Arguments.of("ouvrir", validee().estimation("6000.000"), "920,500", "6 000,000"),
        Arguments.of("ouvrir", validee().agence("031"), "027", "031"),
        Arguments.of("ouvrir", validee().assure("123 TU 4568"), "123 TU 4567", "123 TU 4568"),
        Arguments.of("ouvrir", unePreouverture().etat("ANNULEE"), "VALIDEE", "ANNULEE"));
  }

  private static Dossiers.UnePreouverture validee() {
    return unePreouverture().etat("VALIDEE");
  }

  @ParameterizedTest
  @MethodSource("changesInPass")
  void leavesAClaimThatChangedAfterTheDecisionToAPerson(
      String effect, Dossiers.UnePreouverture now, String seen, String changed) {
    pass.avec(une);
    TravailEnMemoire work =
        unMail("D26-027-00123")
            .avec("a", unConstat(une).construire())
            .avec("b", unOrdreDeMission(une).construire())
            .item()
            .avant(effect, () -> pass.avec(now.construire()));
    run(work);

    assertThat(work.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(work.outcome().motif()).contains("« " + seen + " »", "« " + changed + " »");
    assertThat(pass.ouvertures).isEmpty();
    assertThat(envoyes).isEmpty();
    assertThat(memoire.effects.keySet()).noneMatch(k -> k.startsWith(effect));
  }

  @ParameterizedTest
  @ValueSource(strings = {"missionner", "editer la lettre"})
  void leavesADossierThatMovedAfterItsOpeningToAPerson(String effect) {
    pass.avec(une);
    TravailEnMemoire work =
        unMail("D26-027-00123")
            .avec("a", unConstat(une).construire())
            .avec("b", unOrdreDeMission(une).construire())
            .item()
            .avant(
                effect,
                () ->
                    pass.dossiers.replaceAll(
                        d ->
                            new Dossier(
                                d.numero(), d.declaration(), "CDL_AUTO", d.nature(), d.mode())));
    run(work);

    assertThat(work.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(work.outcome().motif()).contains("« 027 »", "« CDL_AUTO »");
    assertThat(work.outcome().details().numeroDossier()).isEqualTo("S26-027-00001");
    assertThat(work.steps).endsWith(effect);
  }

  @Test
  void neverRepeatsACorrectionThatSomebodyHasUndone() {
    Preouverture fausse = unePreouverture().adverse("98 TU 7650").construire();
    pass.avec(fausse);
    recevoir(
        unMail("D26-027-00123")
            .avec("a", unConstat(une).construire())
            .avec("b", unOrdreDeMission(une).construire()));
    // A person takes the correction back, and the dossier away.
    pass.avec(fausse);
    pass.dossiers.clear();
    TravailEnMemoire again =
        recevoir(
            unMail("D26-027-00123")
                .avec("c", unConstat(une).construire())
                .avec("d", unOrdreDeMission(une).construire()));

    assertThat(again.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(again.steps).endsWith("corriger");
    assertThat(pass.corrections).hasSize(1);
  }

  @Test
  void fencesWithOneLoginWhenTheAnswerWasLost() {
    pass.avec(une);
    TravailEnMemoire unsure =
        unMail("D26-027-00123")
            .avec("a", unConstat(une).construire())
            .avec("b", unOrdreDeMission(une).construire())
            .item()
            .mourirApres("ouvrir");
    assertThatThrownBy(() -> run(unsure)).isInstanceOf(TravailEnMemoire.Mort.class);
    assertThat(pass.connexions).containsOnly(false);
    TravailEnMemoire next = unsure.remis();
    run(next);

    assertThat(next.outcome().issue()).isEqualTo("dossier_ouvert");
    assertThat(pass.ouvertures).hasSize(1);
    assertThat(pass.connexions).containsOnlyOnce(true);
  }

  @Test
  void asksForTheMissingOrdreDeMissionAndOpensWhenItComes() {
    pass.avec(une);
    TravailEnMemoire first =
        recevoir(unMail("D26-027-00123").avec("a", unConstat(une).construire()));
    assertThat(first.outcome()).isInstanceOf(Outcome.Rejected.class);
    assertThat(first.outcome().issue()).isEqualTo("regularisation_demandee");
    assertThat(first.outcome().details().piecesManquantes()).containsExactly("om");
    assertThat(first.outcome().details().noeud()).isEqualTo("027");
    assertThat(pass.ouvertures).isEmpty();
    assertThat(envoyes.getFirst().text())
        .contains("Ordre de mission d'expertise : pièce non reçue", "constat amiable");

    TravailEnMemoire second =
        recevoir(unMail("Re: D26-027-00123").avec("b", unOrdreDeMission(une).construire()));
    assertThat(second.outcome().issue()).isEqualTo("dossier_ouvert");
    assertThat(pass.ouvertures).hasSize(1);
    assertThat(first.outcome().issue()).isEqualTo("regularisation_demandee");
  }

  @Test
  void namesTheEmptyFileAsTheIllegiblePiece() {
    pass.avec(une);
    TravailEnMemoire work =
        recevoir(
            unMail("D26-027-00123")
                .avec("a", unConstat(une).construire())
                .vide("piece jointe 1.pdf"));
    assertThat(work.outcome().issue()).isEqualTo("regularisation_demandee");
    assertThat(work.outcome().details().piecesManquantes()).isEmpty();
    assertThat(work.outcome().details().piecesIllisibles()).containsExactly("om");
  }

  @Test
  void asksForEverythingWhenAMailBringsNothing() {
    pass.avec(une);
    TravailEnMemoire work = recevoir(unMail("Déclaration D26-027-00123"));
    assertThat(work.outcome().issue()).isEqualTo("regularisation_demandee");
    assertThat(work.outcome().details().piecesManquantes()).containsExactly("constat", "om");
  }

  @Test
  void answersTheSamePapersAgainWithoutOpeningTwice() {
    pass.avec(une);
    recevoir(
        unMail("D26-027-00123")
            .avec("a", unConstat(une).construire())
            .avec("b", unOrdreDeMission(une).construire()));
    TravailEnMemoire again =
        recevoir(
            unMail("documents")
                .avec("a", unConstat(une).construire())
                .avec("b", unOrdreDeMission(une).construire()));
    assertThat(again.outcome().issue()).isEqualTo("doublon");
    assertThat(again.outcome().details().numeroDossier()).isEqualTo("S26-027-00001");
    assertThat(pass.ouvertures).hasSize(1);
    assertThat(envoyes).hasSize(2);
    assertThat(envoyes.getLast().text()).contains("le dossier S26-027-00001 est ouvert");
  }

  @Test
  void remindsOfThePiecesThatWereAskedForWhenTheSamePapersComeAgain() {
    pass.avec(une);
    recevoir(unMail("D26-027-00123").avec("a", unConstat(une).construire()));
    TravailEnMemoire again =
        recevoir(unMail("D26-027-00123").avec("a", unConstat(une).construire()));
    assertThat(again.outcome().issue()).isEqualTo("doublon");
    assertThat(envoyes.getLast().text()).contains("reste en attente de votre réponse");
  }

  @Test
  void opensNothingWhenAPersonHasOpenedAlready() {
    pass.avec(une).avecDossier("S26-027-00777", "D26-027-00123");
    TravailEnMemoire work =
        recevoir(
            unMail("D26-027-00123")
                .avec("a", unConstat(une).construire())
                .avec("b", unOrdreDeMission(une).construire()));
    assertThat(work.outcome().issue()).isEqualTo("doublon");
    assertThat(work.outcome().details().numeroDossier()).isEqualTo("S26-027-00777");
    assertThat(pass.ouvertures).isEmpty();
    assertThat(envoyes.getFirst().text()).contains("S26-027-00777 était déjà ouvert dans PASS");
  }

  @Test
  void leavesNewPapersForAnOpenDossierToAPerson() {
    pass.avec(une);
    recevoir(
        unMail("D26-027-00123")
            .avec("a", unConstat(une).construire())
            .avec("b", unOrdreDeMission(une).construire()));
    TravailEnMemoire more =
        recevoir(unMail("D26-027-00123").avec("c", unePiece("carte_grise", "c").construire()));
    assertThat(more.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(more.outcome().issue()).isEqualTo("a_verifier");
    assertThat(envoyes).hasSize(1);
  }

  @Test
  void leavesPapersThatCameForAnotherClaimToAPerson() {
    pass.avec(une, unePreouverture().numero("D26-027-00124").construire());
    recevoir(unMail("D26-027-00123").avec("a", unConstat(une).construire()));
    TravailEnMemoire other =
        recevoir(unMail("D26-027-00124").avec("a", unConstat(une).construire()));
    assertThat(other.outcome().issue()).isEqualTo("a_verifier");
    assertThat(other.outcome().motif()).contains("D26-027-00123");
  }

  @Test
  void leavesAContradictionToAPersonAndAnswersNobody() {
    pass.avec(unePreouverture().assure("131 TU 6238").adverse("121 TU 9652").construire());
    TravailEnMemoire work =
        recevoir(
            unMail("D26-027-00123")
                .avec("a", unConstat(une).construire())
                .avec("b", unOrdreDeMission(une).construire()));
    assertThat(work.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(work.outcome().issue()).isEqualTo("a_verifier");
    assertThat(work.outcome().details().numeroDeclaration()).isEqualTo("D26-027-00123");
    assertThat(work.outcome().motif()).contains("131 TU 6238", "123 TU 4567");
    assertThat(pass.ouvertures).isEmpty();
    assertThat(envoyes).isEmpty();
  }

  @Test
  void leavesTheNumberOfAnotherAccidentOfTheSameCarToAPerson() {
    Preouverture autre =
        unePreouverture()
            .numero("D26-027-00160")
            .adverse("125 TU 7781")
            .policeAdverse("4921228")
            .compagnie("STAR")
            .construire();
    pass.avec(une, autre);
    Piece constat =
        unConstat(une)
            .aLaMain()
            .sans("date_accident")
            .sans("a_vehicule_immatriculation")
            .sans("a_assurance_police")
            .construire();
    Piece om = unOrdreDeMission(une).aLaMain().sans("numero_declaration").construire();
    TravailEnMemoire work = recevoir(unMail("D26-027-00123").avec("a", constat).avec("b", om));
    assertThat(work.outcome().issue()).isEqualTo("a_verifier");
    assertThat(work.outcome().motif()).contains("a aussi la déclaration D26-027-00160");
  }

  @Test
  void opensWhatOnlyTheCarNamesWhenTheCarHasOneClaim() {
    pass.avec(une);
    Piece constat =
        unConstat(une)
            .aLaMain()
            .sans("date_accident")
            .sans("a_vehicule_immatriculation")
            .sans("a_assurance_police")
            .construire();
    Piece om = unOrdreDeMission(une).aLaMain().sans("numero_declaration").construire();
    assertThat(recevoir(unMail("D26-027-00123").avec("a", constat).avec("b", om)).outcome().issue())
        .isEqualTo("dossier_ouvert");
  }

  @Test
  void asksForTheCertificateOfATheftAndOpensWhenItComes() {
    Preouverture vol = unePreouverture().seule("VOL").construire();
    pass.avec(vol);
    TravailEnMemoire first =
        recevoir(
            unMail("D26-027-00123")
                .avec("a", unConstatSeul(vol).construire())
                .avec("b", unOrdreDeMission(vol).construire()));
    assertThat(first.outcome().issue()).isEqualTo("regularisation_demandee");
    assertThat(first.outcome().details().piecesManquantes()).containsExactly("certificat_police");
    assertThat(first.outcome().details().noeud()).isEqualTo("CDL_AUTO");
    assertThat(envoyes.getFirst().text())
        .contains("Certificat d'enregistrement d'une affaire judiciaire : pièce non reçue.");
    assertThat(pass.ouvertures).isEmpty();

    TravailEnMemoire second =
        recevoir(unMail("Re: D26-027-00123").avec("c", unCertificatDePolice(vol).construire()));
    assertThat(second.outcome().issue()).isEqualTo("dossier_ouvert");
    assertThat(pass.ouvertures)
        .containsExactly(
            new OuvertureDossier(
                vol.numero(), "VOL", "CDL_AUTO", new BigDecimal("15000.000"), false));
    assertThat(pass.lettres).isEmpty();
    assertThat(pass.remarques).isEmpty();
    assertThat(envoyes.getLast().text()).contains("En cas de vol total", "Liste indicative");
  }

  @ParameterizedTest
  @ValueSource(strings = {"certificat_secours", "declaration_honneur"})
  void opensAFireWithEitherPaperAndTellsPassWhoManagesIt(String paper) {
    Preouverture fire = unePreouverture().seule("INCENDIE").gestionGa().construire();
    pass.avec(fire);
    TravailEnMemoire work =
        recevoir(
            unMail("D26-027-00123")
                .avec("a", unConstatSeul(fire).construire())
                .avec("b", unOrdreDeMission(fire).construire())
                .avec("c", unePiece(paper, "c").construire()));
    assertThat(work.outcome().issue()).isEqualTo("dossier_ouvert");
    assertThat(pass.ouvertures)
        .containsExactly(
            new OuvertureDossier(
                fire.numero(), "INCENDIE", "CDL_AUTO", new BigDecimal("10000.000"), true));
    assertThat(envoyes.getLast().text()).contains("Générale Assistance (GA)");
  }

  private TravailEnMemoire ouvrirPourGa(Preouverture claim) {
    pass.avec(claim);
    return recevoir(
        unMail("D26-027-00123")
            .avec("a", unConstat(claim).construire())
            .avec("b", unOrdreDeMission(claim).construire()));
  }

  @Test
  void asksGaToTakeAClaimOfAConventionAndLogsTheMail() {
    Preouverture ga = unePreouverture().gestionGa().construire();
    TravailEnMemoire work = ouvrirPourGa(ga);
    assertThat(work.outcome().issue()).isEqualTo("dossier_ouvert");
    assertThat(work.outcome().motif()).contains("Demande de prise en charge envoyée à GA.");
    assertThat(work.outcome().details().taches()).isEmpty();
    OutgoingMail asked = envoyes.getFirst();
    assertThat(asked.to()).containsExactly("prises-en-charge@ga.example");
    assertThat(asked.subject()).isEqualTo("Demande de prise en charge : dossier S26-027-00001");
    assertThat(asked.text())
        .contains("D26-027-00123", ga.immatriculationAssure(), ga.police(), ga.compagnieAdverse())
        .contains("MATERIEL, mode IDA", "bordereau de règlement", "rappelez le numéro de dossier");
    assertThat(asked.html()).contains("S26-027-00001");
    assertThat(envoyes).hasSize(2);
    assertThat(memoire.deposited.keySet())
        .contains(
            "contact/envoye/" + asked.messageId(),
            "contact/envoye/" + envoyes.getLast().messageId());
  }

  @Test
  void ordersGaToTakeAClaimOfTheInsuredsOwnGuarantees() {
    Preouverture fire = unePreouverture().seule("INCENDIE").gestionGa().construire();
    pass.avec(fire);
    recevoir(
        unMail("D26-027-00123")
            .avec("a", unConstatSeul(fire).construire())
            .avec("b", unOrdreDeMission(fire).construire())
            .avec("c", unePiece("certificat_secours", "c").construire()));
    assertThat(envoyes.getFirst().subject())
        .isEqualTo("Ordre de prise en charge : dossier S26-027-00001");
    assertThat(envoyes.getFirst().text())
        .contains("ordre de prendre en charge")
        .doesNotContain("Partie adverse");
  }

  @Test
  void asksGaOnceThoughTheAgentDies() {
    pass.avec(unePreouverture().gestionGa().construire());
    TravailEnMemoire work =
        unMail("D26-027-00123")
            .avec("a", unConstat(une).construire())
            .avec("b", unOrdreDeMission(une).construire())
            .item()
            .mourirApres("adresser a ga");
    assertThatThrownBy(() -> run(work)).isInstanceOf(TravailEnMemoire.Mort.class);
    TravailEnMemoire again = work.repris();
    run(again);
    assertThat(again.outcome().issue()).isEqualTo("dossier_ouvert");
    assertThat(envoyes).filteredOn(m -> m.subject().startsWith("Demande de prise")).hasSize(1);
  }

  @Test
  void tellsTheCellWhenGasAddressIsNotSet() throws Exception {
    stop();
    camel = new DefaultCamelContext();
    adresseGa = "";
    start();
    TravailEnMemoire work = ouvrirPourGa(unePreouverture().gestionGa().construire());
    assertThat(work.outcome().issue()).isEqualTo("dossier_ouvert");
    assertThat(work.outcome().details().taches())
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.cause()).isEqualTo("ga");
              assertThat(task.texte()).contains("l'adresse de GA n'est pas réglée");
            });
    assertThat(envoyes).hasSize(1);
  }

  @Test
  void writesNothingToGaAboutWhatGaNeverTakesThoughAPersonLetItPass() {
    Preouverture vol = unePreouverture().seule("VOL").gestionGa().construire();
    pass.avec(vol);
    TravailEnMemoire work =
        recevoir(
            unMail("D26-027-00123")
                .avec("a", unConstatSeul(vol).construire())
                .avec("b", unOrdreDeMission(vol).construire())
                .avec("c", unCertificatDePolice(vol).construire()));
    assertThat(work.outcome().issue()).isEqualTo("a_verifier");
    TravailEnMemoire admitted = work.decide(Decision.Genre.CONTINUER, Map.of());
    run(admitted);
    assertThat(admitted.outcome().issue()).isEqualTo("dossier_ouvert");
    assertThat(admitted.outcome().details().taches())
        .extracting(Outcome.Tache::texte)
        .singleElement()
        .asString()
        .contains("Ordre de prise en charge non adressé à GA", "vol partiel");
    assertThat(envoyes).noneMatch(m -> m.to().contains("prises-en-charge@ga.example"));
  }

  private Envoi unReglement(String sujet, String... fichiers) {
    Envoi mail = unMail(sujet).de("prises-en-charge@ga.example");
    for (String fichier : fichiers) {
      mail.avec(fichier, unePiece("autre", fichier).construire());
    }
    return mail;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Re: Demande de prise en charge : dossier S26-027-00777",
        "Reglement D26-027-00123"
      })
  void filesGasSettlementUnderItsClaimAndLeavesThePaymentToPeople(String sujet) {
    pass.avec(unePreouverture().gestionGa().construire())
        .avecDossier("S26-027-00777", "D26-027-00123");
    TravailEnMemoire work =
        recevoir(unReglement(sujet, "Bordereau 11-2026.pdf", "bon_de_sortie.pdf", "facture.pdf"));
    assertThat(work.outcome()).isInstanceOf(Outcome.Done.class);
    assertThat(work.outcome().issue()).isEqualTo("rapport_expertise");
    Outcome.Details details = work.outcome().details();
    assertThat(details.numeroDeclaration()).isEqualTo("D26-027-00123");
    assertThat(details.numeroDossier()).isEqualTo("S26-027-00777");
    assertThat(details.pieces())
        .extracting(p -> p.type())
        .containsExactly("bordereau_ga", "bon_sortie", "autre");
    assertThat(details.taches()).extracting(Outcome.Tache::cause).containsExactly("reglement_ga");
    assertThat(envoyes).isEmpty();
    assertThat(pass.ouvertures).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "S26-027-00777 | bordereau.pdf | facture.pdf | bon de sortie absent",
        "S26-027-00777 | photo.pdf | facture.pdf | sans bordereau ni bon de sortie",
        "S26-027-00999 | bordereau.pdf | bon sortie.pdf | S26-027-00999, dont PASS n'a pas de dossier",
        "Bordereau de novembre | bordereau.pdf | bon sortie.pdf | ne nomme ni dossier ni déclaration",
        "S26-027-00777 et S26-027-00778 | bordereau.pdf | bon sortie.pdf | plusieurs dossiers",
        "S26-027-00778 | bordereau.pdf | bon sortie.pdf | que GA ne gère pas",
      })
  void leavesAnUncertainSettlementToAPerson(
      String sujet, String first, String second, String said) {
    pass.avec(unePreouverture().gestionGa().construire())
        .avecDossier("S26-027-00777", "D26-027-00123")
        .avec(unePreouverture().numero("D26-027-00124").construire())
        .avecDossier("S26-027-00778", "D26-027-00124");
    TravailEnMemoire work = recevoir(unReglement(sujet, first, second));
    assertThat(work.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(work.outcome().issue()).isEqualTo("a_verifier");
    assertThat(work.outcome().motif()).contains(said);
    assertThat(envoyes).isEmpty();
  }

  @Test
  void asksForFurtherCertificatesOfAFireInDoubt() {
    Preouverture late =
        unePreouverture().seule("INCENDIE").declaration(LocalDate.of(2026, 5, 20)).construire();
    pass.avec(late);
    TravailEnMemoire work =
        recevoir(
            unMail("D26-027-00123")
                .avec("a", unConstatSeul(late).construire())
                .avec("b", unOrdreDeMission(late).construire())
                .avec("c", unePiece("declaration_honneur", "c").construire()));
    assertThat(work.outcome().issue()).isEqualTo("dossier_ouvert");
    assertThat(envoyes.getLast().text()).contains("Procès-verbal du tribunal");
    assertThat(pass.remarques).anyMatch(r -> r.startsWith("Doute :"));
  }

  @Test
  void leavesATheftCertificateForAMaterialClaimToAPersonAndAnswersNobody() {
    pass.avec(une);
    TravailEnMemoire work =
        recevoir(
            unMail("D26-027-00123")
                .avec("a", unConstat(une).construire())
                .avec("b", unOrdreDeMission(une).construire())
                .avec("c", unCertificatDePolice(une).construire()));
    assertThat(work.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(work.outcome().issue()).isEqualTo("a_verifier");
    assertThat(work.outcome().motif()).contains("« MATERIEL »", "« vol de véhicule »");
    assertThat(pass.ouvertures).isEmpty();
    assertThat(envoyes).isEmpty();
  }

  @Test
  void leavesATotalTheftThatGaWouldManageToAPerson() {
    Preouverture ga = unePreouverture().seule("VOL").gestionGa().construire();
    pass.avec(ga);
    TravailEnMemoire work =
        recevoir(
            unMail("D26-027-00123")
                .avec("a", unConstatSeul(ga).construire())
                .avec("b", unOrdreDeMission(ga).construire())
                .avec("c", unCertificatDePolice(ga).construire()));
    assertThat(work.outcome().issue()).isEqualTo("a_verifier");
    assertThat(work.outcome().motif()).contains("GA");
    assertThat(pass.ouvertures).isEmpty();
  }

  @Test
  void filesTheRestOfATheftThatACentreHasOpened() {
    Preouverture vol = unePreouverture().seule("VOL").construire();
    pass.avec(vol).avecDossier("S26-027-00777", "D26-027-00123");
    TravailEnMemoire work =
        recevoir(unMail("D26-027-00123").avec("c", unCertificatDePolice(vol).construire()));
    assertThat(work.outcome().issue()).isEqualTo("doublon");
    assertThat(work.outcome().details().numeroDossier()).isEqualTo("S26-027-00777");
    assertThat(work.outcome().details().pieces())
        .extracting(p -> p.type())
        .containsExactly("certificat_police");
    assertThat(pass.ouvertures).isEmpty();
    assertThat(pass.missions).isEmpty();
    assertThat(envoyes)
        .singleElement()
        .satisfies(m -> assertThat(m.text()).contains("S26-027-00777 était déjà ouvert dans PASS"));
  }

  @Test
  void filesNoOtherClaimsPapersToADossierThatACentreHasOpened() {
    pass.avec(unePreouverture().assure("131 TU 6238").adverse("121 TU 9652").construire())
        .avecDossier("S26-027-00777", "D26-027-00123");
    TravailEnMemoire work =
        recevoir(
            unMail("D26-027-00123")
                .avec("a", unConstat(une).construire())
                .avec("b", unOrdreDeMission(une).construire()));
    assertThat(work.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(work.outcome().motif()).contains("S26-027-00777", "131 TU 6238", "123 TU 4567");
    assertThat(envoyes).isEmpty();
  }

  @Test
  void registersNoSecondMissionWhereACentreHasAssignedItsExpert() {
    pass.avec(une);
    TravailEnMemoire work =
        unMail("D26-027-00123")
            .avec("a", unConstat(une).construire())
            .avec("b", unOrdreDeMission(une).construire())
            .item()
            .avant(
                "ouvrir",
                () -> {
                  pass.avecDossier("S26-027-00777", "D26-027-00123");
                  pass.missions.add(
                      new Mission(
                          new NumeroDossier("S26-027-00777"),
                          "900001",
                          "E117",
                          LocalDate.of(2026, 5, 10),
                          "Centre"));
                });
    run(work);
    assertThat(work.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(work.outcome().motif()).contains("900001", "741347");
    assertThat(pass.ouvertures).isEmpty();
    assertThat(pass.missions).hasSize(1);
  }

  @Test
  void putsAnUnknownSenderInQuarantineAndTellsTheCell() {
    TravailEnMemoire work =
        recevoir(
            unMail("D26-027-00123")
                .de("garage@perso.example")
                .avec("a", unConstat(une).construire()));
    assertThat(work.outcome().issue()).isEqualTo("quarantaine");
    assertThat(envoyes).hasSize(1);
    assertThat(envoyes.getFirst().to()).containsExactly("cellule@flotte.example");
    assertThat(envoyes.getFirst().text())
        .contains(
            "garage@perso.example",
            "n'est pas dans l'annuaire",
            "https://flotte.example/elements/" + work.item().id());
    assertThat(work.outcome().details().taches())
        .extracting(Outcome.Tache::cause)
        .containsExactly("quarantaine");
    assertThat(work.steps).doesNotContain("lire");
  }

  @Test
  void putsAThreatInQuarantineWithoutAskingPass() {
    TravailEnMemoire work =
        recevoir(unMail("D26-027-00123").menace("Le fichier constat.pdf.exe est un programme."));
    assertThat(work.outcome().issue()).isEqualTo("quarantaine");
    assertThat(work.outcome().motif()).contains("programme");
    assertThat(pass.connexions).isEmpty();
  }

  @Test
  void ignoresAMachinesMailAndAnswersNobody() {
    TravailEnMemoire work = recevoir(unMail("Absence").genre(Genre.REPONSE_AUTOMATIQUE));
    assertThat(work.outcome().issue()).isEqualTo("ignore");
    assertThat(envoyes).isEmpty();
  }

  @Test
  void opensWhatAnAgencySendsThroughAListAndSaysSo() {
    pass.avec(une);
    TravailEnMemoire work =
        recevoir(
            unMail("D26-027-00123")
                .genre(Genre.LISTE)
                .avec("a", unConstat(une).construire())
                .avec("b", unOrdreDeMission(une).construire()));
    assertThat(work.outcome().issue()).isEqualTo("dossier_ouvert");
    assertThat(work.outcome().details().remarques())
        .containsExactly("Courriel reçu par une liste de diffusion.");
    assertThat(pass.remarques).containsExactly("Courriel reçu par une liste de diffusion.");
  }

  @Test
  void saysThatItCameThroughAListWhateverBecomesOfIt() {
    pass.avec(une);
    TravailEnMemoire work =
        recevoir(unMail("D26-027-00123").genre(Genre.LISTE).avec("a", unConstat(une).construire()));
    assertThat(work.outcome().issue()).isEqualTo("regularisation_demandee");
    assertThat(work.outcome().details().remarques())
        .containsExactly("Courriel reçu par une liste de diffusion.");
  }

  @Test
  void leavesAnAutomaticReplyWithPapersToAPerson() {
    TravailEnMemoire work =
        recevoir(
            unMail("Absence")
                .genre(Genre.REPONSE_AUTOMATIQUE)
                .avec("a", unConstat(une).construire()));
    assertThat(work.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(work.outcome().issue()).isEqualTo("a_verifier");
    assertThat(work.outcome().motif()).contains("Réponse automatique", "pièces jointes");
    assertThat(envoyes).isEmpty();
  }

  @Test
  void ignoresANewsletterWithoutPapers() {
    TravailEnMemoire work = recevoir(unMail("Nos offres").genre(Genre.LISTE));
    assertThat(work.outcome().issue()).isEqualTo("ignore");
    assertThat(pass.connexions).isEmpty();
  }

  @Test
  void recognisesAnExpertsReport() {
    pass.avec(une).avecDossier("S26-027-00001", "D26-027-00123");
    Piece report =
        unePiece("rapport_expertise", "r")
            .champ("numero_om", "741347")
            .champ("vehicule_immatriculation", "123 TU 4567")
            .construire();
    TravailEnMemoire work =
        recevoir(unMail("Rapport 123 TU 4567").de("m.selmi@experts.example").avec("r", report));
    assertThat(work.outcome().issue()).isEqualTo("rapport_expertise");
    assertThat(work.outcome()).isInstanceOf(Outcome.Done.class);
    assertThat(work.outcome().details().numeroDeclaration()).isEqualTo("D26-027-00123");
    assertThat(envoyes).isEmpty();
    assertThat(memoire.deposited.entrySet())
        .filteredOn(e -> e.getKey().startsWith("expertise/"))
        .singleElement()
        .satisfies(
            e ->
                assertThat(RapportExpertise.of(e.getValue()))
                    .isEqualTo(
                        new RapportExpertise(
                            work.get(Courrier.class).jointes().getFirst().sha256(),
                            report.fichier(),
                            1,
                            "D26-027-00123",
                            "m.selmi@experts.example",
                            "Rapport 123 TU 4567",
                            work.get(Courrier.class).texte(),
                            work.get(Courrier.class).recuLe())));
  }

  @Test
  void tellsTheVerySameReportAsADoublon() {
    pass.avec(une).avecDossier("S26-027-00001", "D26-027-00123");
    Piece report =
        unePiece("rapport_expertise", "r")
            .champ("vehicule_immatriculation", "123 TU 4567")
            .construire();
    recevoir(unMail("Rapport 123 TU 4567").de("m.selmi@experts.example").avec("r", report));
    TravailEnMemoire again =
        recevoir(unMail("Encore 123 TU 4567").de("m.selmi@experts.example").avec("r", report));
    assertThat(again.outcome()).isInstanceOf(Outcome.Done.class);
    assertThat(again.outcome().issue()).isEqualTo("doublon");
    assertThat(memoire.deposited.keySet())
        .filteredOn(key -> key.startsWith("expertise/"))
        .hasSize(1);
  }

  @Test
  void leavesAnExpertsMailWithoutReportToAPerson() {
    TravailEnMemoire work = recevoir(unMail("Question").de("m.selmi@experts.example"));
    assertThat(work.outcome().issue()).isEqualTo("a_verifier");
  }

  @Test
  void leavesANumberThatPassDoesNotKnowToAPerson() {
    pass.avec(une);
    TravailEnMemoire work =
        recevoir(unMail("D26-027-99100").avec("a", unConstat(une).construire()));
    assertThat(work.outcome().issue()).isEqualTo("a_verifier");
    assertThat(work.outcome().details().numeroDeclaration()).isNull();
  }

  @Test
  void doesEveryEffectOnceWhereverTheAgentDies() {
    for (String effect :
        List.of("valider", "ouvrir", "missionner", "editer la lettre", "noter", "repondre")) {
      pass.preouvertures.clear();
      String numero = "D26-027-002" + (10 + nextItem);
      Preouverture claim =
          unePreouverture().numero(numero).declaration(LocalDate.of(2026, 5, 20)).construire();
      pass.avec(claim);
      pass.ouvertures.clear();
      pass.missions.clear();
      pass.lettres.clear();
      pass.dossiers.clear();
      pass.connexions.clear();
      pass.remarques.clear();
      envoyes.clear();
      // The same two cars in claim after claim would be a sign for a person.
      memoire.items.clear();
      Envoi mail =
          unMail(numero)
              .avec("a" + numero, unConstat(claim).construire())
              .avec("b" + numero, unOrdreDeMission(claim).construire());
      TravailEnMemoire dying = mail.item().mourirApres(effect);
      assertThatThrownBy(() -> run(dying)).isInstanceOf(TravailEnMemoire.Mort.class);
      TravailEnMemoire next = dying.repris();
      run(next);

      assertThat(next.outcome().issue()).as(effect).isEqualTo("dossier_ouvert");
      assertThat(pass.ouvertures).as(effect).hasSize(1);
      assertThat(pass.missions).as(effect).hasSize(1);
      assertThat(pass.lettres).as(effect).hasSize(1);
      assertThat(pass.remarques).as(effect).hasSize(1);
      assertThat(envoyes).as(effect).hasSize(1);
      if (!effect.equals("repondre")) {
        assertThat(pass.connexions)
            .as("the retaken item logs in anew, once, after " + effect)
            .containsOnlyOnce(true);
      }
    }
  }

  private TravailEnMemoire decide(
      TravailEnMemoire work, Decision.Genre genre, Map<String, String> valeurs) {
    TravailEnMemoire next = work.decide(genre, valeurs);
    run(next);
    return next;
  }

  @Test
  void opensWithTheValuesThatAPersonHasConfirmed() {
    pass.avec(unePreouverture().assure("131 TU 6238").adverse("121 TU 9652").construire());
    TravailEnMemoire asked =
        recevoir(
            unMail("D26-027-00123")
                .avec("a", unConstat(une).construire())
                .avec("b", unOrdreDeMission(une).construire()));
    assertThat(asked.question().champs())
        .filteredOn(Question.Champ::enCause)
        .extracting(Question.Champ::nom, Question.Champ::pass, c -> c.lus().getFirst().texte())
        .containsExactly(
            tuple("immatriculation_assure", "131 TU 6238", "123 TU 4567"),
            tuple("immatriculation_adverse", "121 TU 9652", "98 TU 7654"));

    assertThat(asked.question().papiers())
        .hasSize(2)
        .allSatisfy(p -> assertThat(requireNonNull(p.vue()).zones()).containsKey("date_accident"));

    TravailEnMemoire work =
        decide(
            asked,
            Decision.Genre.CONTINUER,
            Map.of(
                "immatriculation_assure", "123 TU 4567",
                "immatriculation_adverse", "121 TU 9652"));

    assertThat(work.outcome().issue()).isEqualTo("dossier_ouvert");
    assertThat(work.outcome().details().corrections())
        .isEqualTo(Map.of("immatriculation_assure", List.of("131 TU 6238", "123 TU 4567")));
    assertThat(pass.ouvertures).hasSize(1);
    assertThat(pass.remarques).anyMatch(r -> r.contains("Vérifié par la cellule (olfa)"));
    assertThat(work.steps).contains("lire", "identifier", "rapprocher", "corriger", "ouvrir");
  }

  @Test
  void asksAgainWhenPassHasChangedSinceThePersonLooked() {
    pass.avec(unePreouverture().assure("131 TU 6238").adverse("121 TU 9652").construire());
    TravailEnMemoire asked =
        recevoir(
            unMail("D26-027-00123")
                .avec("a", unConstat(une).construire())
                .avec("b", unOrdreDeMission(une).construire()));
    pass.avec(
        unePreouverture()
            .assure("131 TU 6238")
            .adverse("121 TU 9652")
            .police("027/401/9999999")
            .construire());

    TravailEnMemoire work =
        decide(
            asked,
            Decision.Genre.CONTINUER,
            Map.of(
                "immatriculation_assure", "123 TU 4567",
                "immatriculation_adverse", "98 TU 7654"));

    assertThat(work.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(work.outcome().motif()).contains("027/401/9999999").doesNotContain("131 TU 6238");
    assertThat(pass.ouvertures).isEmpty();
    assertThat(pass.corrections).isEmpty();
  }

  /** The same constat under two declarations, whose contract began the day before the accident. */
  private TravailEnMemoire secondDeclarationWithTheSameConstat() {
    Preouverture other =
        unePreouverture()
            .numero("D26-027-00124")
            .contrat(LocalDate.of(2026, 5, 8), LocalDate.of(2027, 5, 7))
            .construire();
    pass.avec(une, other);
    assertThat(
            recevoir(
                    unMail("D26-027-00123")
                        .avec("a", unConstat(une).empreinte("constat-a", "c").construire())
                        .avec("b", unOrdreDeMission(une).construire()))
                .outcome()
                .issue())
        .isEqualTo("dossier_ouvert");
    envoyes.clear();
    return unMail("D26-027-00124")
        .avec(
            "c",
            unConstat(other).nommee("photo.jpg", "c9").empreinte("constat-a", "c").construire())
        .avec("d", unOrdreDeMission(other).nommee("om.pdf", "o9").construire())
        .item();
  }

  @Test
  void showsSeveralSignsToAPersonAndOpensWhenThePersonSaysSo() {
    TravailEnMemoire asked = secondDeclarationWithTheSameConstat();
    run(asked);

    assertThat(asked.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(asked.outcome().motif())
        .contains("seuil 6", "règles version 1", "contrat récent", "pièce déjà vue");
    Question question = asked.question();
    assertThat(question.doutes())
        .anyMatch(d -> d.contains("la veille de l'accident"))
        .contains("Le même constat que « photo.jpg » est déjà dans le dossier S26-027-00001.");
    assertThat(question.cause()).isEqualTo("signes");
    assertThat(question.continuer()).isTrue();
    assertThat(question.renvois()).containsExactly("D26-027-00123");
    assertThat(requireNonNull(question.lettre()).texte())
        .doesNotContain("S26-027-00001", "constat que", "la veille");
    assertThat(envoyes).as("the sender is told nothing").isEmpty();
    assertThat(pass.ouvertures).hasSize(1);

    TravailEnMemoire work = decide(asked, Decision.Genre.CONTINUER, Map.of());

    assertThat(work.outcome().issue()).isEqualTo("dossier_ouvert");
    assertThat(pass.ouvertures).hasSize(2);
    assertThat(work.outcome().details().remarques())
        .anyMatch(r -> r.startsWith("Signe relevé (5 points, seuil 6) : Le même constat"));
    assertThat(pass.remarques).noneMatch(r -> r.contains("Signe") || r.contains("S26-027-00001"));
    assertThat(envoyes)
        .singleElement()
        .satisfies(m -> assertThat(m.text()).doesNotContain("Signe", "S26-027-00001"));
  }

  @Test
  void anItemTakenAgainResemblesNoItselfAndNoRescanOfItsOwnClaim() {
    Preouverture young =
        unePreouverture().contrat(LocalDate.of(2026, 5, 8), LocalDate.of(2027, 5, 7)).construire();
    pass.avec(young);
    TravailEnMemoire first =
        unMail("D26-027-00123")
            .avec("a", unConstat(young).empreinte("constat-a", "c").construire())
            .item();
    run(first);
    assertThat(first.outcome().issue()).isEqualTo("regularisation_demandee");
    TravailEnMemoire dying =
        unMail("D26-027-00123")
            .avec(
                "r",
                unConstat(young)
                    .nommee("rescan.pdf", "c2")
                    .empreinte("constat-a", "c")
                    .construire())
            .avec("b", unOrdreDeMission(young).construire())
            .item()
            .mourirApres("ouvrir");
    assertThatThrownBy(() -> run(dying)).isInstanceOf(TravailEnMemoire.Mort.class);
    TravailEnMemoire again = dying.repris();
    run(again);
    assertThat(again.outcome().issue()).isEqualTo("dossier_ouvert");
    assertThat(again.outcome().details().remarques())
        .singleElement()
        .asString()
        .contains("Signe relevé (3 points, seuil 6)", "la veille de l'accident");
  }

  @Test
  void neverOpensTwiceThoughAPersonSaysGoOn() {
    pass.avec(unePreouverture().assure("131 TU 6238").adverse("121 TU 9652").construire());
    TravailEnMemoire asked =
        recevoir(
            unMail("D26-027-00123")
                .avec("a", unConstat(une).construire())
                .avec("b", unOrdreDeMission(une).construire()));
    pass.dossiers.add(
        new Dossier(new NumeroDossier("S26-027-00777"), une.numero(), "027", "MATERIEL", "IDA"));

    TravailEnMemoire work =
        decide(
            asked,
            Decision.Genre.CONTINUER,
            Map.of(
                "immatriculation_assure", "131 TU 6238",
                "immatriculation_adverse", "121 TU 9652"));

    assertThat(pass.ouvertures).isEmpty();
    assertThat(work.outcome().issue()).isEqualTo("doublon");
    assertThat(work.outcome().details().numeroDossier()).isEqualTo("S26-027-00777");
  }

  @Test
  void goesOnWithTheClaimThatAPersonHasNamed() {
    pass.avec(une);
    Piece mute = unConstat(une).aLaMain().construire();
    TravailEnMemoire asked = recevoir(unMail("D26-027-99999").avec("a", mute));
    assertThat(asked.question().champs())
        .extracting(Question.Champ::nom)
        .containsExactly("numero_declaration");

    TravailEnMemoire unknown =
        decide(asked, Decision.Genre.CONTINUER, Map.of("numero_declaration", "D26-027-99998"));
    assertThat(unknown.outcome().motif()).contains("D26-027-99998", "n'existe pas dans PASS");

    TravailEnMemoire work =
        decide(unknown, Decision.Genre.CONTINUER, Map.of("numero_declaration", "D26-027-00123"));
    assertThat(work.outcome().issue()).isEqualTo("regularisation_demandee");
    assertThat(work.outcome().details().numeroDeclaration()).isEqualTo("D26-027-00123");
  }

  @Test
  void asksOnceMoreBeforeAnotherAgencysClaimIsOpened() {
    Preouverture autre = unePreouverture().numero("D26-031-00007").agence("031").construire();
    pass.avec(autre);
    TravailEnMemoire asked =
        recevoir(
            unMail("D26-027-99999")
                .avec("a", unConstat(autre).construire())
                .avec("b", unOrdreDeMission(autre).sans("numero_declaration").construire()));
    Map<String, String> named = Map.of("numero_declaration", "D26-031-00007");

    TravailEnMemoire again = decide(asked, Decision.Genre.CONTINUER, named);
    assertThat(again.outcome().motif()).contains("agence 031", "agence 027");
    assertThat(pass.ouvertures).isEmpty();

    TravailEnMemoire work = decide(again, Decision.Genre.CONTINUER, named);
    assertThat(work.outcome().issue()).isEqualTo("dossier_ouvert");
  }

  @Test
  void filesPapersToTheOpenDossierWhenAPersonSaysSo() {
    pass.avec(une);
    recevoir(
        unMail("D26-027-00123")
            .avec("a", unConstat(une).construire())
            .avec("b", unOrdreDeMission(une).construire()));
    TravailEnMemoire more =
        recevoir(unMail("D26-027-00123").avec("c", unePiece("carte_grise", "c").construire()));

    TravailEnMemoire work = decide(more, Decision.Genre.CONTINUER, Map.of());

    assertThat(work.outcome().issue()).isEqualTo("doublon");
    assertThat(pass.ouvertures).hasSize(1);
    assertThat(envoyes.getLast().text()).contains("S26-027-00001");
  }

  @ParameterizedTest
  @CsvSource({"DEMANDER,regularisation_demandee", "REJETER,rejete"})
  void writesThePersonsLetterOnceAndEnds(Decision.Genre genre, String issue) {
    pass.avec(unePreouverture().assure("131 TU 6238").adverse("121 TU 9652").construire());
    TravailEnMemoire asked =
        recevoir(
            unMail("D26-027-00123")
                .avec("a", unConstat(une).construire())
                .avec("b", unOrdreDeMission(une).construire()));

    TravailEnMemoire dying = asked.decide(genre, Map.of()).mourirApres("écrire");
    assertThatThrownBy(() -> run(dying)).isInstanceOf(TravailEnMemoire.Mort.class);
    TravailEnMemoire work = dying.repris();
    run(work);

    assertThat(work.outcome().issue()).isEqualTo(issue);
    assertThat(work.outcome().details().numeroDeclaration()).isEqualTo("D26-027-00123");
    assertThat(envoyes).hasSize(1);
    assertThat(envoyes.getFirst().to()).containsExactly("agence027@agents.example");
    assertThat(pass.ouvertures).isEmpty();
    assertThat(memoire.dues.containsKey("relance/D26-027-00123/1/1"))
        .isEqualTo(genre == Decision.Genre.DEMANDER);
  }

  @Test
  void remindsOfWhatAPersonAskedInTheirOwnWords() {
    pass.avec(unePreouverture().assure("131 TU 6238").adverse("121 TU 9652").construire());
    run(
        recevoir(
                unMail("D26-027-00123")
                    .avec("a", unConstat(une).construire())
                    .avec("b", unOrdreDeMission(une).construire()))
            .decide(Decision.Genre.DEMANDER, Map.of()));
    OutgoingMail letter = envoyes.getLast();

    TravailEnMemoire first = relance(1);
    run(first);
    assertThat(first.outcome().issue()).isEqualTo("relance_envoyee");
    OutgoingMail reminder = envoyes.getLast();
    assertThat(reminder.subject())
        .isEqualTo("Rappel : déclaration D26-027-00123, réponse attendue");
    assertThat(reminder.inReplyTo()).isEqualTo(letter.messageId());
    assertThat(reminder.text()).contains("Le 01/06/2026, nous vous avons écrit");

    run(relance(2));
    TravailEnMemoire last = relance(3);
    run(last);
    assertThat(last.outcome().motif())
        .isEqualTo(
            "agence027@agents.example n'a pas répondu à notre courriel du 01/06/2026, malgré 2 relance(s).");
  }

  @Test
  void leavesAConversationOfTwoMachinesToAPerson() {
    pass.avec(une);
    recevoir(unMail("D26-027-00123").avec("a", unConstat(une).construire()));
    for (int answer = 2; answer <= 3; answer++) {
      assertThat(recevoir(unMail("Re: D26-027-00123")).outcome().issue())
          .isEqualTo("regularisation_demandee");
    }
    for (int more = 0; more < 5; more++) {
      TravailEnMemoire stopped = recevoir(unMail("Re: Re: D26-027-00123"));
      assertThat(stopped.outcome()).isInstanceOf(Outcome.Review.class);
      assertThat(stopped.outcome().motif())
          .startsWith(
              "Échange automatique supposé : déjà 3 réponses en un jour à agence027@agents.example")
          .contains("ordre de mission");
      assertThat(stopped.outcome().details().piecesManquantes()).containsExactly("om");
      assertThat(stopped.question().cause()).isEqualTo("echange");
    }
    assertThat(envoyes).hasSize(3);
  }

  @Test
  void answersTheSamePapersOnlySoOftenUnlessAPersonSaysSo() {
    pass.avec(une);
    TravailEnMemoire last = complet();
    assertThat(last.outcome().issue()).isEqualTo("dossier_ouvert");
    for (int answer = 2; answer <= 3; answer++) {
      assertThat(complet().outcome().issue()).isEqualTo("doublon");
    }
    TravailEnMemoire stopped = complet();
    assertThat(stopped.outcome().issue()).isEqualTo("a_verifier");
    assertThat(stopped.outcome().motif()).startsWith("Échange automatique supposé");
    assertThat(stopped.outcome().details().numeroDossier()).isEqualTo("S26-027-00001");
    assertThat(envoyes).hasSize(3);

    TravailEnMemoire admitted = decide(stopped, Decision.Genre.CONTINUER, Map.of());
    assertThat(admitted.outcome().issue()).isEqualTo("doublon");
    assertThat(envoyes).hasSize(4);
    assertThat(complet().outcome().issue()).isEqualTo("a_verifier");
    assertThat(pass.ouvertures).hasSize(1);
  }

  @Test
  void opensTheDossierHoweverManyAnswersItTook() {
    pass.avec(une);
    for (int answer = 1; answer <= 3; answer++) {
      recevoir(unMail("D26-027-00123").avec("a" + answer, unConstat(une).construire()));
    }
    assertThat(complet().outcome().issue()).isEqualTo("dossier_ouvert");
  }

  @Test
  void countsOnlyTheAnswersOfADayToTheSameSender() {
    pass.avec(une);
    recevoir(unMail("D26-027-00123").avec("a", unConstat(une).construire()));
    for (int day = 2; day <= 6; day++) {
      assertThat(
              recevoir(unMail("D26-027-00123").recuLe("2026-06-0" + day + "T07:16:00Z"))
                  .outcome()
                  .issue())
          .isEqualTo("regularisation_demandee");
    }
    recevoir(unMail("D26-027-00123").recuLe("2026-06-06T08:00:00Z"));
    recevoir(unMail("D26-027-00123").recuLe("2026-06-06T08:01:00Z"));
    assertThat(
            recevoir(
                    unMail("D26-027-00123")
                        .de("guichet027@agents.example")
                        .recuLe("2026-06-06T08:02:00Z"))
                .outcome()
                .issue())
        .isEqualTo("regularisation_demandee");
    assertThat(recevoir(unMail("D26-027-00123").recuLe("2026-06-06T08:03:00Z")).outcome().issue())
        .isEqualTo("a_verifier");
  }

  private TravailEnMemoire complet() {
    return recevoir(
        unMail("D26-027-00123")
            .avec("a", unConstat(une).construire())
            .avec("b", unOrdreDeMission(une).construire()));
  }

  private TravailEnMemoire recevoir(Envoi mail) {
    TravailEnMemoire work = mail.item();
    run(work);
    return work;
  }

  private void run(TravailEnMemoire work) {
    Exchange exchange =
        camel
            .createProducerTemplate()
            .send("direct:bot-" + work.item().bot(), e -> e.getMessage().setBody(work));
    if (exchange.getException() instanceof RuntimeException failure) {
      throw failure;
    }
    assertThat(exchange.getException()).isNull();
  }

  @Test
  void remindsTheSenderOfWhatHasNotComeAndTellsTheCellInTheEnd() {
    pass.avec(une);
    recevoir(unMail("D26-027-00123").avec("a", unConstat(une).construire()));
    OutgoingMail request = envoyes.getFirst();
    assertThat(memoire.dues)
        .containsEntry("relance/D26-027-00123/1/1", Instant.parse("2026-06-08T08:00:00Z"));

    TravailEnMemoire first = relance(1);
    run(first);
    assertThat(first.outcome().issue()).isEqualTo("relance_envoyee");
    OutgoingMail reminder = envoyes.getLast();
    assertThat(reminder.to()).containsExactly("agence027@agents.example");
    assertThat(reminder.subject())
        .isEqualTo("Rappel : déclaration D26-027-00123, pièces à compléter");
    assertThat(reminder.inReplyTo()).isEqualTo(request.messageId());
    assertThat(reminder.references()).containsExactly("<1@agents.example>", request.messageId());
    assertThat(reminder.text())
        .contains("01/06/2026", "Ordre de mission d'expertise : pièce non reçue");
    assertThat(memoire.deposited).containsKey("contact/envoye/" + reminder.messageId());

    run(relance(2));
    assertThat(envoyes).hasSize(3);
    TravailEnMemoire last = relance(3);
    run(last);
    assertThat(last.outcome()).isInstanceOf(Outcome.Review.class);
    assertThat(last.outcome().issue()).isEqualTo("sans_reponse");
    assertThat(last.outcome().motif())
        .isEqualTo(
            "agence027@agents.example n'a pas envoyé les pièces demandées le 01/06/2026, malgré 2 relance(s).");
    assertThat(envoyes).hasSize(3);
  }

  @Test
  void remindsNobodyWhoHasWrittenSince() {
    pass.avec(une);
    recevoir(unMail("D26-027-00123").avec("a", unConstat(une).construire()));
    recevoir(unMail("Re: D26-027-00123").avec("b", unOrdreDeMission(une).construire()));
    int before = envoyes.size();

    TravailEnMemoire work = relance(1);
    run(work);
    assertThat(work.outcome().issue()).isEqualTo("relance_sans_objet");
    assertThat(work.outcome().motif()).contains("L'élément n° 2 concerne la même déclaration");
    assertThat(envoyes).hasSize(before);
  }

  @Test
  void remindsNobodyWhenSomebodyHasOpenedTheDossierInPass() {
    pass.avec(une);
    recevoir(unMail("D26-027-00123").avec("a", unConstat(une).construire()));
    pass.valider(une.numero());
    pass.ouvrir(
        new OuvertureDossier(une.numero(), "MATERIEL", "027", new BigDecimal("1200.000"), false));

    TravailEnMemoire work = relance(1);
    run(work);
    assertThat(work.outcome().issue()).isEqualTo("relance_sans_objet");
    assertThat(work.outcome().motif()).contains("Le dossier S26-027-00001 est ouvert");
    assertThat(envoyes).hasSize(1);
  }

  @Test
  void remindsNobodyOfARequestThatHasBeenTakenBack() {
    pass.avec(une);
    TravailEnMemoire asked =
        recevoir(unMail("D26-027-00123").avec("a", unConstat(une).construire()));
    asked.remis().finish(new Outcome.Rejected("rejete", "Hors délai.", Outcome.Details.NONE));

    TravailEnMemoire work = relance(1);
    run(work);
    assertThat(work.outcome().issue()).isEqualTo("relance_sans_objet");
    assertThat(envoyes).hasSize(1);
  }

  @Test
  void remindsOnceThoughTheAgentDies() {
    pass.avec(une);
    recevoir(unMail("D26-027-00123").avec("a", unConstat(une).construire()));
    TravailEnMemoire dying = relance(1).mourirApres("relancer");
    assertThatThrownBy(() -> run(dying)).isInstanceOf(TravailEnMemoire.Mort.class);
    TravailEnMemoire again = dying.repris();
    run(again);
    assertThat(again.outcome().issue()).isEqualTo("relance_envoyee");
    assertThat(envoyes).hasSize(2);
  }

  /** A team lead has saved this instead. */
  private void changer(String was, String is) {
    assertThat(regles.text()).contains(was);
    regles = new RuleText(regles.book(), regles.version() + 1, regles.text().replaceFirst(was, is));
  }

  @Test
  void theNextItemFollowsTheNewestRulesAndSaysSo() {
    Preouverture autre = unePreouverture().numero("D26-027-00124").construire();
    pass.avec(une, autre);
    ouvrir("D26-027-00123", une);
    changer("IDA: 1200.000", "IDA: 1350.500");
    ouvrir("D26-027-00124", autre);
    assertThat(pass.ouvertures)
        .extracting(OuvertureDossier::reserve)
        .containsExactly(new BigDecimal("1200.000"), new BigDecimal("1350.500"));
    assertThat(memoire.items)
        .extracting(work -> work.get(Controle.Resultat.class).regles())
        .containsExactly(1, 2);
  }

  private void ouvrir(String numero, Preouverture claim) {
    recevoir(
        unMail(numero)
            .avec(numero + "-1", unConstat(claim).construire())
            .avec(numero + "-2", unOrdreDeMission(claim).construire()));
  }

  @Test
  void anItemThatHasBegunKeepsTheRulesItBeganWith() {
    pass.avec(une);
    TravailEnMemoire dying =
        unMail("D26-027-00123")
            .avec("a", unConstat(une).construire())
            .avec("b", unOrdreDeMission(une).construire())
            .item()
            .mourirApres("valider");
    assertThatThrownBy(() -> run(dying)).isInstanceOf(TravailEnMemoire.Mort.class);
    changer("IDA: 1200.000", "IDA: 1350.500");
    run(dying.repris());
    assertThat(pass.ouvertures)
        .extracting(OuvertureDossier::reserve)
        .containsExactly(new BigDecimal("1200.000"));
  }

  @Test
  void aReminderFollowsTheRulesOfTheDayItIsSent() {
    pass.avec(une);
    recevoir(unMail("D26-027-00123").avec("a", unConstat(une).construire()));
    changer("nombre: 2", "nombre: 0");
    TravailEnMemoire reminder = relance(1);
    run(reminder);
    assertThat(reminder.outcome().issue()).isEqualTo("sans_reponse");
  }

  @Test
  void workUnderRulesThatTheRobotCannotReadStopsAndTakesNoOthers() {
    pass.avec(une);
    changer("temoins: 2", "temoins: trois");
    assertThatThrownBy(
            () -> recevoir(unMail("D26-027-00123").avec("a", unConstat(une).construire())))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.CONFIGURATION);
              assertThat(e)
                  .hasMessageContaining("« ouverture », version 2")
                  .hasMessageContaining("« trois » n'est pas un nombre de témoins (temoins)");
            });
    assertThat(envoyes).isEmpty();
    assertThat(pass.ouvertures).isEmpty();
  }

  /** The reminder that was put down for this day, taken. */
  private TravailEnMemoire relance(int numero) {
    String reference = "D26-027-00123/1/" + numero;
    return new TravailEnMemoire(
        memoire,
        new WorkItem(
            nextItem++,
            Relance.NOM,
            reference,
            1,
            false,
            "robot1",
            Instant.parse("2026-06-08T08:00:00Z"),
            requireNonNull(memoire.deposited.get(Relance.NOM + "/" + reference)),
            regles));
  }

  private Envoi unMail(String sujet) {
    return new Envoi(sujet);
  }

  /** A mail on its way, with the pieces that the reader will see in it. */
  private final class Envoi {
    private final String sujet;
    private String expediteur = "agence027@agents.example";
    private Genre genre = Genre.PERSONNE;
    private Instant recuLe = Instant.parse("2026-06-01T07:15:00Z");
    private final List<PieceJointe> jointes = new ArrayList<>();
    private final List<Menace> menaces = new ArrayList<>();

    Envoi(String sujet) {
      this.sujet = sujet;
    }

    Envoi de(String value) {
      expediteur = value;
      return this;
    }

    Envoi recuLe(String value) {
      recuLe = Instant.parse(value);
      return this;
    }

    Envoi genre(Genre value) {
      genre = value;
      return this;
    }

    Envoi menace(String phrase) {
      menaces.add(new Menace(Menace.Code.EXECUTABLE, phrase, ""));
      return this;
    }

    Envoi avec(String contenu, Piece piece) {
      jointes.add(
          new PieceJointe(
              piece.fichier(),
              piece.fichier(),
              "application/pdf",
              contenu.getBytes(StandardCharsets.UTF_8),
              false));
      lectures.put(contenu, List.of(lue(piece)));
      return this;
    }

    Envoi vide(String nom) {
      jointes.add(new PieceJointe(nom, nom, PieceJointe.TYPE_VIDE, new byte[0], false));
      return this;
    }

    TravailEnMemoire item() {
      long id = nextItem++;
      String raw = "mail " + id;
      courriels.put(
          raw,
          new Courriel(
              "<" + id + "@agents.example>",
              "0".repeat(64),
              expediteur,
              "",
              List.of("ouverture@lloyd.example"),
              sujet,
              Instant.parse("2026-06-01T07:12:27Z"),
              "Bonjour,\nci-joint les pièces.",
              "",
              null,
              List.of(),
              genre,
              jointes,
              menaces,
              List.of()));
      String sha = documents.put(raw.getBytes(StandardCharsets.UTF_8)).sha256();
      return new TravailEnMemoire(
          memoire,
          new WorkItem(
              id,
              "ouverture",
              sha,
              1,
              false,
              "robot1",
              recuLe,
              Map.of("document", sha, "expediteur", expediteur),
              regles));
    }
  }

  private static PieceLue lue(Piece piece) {
    Map<String, Champ> champs = new LinkedHashMap<>();
    piece
        .champs()
        .forEach(
            (nom, v) ->
                champs.put(
                    nom,
                    new Champ(
                        v.valeur(), piece.manuscrit() ? 0.4 : v.confiance(), v.brut(), null)));
    return new PieceLue(
        piece.fichier(),
        List.of(1),
        TypePiece.of(piece.type()),
        1,
        piece.lisible(),
        piece.motifIllisible(),
        piece.manuscrit() ? Ecriture.MANUSCRIT : Ecriture.IMPRIME,
        null,
        champs,
        Optional.ofNullable(piece.empreinte())
            .map(print -> new Empreinte(print.genre(), print.bits()))
            .orElse(null));
  }

  private final class PosteEnMemoire implements Connecteurs.Poste {
    @Override
    public String messageId(String effet, String cle) {
      return Mail.messageId(effet, cle, "lloyd.example");
    }

    @Override
    public Optional<SentMail> envoye(String messageId) {
      return envoyes.stream()
          .filter(m -> m.messageId().equals(messageId))
          .findFirst()
          .map(m -> new SentMail(m.messageId(), m.subject(), m.to(), Instant.EPOCH));
    }

    @Override
    public void envoyer(OutgoingMail mail) {
      envoyes.add(mail);
    }

    @Override
    public Duration delaiDoute() {
      return Duration.ofMinutes(5);
    }
  }
}

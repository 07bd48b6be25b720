package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;
import static tn.flotte.bots.ouverture.Dossiers.unCourrier;
import static tn.flotte.bots.ouverture.Dossiers.unePiece;
import static tn.flotte.bots.ouverture.Dossiers.unePreouverture;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tn.flotte.connectors.mail.Message;
import tn.flotte.connectors.pass.Correction;
import tn.flotte.connectors.pass.GenreLettre;
import tn.flotte.connectors.pass.Preouverture;

class ReponseTest {
  private final Reponse reponse = new Reponse(URI.create("https://flotte.example/"));
  private final Preouverture une = unePreouverture().construire();

  @Test
  void tellsTheNumberNodeMissionLetterAndCorrections() {
    Message message =
        reponse.dossierOuvert(
            unePreouverture().accident(LocalDate.of(2026, 9, 5)).construire(),
            "S26-027-00045",
            "027",
            new OrdreDeMission.Resultat.AEnregistrer(
                "741347", "E104", "Mokhtar Selmi", LocalDate.of(2026, 5, 11), "Garage"),
            GenreLettre.IDA,
            nature("MATERIEL"),
            false,
            List.of(new Correction("date_accident", "2026-09-05", "2026-05-09")));
    assertThat(message.sujet())
        .isEqualTo("Déclaration D26-027-00123 : dossier S26-027-00045 ouvert");
    assertThat(message.texte())
        .contains(
            "  Accident du     : 09/05/2026",
            "n° 741347, confiée à Mokhtar Selmi",
            "lettre IDA éditée, pour COMAR",
            "  - Date de l'accident : « 09/05/2026 » au lieu de « 05/09/2026 »",
            "rappelez le numéro de dossier S26-027-00045")
        .doesNotContain("{", "null");
  }

  @Test
  void namesEachMissingAndIllegiblePieceAndWhatToDo() {
    Message message =
        reponse.regularisation(
            une,
            new Controle.Resultat.Incomplet(
                1,
                List.of("om"),
                Map.of("constat", new Controle.Illisible("scan.pdf", "floue")),
                Map.of()),
            nature("MATERIEL"),
            List.of(unePiece("certificat_police", "x").construire()));
    assertThat(message.sujet()).isEqualTo("Déclaration D26-027-00123 : pièces à compléter");
    assertThat(message.texte())
        .contains(
            "véhicule 123 TU 4567, accident du 09/05/2026",
            "Ordre de mission d'expertise : pièce non reçue.",
            "Constat amiable : fichier « scan.pdf » reçu, mais illisible (image floue). Reprenez l'image",
            "à ne pas renvoyer : certificat d'enregistrement",
            "Rappelez le numéro D26-027-00123");
    assertThat(message.html())
        .contains("<li>Ordre de mission d&#39;expertise : pièce non reçue.</li>");
  }

  @Test
  void namesTheAlternativesOfAFireAndWhatAnIncompleteOneLacks() {
    Piece alone = unePiece("declaration_honneur", "d.pdf").construire();
    String missing =
        reponse
            .regularisation(
                une,
                new Controle.Resultat.Incomplet(
                    1, List.of("certificat_secours"), Map.of(), Map.of()),
                nature("INCENDIE"),
                List.of())
            .texte();
    assertThat(missing)
        .contains(
            "Certificat de secours et de sauvetage, ou déclaration sur l'honneur signée par deux"
                + " témoins : pièce non reçue.");
    String incomplete =
        reponse
            .regularisation(
                une,
                new Controle.Resultat.Incomplet(
                    1,
                    List.of(),
                    Map.of(),
                    Map.of(
                        "declaration_honneur", new Controle.Illisible("d.pdf", "1 témoin sur 2"))),
                nature("INCENDIE"),
                List.of(alone))
            .texte();
    assertThat(incomplete)
        .contains(
            "fichier « d.pdf » reçu, mais incomplet (1 témoin sur 2). Renvoyez la pièce complétée.")
        .doesNotContain("à ne pas renvoyer");
  }

  @Test
  void namesTheDocumentsOfATotalTheftAndSaysThatTheListIsASample() {
    assertThat(ouvert("VOL", false))
        .contains("En cas de vol total", "  - Toutes les clés du véhicule", "Liste indicative")
        .doesNotContain("certificat", "Générale Assistance");
    assertThat(ouvert("MATERIEL", false)).doesNotContain("vol total", "Liste indicative");
  }

  @Test
  void asksForFurtherCertificatesOfAFireOnlyInDoubt() {
    assertThat(ouvert("INCENDIE", true))
        .contains("l'un de ces documents", "  - Certificat de non procès-verbal de la police");
    assertThat(ouvert("INCENDIE", false)).doesNotContain("l'un de ces documents");
  }

  @Test
  void hasANameForEveryPieceThatTheRulesMayAskFor() {
    assertThat(Piece.EXIGIBLES)
        .allSatisfy(t -> assertThat(reponse.piece(t)).isNotEqualTo(reponse.piece("autre")));
  }

  private String ouvert(String nature, boolean doute) {
    return reponse
        .dossierOuvert(
            unePreouverture().nature(nature).mode("DOMMAGE").construire(),
            "S26-027-00045",
            "027",
            new OrdreDeMission.Resultat.AEnregistrer(
                "741347", "E104", "Mokhtar Selmi", LocalDate.of(2026, 5, 11), "Garage"),
            null,
            nature(nature),
            doute,
            List.of())
        .texte();
  }

  private static Regles.Nature nature(String nature) {
    return java.util.Objects.requireNonNull(Dossiers.REGLES.natures().get(nature));
  }

  @Test
  void tellsASenderOfTheSamePapersWhatIsAwaited() {
    assertThat(reponse.doublon("D1", null, Issue.REGULARISATION).texte())
        .contains("reste en attente de votre réponse");
    assertThat(reponse.doublon("D1", null, Issue.A_VERIFIER).texte()).contains("en cours d'examen");
    assertThat(reponse.doublon("D1", "S1", Issue.DOSSIER_OUVERT).texte())
        .contains("le dossier S1 est ouvert");
  }

  @Test
  void showsWhatStrangersWroteInert() {
    Courrier hostile =
        unCourrier()
            .de("<script>@x.example")
            .sujet("=cmd|' /C calc'!A0 <b>gras</b> {item}\u202Efdp\r\nBcc: x@y.example")
            .fichiers("<img src=x onerror=alert(1)>.pdf")
            .construire();
    Message message = reponse.quarantaine(hostile, "L'expéditeur n'est pas dans l'annuaire.", 7);
    assertThat(message.html())
        .contains("&lt;b&gt;gras&lt;/b&gt;", "&lt;img src=x onerror=alert(1)&gt;.pdf")
        .doesNotContain("<script", "<img", "\u202E");
    assertThat(message.texte()).contains("{item}fdp Bcc: x@y.example");
    assertThat(message.sujet())
        .isEqualTo("Courriel en quarantaine (élément n° 7) : expéditeur inconnu");
  }

  @Test
  void tellsTheCellWhichItemItIsAndNotToTrustWhatTheMailSaysOfItself() {
    Message unknown =
        reponse.quarantaine(
            unCourrier().de("garage@perso.example").fichiers("constat.pdf").construire(),
            "L'expéditeur n'est pas dans l'annuaire de PASS.",
            7);
    assertThat(unknown.texte())
        .contains(
            "Expéditeur annoncé : garage@perso.example (non vérifié)",
            "ils peuvent être faux",
            "Ouvrir l'élément n° 7 : https://flotte.example/elements/7",
            "Cordialement,\nLe robot de la cellule",
            "n'y répondez pas")
        .doesNotContain("{", "vous pouvez y répondre");
    assertThat(unknown.html())
        .contains("<a href=\"https://flotte.example/elements/7\">Ouvrir l&#39;élément n° 7</a>");
    assertThat(new Reponse(null).quarantaine(unCourrier().construire(), "Motif.", 7).texte())
        .contains("élément n° 7")
        .doesNotContain("http");
  }

  @Test
  void neverAdvisesToTrustTheSenderOfADangerousMail() {
    Message danger =
        reponse.quarantaine(
            unCourrier().menace("Le fichier constat.pdf.exe est un programme.").construire(),
            "Le fichier constat.pdf.exe est un programme.",
            7);
    assertThat(danger.sujet()).endsWith("contenu dangereux");
    assertThat(danger.texte()).contains("prévenez l'informatique").doesNotContain("annuaire");
  }

  @Test
  void saysOfEachFileWhatIsWrongWithItAndWhatToDo() {
    String text =
        reponse
            .regularisation(
                une,
                new Controle.Resultat.Incomplet(
                    1,
                    List.of(),
                    Map.of("constat", new Controle.Illisible("a.pdf", "fichier vide")),
                    Map.of()),
                nature("MATERIEL"),
                List.of(
                    illisible("a.pdf", "fichier vide"),
                    illisible("b.pdf", "protégé par un mot de passe"),
                    illisible("c.pdf#2", "fichier abîmé")))
            .texte();
    assertThat(text)
        .contains(
            "Constat amiable : fichier « a.pdf » reçu, mais illisible (fichier vide). Le fichier ne contient rien",
            "Autre document : fichier « b.pdf » reçu, mais illisible (protégé par un mot de passe). Renvoyez-le sans mot de passe.",
            "Autre document : fichier « c.pdf », document n° 2 reçu, mais illisible (fichier abîmé). Il est endommagé")
        .containsOnlyOnce("a.pdf");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fichier vide",
        "protégé par un mot de passe",
        "fichier abîmé",
        "page abîmée",
        "fichier sans page",
        "fichier trop lourd (plus de 60 Mo)",
        "fichier de trop de pages (900)",
        "image démesurée (20000 × 20000 points)",
        "contenu démesuré (il ne tient pas en mémoire)",
        "la lecture de ce fichier a été arrêtée : elle durait trop longtemps",
        "image trop petite (20 × 20 points)",
        "résolution trop faible (70 ppp)",
        "floue",
        "trop sombre",
        "trop pâle",
        "coupée en bas",
        "incomplète",
        "format HEIC : envoyer la photo en JPEG",
        "format de fichier inconnu",
        "la lecture de ce fichier a échoué ; l'envoyer sous une autre forme, de préférence en PDF"
      })
  void knowsEveryReasonOfTheReader(String motif) {
    assertThat(Defaut.de(motif)).isNotEqualTo(Defaut.AUTRE);
    assertThat(
            reponse
                .regularisation(
                    une,
                    new Controle.Resultat.Incomplet(
                        1,
                        List.of(),
                        Map.of("om", new Controle.Illisible("a.pdf", motif)),
                        Map.of()),
                    nature("MATERIEL"),
                    List.of())
                .texte())
        .contains("« a.pdf » reçu, mais illisible (", motif)
        .containsPattern("\\)\\. (Le|Il|Re|Nu)|envoyer");
  }

  @Test
  void namesWhatIsMissingInWordsThatPeopleUse() {
    assertThat(
            reponse.manque(
                new Controle.Resultat.Incomplet(
                    1,
                    List.of("om"),
                    Map.of("constat", new Controle.Illisible("a.pdf", "coupée en bas")),
                    Map.of(
                        "declaration_honneur", new Controle.Illisible("d.pdf", "1 témoin sur 2")))))
        .isEqualTo(
            "ordre de mission manquant, constat illisible (page coupée en bas), "
                + "déclaration sur l'honneur à compléter (1 témoin sur 2)");
    assertThat(Piece.EXIGIBLES)
        .allSatisfy(
            type ->
                assertThat(
                        reponse.manque(
                            new Controle.Resultat.Incomplet(
                                1,
                                List.of(type),
                                Map.of(type, new Controle.Illisible("a.pdf", "floue")),
                                Map.of())))
                    .contains("manquant", "illisible")
                    .doesNotContain("_"));
  }

  private static Piece illisible(String fichier, String motif) {
    return new Piece("sha", fichier, Piece.INCONNU, false, motif, false, Map.of());
  }

  @Test
  void cutsAnEndlessFileName() {
    Message message =
        reponse.quarantaine(unCourrier().fichiers("x".repeat(5000)).construire(), "Motif.", 7);
    assertThat(message.texte()).hasSizeLessThan(2000);
  }
}

package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;
import static tn.flotte.bots.ouverture.Dossiers.unCourrier;
import static tn.flotte.bots.ouverture.Dossiers.unePiece;
import static tn.flotte.bots.ouverture.Dossiers.unePreouverture;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tn.flotte.connectors.pass.Correction;
import tn.flotte.connectors.pass.GenreLettre;
import tn.flotte.connectors.pass.Preouverture;

class ReponseTest {
  private final Reponse reponse = new Reponse();
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
            "lettre IDA à COMAR, éditée",
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
                Map.of("constat", new Controle.Illisible("scan.pdf", "image trop floue")),
                Map.of()),
            nature("MATERIEL"),
            List.of(unePiece("certificat_police", "x").construire()));
    assertThat(message.sujet()).isEqualTo("Déclaration D26-027-00123 : pièces à compléter");
    assertThat(message.texte())
        .contains(
            "véhicule 123 TU 4567, accident du 09/05/2026",
            "Ordre de mission d'expertise : pièce non reçue.",
            "Constat amiable : pièce reçue mais illisible (image trop floue ; fichier « scan.pdf »).",
            "à ne pas renvoyer : Certificat d'enregistrement",
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
                        "declaration_honneur",
                        new Controle.Illisible("d.pdf", "1 témoin(s) sur 2"))),
                nature("INCENDIE"),
                List.of(alone))
            .texte();
    assertThat(incomplete)
        .contains("pièce reçue mais incomplète (1 témoin(s) sur 2 ; fichier « d.pdf »)")
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
    Message message =
        reponse.quarantaine(hostile, "L'expéditeur n'est pas dans l'annuaire.", "7", "abc");
    assertThat(message.html())
        .contains("&lt;b&gt;gras&lt;/b&gt;", "&lt;img src=x onerror=alert(1)&gt;.pdf")
        .doesNotContain("<script", "<img", "\u202E");
    assertThat(message.texte()).contains("{item}fdp Bcc: x@y.example");
    assertThat(message.sujet()).isEqualTo("Courriel mis en quarantaine (n° 7)");
  }

  @Test
  void cutsAnEndlessFileName() {
    Message message =
        reponse.quarantaine(
            unCourrier().fichiers("x".repeat(5000)).construire(), "Motif.", "7", "abc");
    assertThat(message.texte()).hasSizeLessThan(2000);
  }
}

package tn.flotte.connectors.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CourrielsTest {
  private static final byte[] PDF = "%PDF-1.4\nune page".getBytes(StandardCharsets.ISO_8859_1);
  private static final Limits SMALL = new Limits(10_000_000, 3, 100, 20, 5_000_000);

  // ---- headers

  @Test
  void readsTheHeadersOfAPlainMail() {
    Courriel courriel = parse("simple.eml");

    assertThat(courriel.messageId()).isEqualTo("<017.abc@agence.example>");
    assertThat(courriel.expediteur()).isEqualTo("agence027@lloyd-agents.example");
    assertThat(courriel.nomExpediteur()).isEqualTo("Agence 027, Médina");
    assertThat(courriel.destinataires())
        .containsExactly("ouverture-sin-auto@lloyd.example", "chef@lloyd.example");
    assertThat(courriel.sujet()).isEqualTo("Re: Re: TR: Déclaration n° D26-027-00123");
    assertThat(courriel.date()).isEqualTo(Instant.parse("2026-06-01T07:12:27Z"));
    assertThat(courriel.inReplyTo()).isEqualTo("<b@lloyd.example>");
    assertThat(courriel.references()).containsExactly("<a@lloyd.example>", "<b@lloyd.example>");
    assertThat(courriel.genre()).isEqualTo(Genre.PERSONNE);
    assertThat(courriel.empreinte()).matches("[0-9a-f]{64}");
    assertThat(courriel.remarques()).isEmpty();
  }

  @Test
  void aMailWithoutMessageIdIsStillAMail() {
    Courriel courriel = parse(mail("From: a@b.example", "Subject: x", "", "texte"));

    assertThat(courriel.messageId()).isNull();
    assertThat(courriel.remarques()).anyMatch(r -> r.contains("Message-ID"));
    assertThat(courriel.texte()).isEqualTo("texte");
  }

  @Test
  void ofTwoMessageIdsTheFirstCounts() {
    Courriel courriel =
        parse(mail("Message-ID: <1@x>", "Message-ID: <2@x>", "From: a@b.example", "", "t"));

    assertThat(courriel.messageId()).isEqualTo("<1@x>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "agence@x.example|agence@x.example",
        "<Agence@X.Example>|agence@x.example",
        "\"Agence, 027\" <agence@x.example>|agence@x.example",
        "\"agence044@lloyd.example\" <evil@y.example>|evil@y.example",
        "agence044@lloyd.example <evil@y.example>|evil@y.example",
        "agence@x.example (Agence 027)|agence@x.example",
        "=?utf-8?q?agence=40z.example?= <agence@x.example>|agence@x.example",
        "<a@x.example> <b@x.example>|''",
        "a@x.example, b@x.example|''",
        "Agence 027|''",
        "<>|''",
        "@@@|''",
      })
  void takesTheAddressThatReallyWrote(String from, String expected) {
    assertThat(parse(mail("From: " + from, "", "t")).expediteur()).isEqualTo(expected);
  }

  @Test
  void readsBytesOutsideAsciiInHeaders() {
    String latin = "From: a@b.example\r\nSubject: D\u00e9claration\r\n\r\nt";
    byte[] utf8 = latin.getBytes(StandardCharsets.UTF_8);

    assertThat(Courriels.parse(latin.getBytes(StandardCharsets.ISO_8859_1), SMALL).sujet())
        .isEqualTo("Déclaration");
    assertThat(Courriels.parse(utf8, SMALL).sujet()).isEqualTo("Déclaration");
  }

  @Test
  void joinsEncodedWordsThatCutALetterInTwo() {
    Courriel courriel =
        parse(mail("From: a@b.example", "Subject: =?utf-8?B?w?= =?utf-8?B?6k=?=", "", "t"));

    assertThat(courriel.sujet()).hasSizeLessThan(4);
    assertThat(
            parse(
                    mail(
                        "From: a@b.example",
                        "Subject: =?UTF-8?Q?=C3?= =?UTF-8?Q?=A9t=C3=A9?=",
                        "",
                        "t"))
                .sujet())
        .isEqualTo("été");
  }

  @Test
  void headersOfCamelStayWhatTheyAreText() {
    Courriel courriel =
        parse(
            mail(
                "From: a@b.example",
                "CamelFileName: ../../etc/passwd",
                "CamelExecCommandExecutable: sh",
                "Subject: x",
                "",
                "t"));

    assertThat(courriel.toString()).doesNotContain("Camel", "passwd");
  }

  // ---- text

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----Message d'origine-----\nDe : Cellule\nEnvoyé : lundi\nObjet : D26-031-00145",
        "----- Original Message -----\nFrom: x\nSent: y\nD26-031-00145",
        "-------- Message transféré --------\nSujet : D26-031-00145",
        "---------- Forwarded message ---------\nFrom: x\nD26-031-00145",
        "De : Cellule <c@lloyd.example>\nEnvoyé : lundi 2 mai 2026 10:00\nÀ : Agence\nObjet : D26-031-00145",
        "De\u00a0: Cellule\nEnvoyé\u00a0: lundi\nÀ\u00a0: Agence\nObjet\u00a0: D26-031-00145\n\nBonjour",
        "From: Cell\nSent: Monday\nTo: Agency\nSubject: D26-031-00145",
        "*De :* Cellule\n*Envoyé :* lundi\n*À :* Agence\n*Objet :* D26-031-00145",
        "________________________________\nDe : Cellule\nEnvoyé : lundi\nÀ : Agence\nObjet : D26-031-00145",
        "Le 02/05/2026 à 10:00, la cellule a écrit :\nD26-031-00145",
        "Le lun. 2 mai 2026 à 10:00, Cellule d'ouverture\n<ouverture-sin-auto@lloyd.example> a écrit :\n\n> D26-031-00145",
        "On Mon, May 2, 2026 at 10:00 AM Cell <c@lloyd.example>\nwrote:\n> D26-031-00145",
        "> Le 02/05, la cellule a écrit :\n> D26-031-00145",
        "-- \nAgence 027, dossier type D26-031-00145",
      })
  void keepsQuotedTextApart(String quote) {
    Texte.Partage shared = Texte.split("Bonjour,\nvoici D26-205-00186.\n\n" + quote);

    assertThat(shared.nouveau()).isEqualTo("Bonjour,\nvoici D26-205-00186.");
    assertThat(shared.cite()).contains("D26-031-00145");
  }

  @Test
  void keepsWhatIsWrittenBelowAMarkedQuote() {
    Texte.Partage shared =
        Texte.split(
            "Le 02/05, la cellule a écrit :\n> Il manque l'OM.\n\nLe voici : D26-205-00186.");

    assertThat(shared.nouveau()).isEqualTo("Le voici : D26-205-00186.");
    assertThat(shared.cite()).contains("Il manque");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Le client est passé en agence : voici ses papiers.",
        "De : Sousse\nVers : Tunis\nmerci",
        "Date : 21/05/2026\nObjet : constat",
        "A - B --\nsuite",
        "Le client a écrit :\nma voiture est au garage",
      })
  void doesNotTakeOrdinaryTextForAQuote(String text) {
    assertThat(Texte.split(text).nouveau()).isEqualTo(text);
  }

  @Test
  void showsOnlyWhatAPersonWouldReadOfAnHtmlMail() {
    Courriel courriel = parse("html.eml");

    assertThat(courriel.texte())
        .isEqualTo(
            "Bonjour,\n\nCi-joint D26-318-00148.\nPlaque 118 TU 5044\n\nMerci <b>beaucoup</b>");
    assertThat(courriel.texte() + courriel.texteCite())
        .doesNotContain("D26-000-00000", "alert", "cookie");
    assertThat(courriel.texteCite()).contains("D26-031-00145");
  }

  @Test
  void takesThePlainFormOfAnAlternative() {
    Courriel courriel = parse("alternative.eml");

    assertThat(courriel.texte()).isEqualTo("Bonjour, ci-joint D26-027-00123.");
    assertThat(courriel.piecesJointes()).hasSize(2);
    assertThat(courriel.piecesJointes().getFirst().enLigne()).isTrue();
    assertThat(courriel.papiers()).extracting(PieceJointe::nom).containsExactly("constat.pdf");
  }

  @ParameterizedTest
  @CsvSource({"utf-8,windows-1252", "us-ascii,windows-1252", "iso-8859-1,UTF-8", "x-unknown,UTF-8"})
  void guessesTheCharsetWhenTheClaimIsWrong(String claimed, String real) throws Exception {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    raw.writeBytes(
        ("From: a@b.example\r\nMessage-ID: <a@b>\r\nContent-Type: text/plain; charset="
                + claimed
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    raw.write("déjà envoyé".getBytes(real));

    Courriel courriel = Courriels.parse(raw.toByteArray(), SMALL);

    assertThat(courriel.texte()).isEqualTo("déjà envoyé");
    assertThat(courriel.remarques()).anyMatch(r -> r.contains("encodage"));
  }

  // ---- names

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "filename=\"constat.pdf\"|constat.pdf",
        "filename=constat signé.pdf|constat signé.pdf",
        "filename=\"=?utf-8?B?w6l0w6kucGRm?=\"|été.pdf",
        "filename==?iso-8859-1?Q?=E9t=E9.pdf?=|été.pdf",
        "filename*=UTF-8''%C3%A9t%C3%A9.pdf|été.pdf",
        "filename*0*=iso-8859-1'fr'%E9t; filename*1*=%E9; filename*2=.pdf|été.pdf",
        "filename=\"x.pdf\"; filename*=utf-8''vrai.pdf|vrai.pdf",
        "filename=\"=?windows-1256?B?4+bM0g==?=.pdf\"|موجز.pdf",
        "filename=\"../../../../etc/cron.d/constat.jpg\"|constat.jpg",
        "filename=\"C:\\\\temp\\\\constat.pdf\"|constat.pdf",
        "filename=\"..\"|piece-1.pdf",
        "filename=\"\"|piece-1.pdf",
        "filename=\"con%00stat.pdf\"|con%00stat.pdf",
      })
  void namesAFileSafely(String parameter, String expected) {
    PieceJointe piece =
        parse(withAttachment("application/pdf", parameter, PDF)).piecesJointes().getFirst();

    assertThat(piece.nom()).isEqualTo(expected);
    assertThat(piece.contenu()).isEqualTo(PDF);
    assertThat(piece.type()).isEqualTo("application/pdf");
  }

  @Test
  void takesDirectionAndControlCharactersOutOfNames() {
    assertThat(Noms.safe("constat\u202efdp.\u0007exe")).isEqualTo("constatfdp. exe");
    assertThat(Noms.safe("a".repeat(300) + ".pdf")).hasSize(150).endsWith(".pdf");
  }

  // ---- dangers

  @ParameterizedTest
  @ValueSource(
      strings = {
        "constat.exe",
        "constat.pdf.exe",
        "constat.pdf .scr",
        "macro.bat",
        "a.js",
        "a.VBS",
        "a.ps1",
        "a.sh",
        "a.jar",
        "a.msi",
        "a.lnk",
        "a.hta",
        "constat.exe.",
        "constat.exe:x.pdf",
        "a.iso",
      })
  void aProgramIsKnownByItsName(String name) {
    Courriel courriel = parse(withAttachment("application/pdf", "filename=\"" + name + "\"", PDF));

    assertThat(courriel.menaces())
        .singleElement()
        .extracting(Menace::code)
        .isEqualTo(Menace.Code.EXECUTABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.docm", "a.XLSM", "a.xlsb"})
  void anOfficeDocumentWithMacrosIsADanger(String name) {
    assertThat(parse(withAttachment("x/y", "filename=" + name, PDF)).menaces())
        .singleElement()
        .extracting(Menace::code)
        .isEqualTo(Menace.Code.MACRO);
  }

  @Test
  void aProgramIsKnownByItsContentWhateverItsName() {
    List<byte[]> programs =
        List.of(
            bytes("MZ\u0090\u0000corpus"),
            bytes("\u007fELF\u0002\u0001"),
            bytes("#!/bin/sh\nrm -rf /"),
            bytes("@echo off\r\ndel *.*"),
            bytes("\u00ca\u00fe\u00ba\u00be\u0000\u0000\u0000A"),
            bytes("L\u0000\u0000\u0000\u0001\u0014\u0002\u0000"));

    for (byte[] program : programs) {
      assertThat(parse(withAttachment("image/jpeg", "filename=scan.jpg", program)).menaces())
          .singleElement()
          .extracting(Menace::code)
          .isEqualTo(Menace.Code.EXECUTABLE);
    }
  }

  @Test
  void aProgramInsideAnArchiveIsFound() throws IOException {
    byte[] zip = zip("scans/page.pdf", PDF, "scans/lire.pdf.js", bytes("WScript.Echo(1)"));

    Courriel courriel = parse(withAttachment("application/zip", "filename=p.zip", zip));

    assertThat(courriel.menaces())
        .singleElement()
        .extracting(Menace::chemin)
        .isEqualTo("p.zip/scans/lire.pdf.js");
  }

  @Test
  void whatIsOnlyUnknownIsNoDanger() {
    for (String name :
        List.of("winmail.dat", "smime.p7s", "carte.vcf", "invite.ics", "notes.txt")) {
      Courriel courriel =
          parse(withAttachment("application/octet-stream", "filename=" + name, bytes("x\u0001y")));

      assertThat(courriel.menaces()).isEmpty();
      assertThat(courriel.piecesJointes()).extracting(PieceJointe::nom).containsExactly(name);
    }
  }

  // ---- archives

  @Test
  void opensArchivesInsideArchives() throws IOException {
    byte[] inner = zip("constat.pdf", PDF, "../../om.pdf", PDF);
    byte[] outer = zip("dossier/inner.zip", inner, "__MACOSX/._x", bytes("x"), "C:\\x\\a.pdf", PDF);

    Courriel courriel = parse(withAttachment("application/zip", "filename=pieces.zip", outer));

    assertThat(courriel.piecesJointes())
        .extracting(PieceJointe::chemin)
        .containsExactly(
            "pieces.zip/dossier/inner.zip/constat.pdf",
            "pieces.zip/dossier/inner.zip/om.pdf",
            "pieces.zip/x/a.pdf");
    assertThat(courriel.menaces()).isEmpty();
  }

  @Test
  void opensGzip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(PDF);
    }

    assertThat(
            parse(withAttachment("application/gzip", "filename=scan.pdf.gz", bytes.toByteArray()))
                .piecesJointes())
        .extracting(PieceJointe::chemin)
        .containsExactly("scan.pdf.gz/scan.pdf");
  }

  @Test
  void stopsAtABombByItsRatio() throws IOException {
    assertExplosive(zip("page.tif", new byte[3_000_000]));
  }

  @Test
  void stopsAtABombByItsDepth() throws IOException {
    byte[] zip = zip("a.pdf", PDF);
    for (int i = 0; i < 4; i++) {
      zip = zip("z" + i + ".zip", zip);
    }

    assertExplosive(zip);
  }

  @Test
  void stopsAtABombByItsNumberOfFiles() throws IOException {
    List<Object> entries = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      entries.add(i + ".pdf");
      entries.add(PDF);
    }

    assertExplosive(zip(entries.toArray()));
  }

  @Test
  void stopsAtABombByItsWholeSize() throws IOException {
    byte[] noise = new byte[2_000_000];
    new Random(1).nextBytes(noise);

    assertExplosive(zip("a.bin", noise, "b.bin", noise, "c.bin", noise));
  }

  private static void assertExplosive(byte[] zip) {
    assertThat(parse(withAttachment("application/zip", "filename=p.zip", zip)).menaces())
        .singleElement()
        .extracting(Menace::code)
        .isEqualTo(Menace.Code.ARCHIVE_EXPLOSIVE);
  }

  @Test
  void aProtectedArchiveGivesEmptyPiecesAndARemark() throws IOException {
    byte[] zip = zip("constat.pdf", PDF);
    // The flag "encrypted", in the local and in the central header.
    zip[6] |= 1;
    for (int i = 0; i + 4 < zip.length; i++) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
        zip[i + 8] |= 1;
      }
    }

    Courriel courriel = parse(withAttachment("application/zip", "filename=p.zip", zip));

    assertThat(courriel.menaces()).isEmpty();
    assertThat(courriel.piecesJointes())
        .singleElement()
        .satisfies(
            piece -> {
              assertThat(piece.chemin()).isEqualTo("p.zip/constat.pdf");
              assertThat(piece.vide()).isTrue();
            });
    assertThat(courriel.remarques()).anyMatch(r -> r.contains("mot de passe"));
  }

  @Test
  void aDamagedArchiveStaysAPiece() throws IOException {
    byte[] zip = zip("constat.pdf", PDF);
    byte[] cut = java.util.Arrays.copyOf(zip, zip.length / 2);

    Courriel courriel = parse(withAttachment("application/zip", "filename=p.zip", cut));

    assertThat(courriel.piecesJointes()).extracting(PieceJointe::nom).containsExactly("p.zip");
    assertThat(courriel.remarques()).anyMatch(r -> r.contains("endommagée"));
  }

  @Test
  void anOfficeDocumentIsOnePiece() throws IOException {
    byte[] docx = zip("[Content_Types].xml", bytes("<x/>"), "word/document.xml", bytes("<x/>"));

    assertThat(parse(withAttachment("x/y", "filename=lettre.docx", docx)).piecesJointes())
        .singleElement()
        .extracting(PieceJointe::type)
        .asString()
        .contains("wordprocessingml");
  }

  // ---- structure

  @Test
  void takesThePapersOutOfAForwardedMail() {
    Courriel courriel = parse("transfere.eml");

    assertThat(courriel.texte()).isEqualTo("Bonjour, voir ci-dessous. D26-112-00156");
    assertThat(courriel.texteCite())
        .contains("client@perso.example", "mes papiers", "voila le constat");
    assertThat(courriel.expediteur()).isEqualTo("agence112@lloyd-agents.example");
    assertThat(courriel.messageId()).isEqualTo("<dehors@agence.example>");
    assertThat(courriel.piecesJointes())
        .extracting(PieceJointe::chemin)
        .containsExactly("constat.pdf");
  }

  @Test
  void anEmptyFileIsAnEmptyPiece() {
    Courriel courriel = parse(withAttachment("application/pdf", "filename=vide.pdf", new byte[0]));

    assertThat(courriel.piecesJointes())
        .singleElement()
        .satisfies(
            piece -> {
              assertThat(piece.vide()).isTrue();
              assertThat(piece.type()).isEqualTo(PieceJointe.TYPE_VIDE);
            });
  }

  @Test
  void readsAMailThatWasCutOff() {
    String whole =
        new String(
            withAttachment("application/pdf", "filename=a.pdf", PDF), StandardCharsets.ISO_8859_1);
    String cut = whole.substring(0, whole.lastIndexOf("--b--"));

    assertThat(parse(bytes(cut)).piecesJointes())
        .extracting(PieceJointe::nom)
        .containsExactly("a.pdf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/mixed", "multipart/mixed; boundary=autre"})
  void findsTheBoundaryThatAMailLost(String type) {
    Courriel courriel =
        parse(
            mail(
                "From: a@b.example",
                "Content-Type: " + type,
                "",
                "--xyz",
                "Content-Type: text/plain",
                "",
                "D26-027-00123",
                "--xyz",
                "Content-Type: application/pdf; name=a.pdf",
                "Content-Transfer-Encoding: base64",
                "",
                Base64.getEncoder().encodeToString(PDF),
                "--xyz--"));

    assertThat(courriel.texte()).isEqualTo("D26-027-00123");
    assertThat(courriel.papiers()).extracting(PieceJointe::contenu).containsExactly(PDF);
  }

  @Test
  void readsAMultipartWithoutBoundaryAsText() {
    Courriel courriel =
        parse(mail("From: a@b.example", "Content-Type: multipart/mixed", "", "D26-027-00123"));

    assertThat(courriel.texte()).isEqualTo("D26-027-00123");
    assertThat(courriel.remarques()).anyMatch(r -> r.contains("mal formé"));
  }

  @Test
  void stopsAtPartsInsidePartsWithoutEnd() {
    StringBuilder text = new StringBuilder("From: a@b.example\r\n");
    for (int i = 0; i < 200; i++) {
      text.append("Content-Type: multipart/mixed; boundary=b")
          .append(i)
          .append("\r\n\r\n--b")
          .append(i)
          .append("\r\n");
    }

    assertThat(parse(bytes(text.toString())).menaces())
        .singleElement()
        .extracting(Menace::code)
        .isEqualTo(Menace.Code.ARCHIVE_EXPLOSIVE);
  }

  @Test
  void keepsTheSignatureOfASignedMailAsAHarmlessPiece() {
    Courriel courriel =
        parse(
            mail(
                "From: a@b.example",
                "Message-ID: <s@b>",
                "Date: Mon, 01 Jun 2026 08:12:27 +0100",
                "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=s",
                "",
                "--s",
                "Content-Type: text/plain",
                "",
                "D26-027-00123",
                "--s",
                "Content-Type: application/pkcs7-signature; name=smime.p7s",
                "Content-Transfer-Encoding: base64",
                "Content-Disposition: attachment; filename=smime.p7s",
                "",
                "MIIB",
                "--s--"));

    assertThat(courriel.texte()).isEqualTo("D26-027-00123");
    assertThat(courriel.menaces()).isEmpty();
    assertThat(courriel.piecesJointes()).extracting(PieceJointe::nom).containsExactly("smime.p7s");
    assertThat(courriel.remarques()).singleElement().asString().contains("signé");
  }

  @Test
  void readsATextThatIsSignedWithPgp() {
    Courriel courriel =
        parse(
            mail(
                "From: a@b.example",
                "",
                "-----BEGIN PGP SIGNED MESSAGE-----",
                "Hash: SHA256",
                "",
                "D26-027-00123",
                "-----BEGIN PGP SIGNATURE-----",
                "iQ",
                "-----END PGP SIGNATURE-----"));

    assertThat(courriel.texte()).isEqualTo("D26-027-00123");
  }

  @Test
  void anInvitationIsAPieceAndATextFileIsNoText() {
    Courriel courriel =
        parse(
            mail(
                "From: a@b.example",
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "",
                "Bonjour",
                "--b",
                "Content-Type: text/calendar; method=REQUEST",
                "",
                "BEGIN:VCALENDAR",
                "--b",
                "Content-Type: text/plain; name=notes.txt",
                "Content-Disposition: attachment; filename=notes.txt",
                "",
                "D26-031-00145",
                "--b--"));

    assertThat(courriel.texte()).isEqualTo("Bonjour");
    assertThat(courriel.texteCite()).isEmpty();
    assertThat(courriel.piecesJointes())
        .extracting(PieceJointe::nom, PieceJointe::type)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("piece-1.ics", "text/calendar"),
            org.assertj.core.groups.Tuple.tuple("notes.txt", "text/plain"));
  }

  @Test
  void aPhotographShownInTheTextIsAPaperAllTheSame() {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(bytes("\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR"));
    png.writeBytes(new byte[] {0, 0, 8, 0, 0, 0, 8, 0, 8, 2, 0, 0, 0});
    String image = Base64.getEncoder().encodeToString(png.toByteArray());

    Courriel courriel =
        parse(
            mail(
                "From: a@b.example",
                "Content-Type: multipart/related; boundary=b",
                "",
                "--b",
                "Content-Type: text/html",
                "",
                "Voici <img src=\"cid:photo\">",
                "--b",
                "Content-Type: image/png",
                "Content-ID: <photo>",
                "Content-Transfer-Encoding: base64",
                "",
                image,
                "--b--"));

    assertThat(courriel.papiers()).extracting(PieceJointe::type).containsExactly("image/png");
  }

  // ---- who wrote it

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Auto-Submitted: auto-replied|REPONSE_AUTOMATIQUE",
        "Auto-Submitted: auto-generated (vacation)|REPONSE_AUTOMATIQUE",
        "Auto-Submitted: no|PERSONNE",
        "X-Autoreply: yes|REPONSE_AUTOMATIQUE",
        "X-Auto-Response-Suppress: All|PERSONNE",
        "Precedence: auto_reply|REPONSE_AUTOMATIQUE",
        "Precedence: bulk|LISTE",
        "List-Unsubscribe: <mailto:x@y>|LISTE",
        "List-Id: <x>|LISTE",
        "Subject: Réponse automatique : demande de pièces|REPONSE_AUTOMATIQUE",
        "Subject: Automatic reply: x|REPONSE_AUTOMATIQUE",
        "Subject: Constat absent du dossier|PERSONNE",
        "X-Failed-Recipients: x@y|REBOND",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b|REBOND",
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=b|REPONSE_AUTOMATIQUE",
        "Return-Path: <>|REPONSE_AUTOMATIQUE",
      })
  void tellsPeopleFromMachines(String header, Genre expected) {
    byte[] raw = (header + "\r\nFrom: a@b.example\r\n\r\nt").getBytes(StandardCharsets.UTF_8);

    assertThat(Courriels.parse(raw, SMALL).genre()).isEqualTo(expected);
  }

  /** What says how a mail came to be, and whether it brings papers: every combination. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Nothing: x|PERSONNE|PERSONNE",
        "List-Id: <x>|LISTE|LISTE",
        "List-Unsubscribe: <mailto:x@y>|LISTE|LISTE",
        "Precedence: list|LISTE|LISTE",
        "Precedence: bulk|LISTE|LISTE",
        "Auto-Submitted: auto-generated|PERSONNE|REPONSE_AUTOMATIQUE",
        "Auto-Submitted: auto-generated; List-Id: <x>|LISTE|REPONSE_AUTOMATIQUE",
        "Auto-Submitted: auto-replied|REPONSE_AUTOMATIQUE|REPONSE_AUTOMATIQUE",
        "Auto-Submitted: auto-replied; List-Id: <x>|REPONSE_AUTOMATIQUE|REPONSE_AUTOMATIQUE",
        "X-Autoreply: yes|REPONSE_AUTOMATIQUE|REPONSE_AUTOMATIQUE",
        "X-Autoreply: yes; Precedence: bulk|REPONSE_AUTOMATIQUE|REPONSE_AUTOMATIQUE",
        "Precedence: auto_reply|REPONSE_AUTOMATIQUE|REPONSE_AUTOMATIQUE",
        "Subject: Absence|PERSONNE|REPONSE_AUTOMATIQUE",
        "Subject: Absence; List-Id: <x>|LISTE|REPONSE_AUTOMATIQUE",
        "Return-Path: <>|PERSONNE|REPONSE_AUTOMATIQUE",
        "Return-Path: <>; List-Id: <x>|LISTE|REPONSE_AUTOMATIQUE",
        "Return-Path: <>; Subject: Undeliverable: x|REBOND|REBOND",
        "X-Failed-Recipients: x@y; List-Id: <x>|REBOND|REBOND",
      })
  void headersAndPapersTogetherTellTheGenre(String headers, Genre withPapers, Genre withoutPapers) {
    String before = headers.replace("; ", "\r\n") + "\r\n";
    byte[] papers = withAttachment("application/pdf", "filename=scan.pdf", PDF);

    assertThat(parse(bytes(before + new String(papers, StandardCharsets.ISO_8859_1))).genre())
        .isEqualTo(withPapers);
    assertThat(parse(bytes(before + "From: a@b.example\r\n\r\nt")).genre())
        .isEqualTo(withoutPapers);
  }

  @Test
  void theMailSystemItselfWritesBounces() {
    assertThat(parse(mail("From: MAILER-DAEMON@relais.example", "", "t")).genre())
        .isEqualTo(Genre.REBOND);
    assertThat(
            parse(mail("From: postmaster@x.example", "Subject: Undeliverable: x", "", "t")).genre())
        .isEqualTo(Genre.REBOND);
    assertThat(parse(mail("From: postmaster@x.example", "Subject: constat", "", "t")).genre())
        .isEqualTo(Genre.PERSONNE);
  }

  @Test
  void aScannerThatCallsItselfAutomaticIsHeard() {
    byte[] raw = withAttachment("application/pdf", "filename=scan.pdf", PDF);
    String automatic =
        "Auto-Submitted: auto-generated\r\n" + new String(raw, StandardCharsets.ISO_8859_1);

    assertThat(parse(bytes(automatic)).genre()).isEqualTo(Genre.PERSONNE);
  }

  // ---- the form it is kept in

  @Test
  void keepsEverythingButContentsAsJson() {
    Courriel courriel = parse("alternative.eml");
    JsonMapper mapper = JsonMapper.shared();

    String json = mapper.writeValueAsString(courriel);
    Courriel back = mapper.readValue(json, Courriel.class);

    assertThat(json).doesNotContain("contenu", "papiers");
    assertThat(back.texte()).isEqualTo(courriel.texte());
    assertThat(back.date()).isEqualTo(courriel.date());
    assertThat(back.piecesJointes())
        .extracting(PieceJointe::chemin, PieceJointe::type, PieceJointe::enLigne)
        .isEqualTo(
            courriel.piecesJointes().stream()
                .map(p -> org.assertj.core.groups.Tuple.tuple(p.chemin(), p.type(), p.enLigne()))
                .toList());
  }

  @Test
  void readsTheSameInTurkish() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      byte[] raw =
          mail(
              "FROM: INFO@LLOYD.EXAMPLE",
              "MESSAGE-ID: <I@x>",
              "CONTENT-DISPOSITION: INLINE",
              "",
              "t");
      assertThat(parse(raw).expediteur()).isEqualTo("info@lloyd.example");
      assertThat(parse(raw).messageId()).isEqualTo("<I@x>");
      assertThat(Noms.isExecutable("A.MSI")).isTrue();
    } finally {
      Locale.setDefault(before);
    }
  }

  // ---- anything at all

  @Test
  void aTextMadeToTakeLongIsReadAllTheSame() {
    List<String> texts =
        List.of(
            " ".repeat(300_000) + "x",
            "- ".repeat(100_000) + "x",
            "le a écrit ".repeat(20_000),
            "le a écrit \n".repeat(5_000),
            "De : a\n".repeat(5_000),
            ">".repeat(200_000),
            "-----BEGIN PGP SIGNED MESSAGE-----\n" + "A: b\n".repeat(50_000),
            "é".repeat(300_000) + "\ud83d\ude00");

    for (String text : texts) {
      Courriel courriel = parse(mail("From: a@b.example", "", text));
      assertThat(courriel.texte().length() + courriel.texteCite().length()).isLessThan(300_000);
    }
    assertThat(
            parse(
                    mail(
                        "From: a@b.example",
                        "Content-Type: text/html",
                        "",
                        "<div>".repeat(20_000) + "<p style='/*".repeat(10_000) + "fin"))
                .genre())
        .isEqualTo(Genre.PERSONNE);
  }

  @Test
  void keepsWhatADatabaseCannotKeepOutOfTheText() {
    Courriel courriel =
        parse(
            bytes(
                "From: a\u0000@b.example\r\nMessage-ID: <a\u0000b@c>\r\nSubject: x\u0000y\r\n"
                    + "In-Reply-To: <a\u0000@b>\r\n\r\nun\u0000deux"));

    assertThat(courriel.toString()).doesNotContain("\u0000");
  }

  @Test
  void neverFailsWhateverAMailHolds() throws IOException {
    Random random = new Random(20261120);
    List<byte[]> seeds = new ArrayList<>();
    for (String name : List.of("simple.eml", "html.eml", "alternative.eml", "transfere.eml")) {
      seeds.add(resource(name));
    }
    seeds.add(
        withAttachment(
            "application/zip", "filename=p.zip", zip("a.pdf", PDF, "b/c.zip", zip("x", PDF))));
    for (int i = 0; i < 1_000; i++) {
      byte[] raw = mutate(seeds.get(random.nextInt(seeds.size())).clone(), random);
      assertThatCode(() -> Courriels.parse(raw, SMALL))
          .as(() -> "mail " + Base64.getEncoder().encodeToString(raw))
          .doesNotThrowAnyException();
    }
  }

  private static byte[] mutate(byte[] raw, Random random) {
    byte[] result = raw;
    int changes = 1 + random.nextInt(20);
    for (int i = 0; i < changes && result.length > 2; i++) {
      int position = random.nextInt(result.length);
      switch (random.nextInt(4)) {
        case 0 -> result[position] = (byte) random.nextInt(256);
        case 1 -> result = java.util.Arrays.copyOf(result, Math.max(1, position));
        case 2 -> {
          int length = Math.min(random.nextInt(60), result.length - position);
          System.arraycopy(
              result, random.nextInt(result.length - length + 1), result, position, length);
        }
        default -> result[position] = (byte) "\r\n\t =?\"<>;:-'%\\".charAt(random.nextInt(15));
      }
    }
    return result;
  }

  // ---- building mails

  private static Courriel parse(String resource) {
    return parse(resource(resource));
  }

  private static Courriel parse(byte[] raw) {
    return Courriels.parse(raw, SMALL);
  }

  /** The files have LF; mails have CRLF. */
  private static byte[] resource(String name) {
    try (InputStream in = CourrielsTest.class.getResourceAsStream("/mails/" + name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return bytes(text.replace("\n", "\r\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] mail(String... lines) {
    return String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] withAttachment(String type, String parameters, byte[] content) {
    return mail(
        "From: a@b.example",
        "Message-ID: <m@b>",
        "Date: Mon, 01 Jun 2026 08:12:27 +0100",
        "Content-Type: multipart/mixed; boundary=b",
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "Bonjour",
        "--b",
        "Content-Type: " + type,
        "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment; " + parameters,
        "",
        Base64.getMimeEncoder().encodeToString(content),
        "--b--",
        "");
  }

  private static byte[] zip(Object... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
        zip.write((byte[]) namesAndContents[i + 1]);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}

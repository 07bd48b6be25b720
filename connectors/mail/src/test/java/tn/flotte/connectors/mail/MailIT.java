package tn.flotte.connectors.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Secret;
import tn.flotte.connectors.mail.MailSettings.Chiffrement;

/** Against a real IMAP and SMTP server. */
class MailIT {
  private static final String BOX = "ouverture-sin-auto@lloyd.example";
  private static final String SENT = "robot-envoyes@lloyd.example";
  private static final String AGENCY = "agence027@lloyd-agents.example";

  private final GreenMail server =
      new GreenMail(
          new ServerSetup[] {
            ServerSetup.SMTP.dynamicPort(), ServerSetup.IMAP.dynamicPort(),
          });
  private GreenMailUser box;
  private GreenMailUser sentBox;
  private Mail mail;

  @BeforeEach
  void start() {
    server.start();
    box = server.setUser(BOX, BOX, "secret");
    sentBox = server.setUser(SENT, SENT, "secret2");
    mail = new Mail(settings(server.getImap().getPort(), server.getSmtp().getPort(), "secret"));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private static MailSettings settings(int imap, int smtp, String password) {
    return settings(imap, smtp, password, Chiffrement.AUCUN, null, Limits.DEFAULT);
  }

  private static MailSettings settings(
      int imap, int smtp, String password, Chiffrement tls, Path certificats, Limits limits) {
    return new MailSettings(
        "localhost",
        imap,
        tls,
        "localhost",
        smtp,
        tls,
        certificats,
        BOX,
        new Secret(password),
        BOX,
        "Cellule d'ouverture à Tunis",
        "INBOX",
        "Flotte/Recus",
        new MailSettings.Envoyes(SENT, new Secret("secret2"), SENT, "INBOX"),
        Duration.ofSeconds(20),
        Duration.ofMinutes(5),
        limits);
  }

  private static byte[] raw(String id, String body) {
    return ("From: "
            + AGENCY
            + "\r\nTo: "
            + BOX
            + "\r\nMessage-ID: <"
            + id
            + "@agence.example>\r\nX-Folded: one\r\n\t two\r\nSubject: =?utf-8?q?d=C3=A9claration?=\r\n\r\n"
            + body
            + "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private void deliver(byte[] raw, Flags flags) throws Exception {
    MimeMessage message =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
    folder("INBOX").appendMessage(message, flags, Date.from(Instant.now()));
  }

  private MailFolder folder(String name) {
    ImapHostManager host = server.getManagers().getImapHostManager();
    return host.getFolder(box, name);
  }

  @Test
  void collectsTheBytesAsTheyWereDelivered() throws Exception {
    byte[] first = raw("1", "été \u00e9\u00ff\r\n.\r\n..deux points\r\n");
    byte[] second = raw("2", "x".repeat(3_000_000));
    deliver(first, new Flags());
    deliver(second, new Flags());
    List<byte[]> registered = new ArrayList<>();

    Releve releve = mail.collect(registered::add);

    assertThat(releve).isEqualTo(new Releve(2, List.of()));
    assertThat(registered).containsExactly(first, second);
    assertThat(folder("INBOX").getMessageCount()).isZero();
    assertThat(folder("Flotte.Recus").getMessageCount()).isEqualTo(2);
    assertThat(mail.collect(registered::add).releves()).isZero();
  }

  @Test
  void collectsAMailThatAPersonHasOpened() throws Exception {
    deliver(raw("1", "lu"), new Flags(Flags.Flag.SEEN));
    List<byte[]> registered = new ArrayList<>();

    mail.collect(registered::add);

    assertThat(registered).hasSize(1);
  }

  @Test
  void readingDoesNotMarkAMailAsSeen() throws Exception {
    deliver(raw("1", "neuf"), new Flags());

    mail.collect(
        raw -> {
          throw new IllegalStateException("the database is away");
        });

    StoredMessage message = folder("INBOX").getMessages().getFirst();
    assertThat(message.isSet(Flags.Flag.SEEN)).isFalse();
  }

  @Test
  void collectsAgainAMailThatAPersonMovedBack() throws Exception {
    deliver(raw("1", "encore"), new Flags());
    List<byte[]> registered = new ArrayList<>();
    mail.collect(registered::add);
    MailFolder received = folder("Flotte.Recus");
    received.moveMessage(received.getMessageUids()[0], folder("INBOX"));

    mail.collect(registered::add);

    assertThat(registered).hasSize(2);
    assertThat(registered.get(1)).isEqualTo(registered.get(0));
    assertThat(received.getMessageCount()).isEqualTo(1);
  }

  @Test
  void oneMailThatCannotBeRegisteredStaysAndStopsNoOther() throws Exception {
    deliver(raw("1", "bon"), new Flags());
    deliver(raw("2", "mauvais"), new Flags());
    deliver(raw("3", "bon"), new Flags());

    Releve releve =
        mail.collect(
            raw -> {
              if (new String(raw, StandardCharsets.ISO_8859_1).contains("mauvais")) {
                throw new IllegalStateException("refusé");
              }
            });

    assertThat(releve.releves()).isEqualTo(2);
    assertThat(releve.echecs())
        .singleElement()
        .satisfies(e -> assertThat(e.motif()).contains("refusé"));
    assertThat(folder("INBOX").getMessageCount()).isEqualTo(1);
    assertThat(folder("Flotte.Recus").getMessageCount()).isEqualTo(2);
  }

  @Test
  void aMailLeavesTheInboxOnlyOnceItIsRegistered() throws Exception {
    deliver(raw("1", "d'abord enregistré"), new Flags());
    List<Integer> whereItWas = new ArrayList<>();

    mail.collect(
        raw -> {
          whereItWas.add(folder("INBOX").getMessageCount());
          whereItWas.add(folder("Flotte.Recus").getMessageCount());
        });

    assertThat(whereItWas).containsExactly(1, 0);
    assertThat(folder("INBOX").getMessageCount()).isZero();
    assertThat(folder("Flotte.Recus").getMessageCount()).isEqualTo(1);
  }

  @Test
  void aMailThatTheServerLosesInTheMoveWasRegisteredBefore() throws Exception {
    byte[] first = raw("1", "perdu par le serveur");
    byte[] second = raw("2", "le suivant");
    deliver(first, new Flags());
    List<byte[]> registered = new ArrayList<>();

    mail.collect(
        raw -> {
          registered.add(raw);
          folder("INBOX").deleteAllMessages();
        });
    deliver(second, new Flags());
    mail.collect(registered::add);

    assertThat(registered).containsExactly(first, second);
    assertThat(folder("INBOX").getMessageCount()).isZero();
  }

  @Test
  void aMailWhoseMoveNeverHappenedIsRegisteredAgain() throws Exception {
    deliver(raw("1", "tué entre les deux"), new Flags());
    List<byte[]> registered = new ArrayList<>();

    // The server dies after the registration, before the move, as the process could.
    assertThatThrownBy(
            () ->
                mail.collect(
                    raw -> {
                      registered.add(raw);
                      server.getImap().stopService();
                    }))
        .isInstanceOf(ConnectorException.class)
        .extracting(e -> ((ConnectorException) e).kind())
        .isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(folder("INBOX").getMessageCount()).isEqualTo(1);

    GreenMail successor = new GreenMail(ServerSetup.IMAP.dynamicPort());
    successor.start();
    try {
      GreenMailUser again = successor.setUser(BOX, BOX, "secret");
      successor
          .getManagers()
          .getImapHostManager()
          .getInbox(again)
          .appendMessage(
              folder("INBOX").getMessages().getFirst().getMimeMessage(),
              new Flags(),
              Date.from(Instant.now()));
      new Mail(settings(successor.getImap().getPort(), 25, "secret")).collect(registered::add);
    } finally {
      successor.stop();
    }
    assertThat(registered).hasSize(2);
    assertThat(registered.get(1)).isEqualTo(registered.get(0));
  }

  @Test
  void neverRemovesAMailThatAPersonMarkedAsDeleted() throws Exception {
    deliver(raw("1", "marqué"), new Flags(Flags.Flag.DELETED));

    mail.collect(
        raw -> {
          throw new IllegalStateException("the database is away");
        });

    assertThat(folder("INBOX").getMessageCount()).isEqualTo(1);
  }

  @Test
  void leavesATooLargeMailWhereItIs() throws Exception {
    deliver(raw("1", "x".repeat(50_000)), new Flags());
    Mail small =
        new Mail(
            settings(
                server.getImap().getPort(),
                25,
                "secret",
                Chiffrement.AUCUN,
                null,
                new Limits(10_000, 3, 100, 500, 1_000_000)));

    Releve releve = small.collect(raw -> {});

    assertThat(releve.releves()).isZero();
    assertThat(releve.echecs())
        .singleElement()
        .satisfies(e -> assertThat(e.motif()).contains("taille"));
  }

  @Test
  void aSentMailKeepsItsMessageIdAndIsFoundInTheSentMailbox() throws Exception {
    String id = Mail.messageId("reclamer", "D26-027-00123", "lloyd.example");
    assertThat(mail.findSent(id)).isEmpty();

    mail.send(
        new OutgoingMail(
            id,
            List.of(AGENCY),
            "Pièces manquantes — D26-027-00123",
            "Il manque l'ordre de mission.\nMerci.",
            "<p>Il manque l'<b>ordre de mission</b>.</p>",
            "<origine@agence.example>",
            List.of("<avant@agence.example>", "<origine@agence.example>")));

    assertThat(mail.findSent(id))
        .hasValueSatisfying(
            sent -> {
              assertThat(sent.messageId()).isEqualTo(id);
              assertThat(sent.to()).containsExactly(AGENCY);
              assertThat(sent.subject()).isEqualTo("Pièces manquantes — D26-027-00123");
            });
    assertThat(mail.findSent(id.replace("<", "<x"))).isEmpty();
    MimeMessage received =
        server
            .getManagers()
            .getImapHostManager()
            .getInbox(server.getUserManager().getUserByEmail(AGENCY))
            .getMessages()
            .getFirst()
            .getMimeMessage();
    assertThat(received.getHeader("Message-ID")).containsExactly(id);
    assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-replied");
    assertThat(received.getFrom())
        .containsExactly(new InternetAddress(BOX, "Cellule d'ouverture à Tunis", "UTF-8"));
    assertThat(((InternetAddress) received.getFrom()[0]).getPersonal())
        .isEqualTo("Cellule d'ouverture à Tunis");
    assertThat(received.getHeader("In-Reply-To")).containsExactly("<origine@agence.example>");
    assertThat(received.getHeader("References")[0])
        .contains("<avant@agence.example>", "<origine@agence.example>");
    assertThat(received.getHeader("Bcc")).isNull();
    assertThat(received.getContentType()).startsWith("multipart/alternative");
    assertThat(server.getManagers().getImapHostManager().getInbox(sentBox).getMessageCount())
        .isEqualTo(1);
  }

  @Test
  void waitingEndsAsSoonAsAMailArrives() throws Exception {
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(() -> mail.waitForMail(Duration.ofMinutes(5)));
    Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> !waiting.isDone());

    deliver(raw("1", "arrivé"), new Flags());

    assertThat(waiting.get(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void waitingEndsWithoutMail() {
    assertThat(mail.waitForMail(Duration.ofMillis(300))).isFalse();
  }

  @Test
  void aWrongPasswordIsAMatterOfConfiguration() {
    Mail wrong = new Mail(settings(server.getImap().getPort(), server.getSmtp().getPort(), "faux"));

    assertThatThrownBy(() -> wrong.collect(raw -> {}))
        .isInstanceOf(ConnectorException.class)
        .extracting(e -> ((ConnectorException) e).kind())
        .isEqualTo(FailureKind.CONFIGURATION);
  }

  @Test
  void aServerThatIsAwayIsUnavailable() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    Mail away = new Mail(settings(closed, closed, "secret"));
    OutgoingMail answer =
        new OutgoingMail("<a@b>", List.of(AGENCY), "s", "t", null, null, List.of());

    for (Runnable operation :
        List.<Runnable>of(
            () -> away.collect(raw -> {}), () -> away.findSent("<a@b>"), () -> away.send(answer))) {
      assertThatThrownBy(operation::run)
          .isInstanceOf(ConnectorException.class)
          .extracting(e -> ((ConnectorException) e).kind())
          .isEqualTo(FailureKind.UNAVAILABLE);
    }
  }

  @Test
  void talksTlsToAServerWhoseCertificateIsTrustedAndToNoOther(@TempDir Path directory)
      throws Exception {
    Path store = directory.resolve("server.p12");
    Path certificate = directory.resolve("server.pem");
    keytool(
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost",
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        "changeit");
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "server",
        "-keystore",
        store.toString(),
        "-storepass",
        "changeit",
        "-file",
        certificate.toString());
    System.setProperty("greenmail.tls.keystore.file", store.toString());
    System.setProperty("greenmail.tls.keystore.password", "changeit");
    GreenMail secure =
        new GreenMail(
            new ServerSetup[] {
              ServerSetup.SMTPS.dynamicPort(), ServerSetup.IMAPS.dynamicPort(),
            });
    secure.start();
    try {
      secure.setUser(BOX, BOX, "secret");
      secure.setUser(SENT, SENT, "secret2");
      int imap = secure.getImaps().getPort();
      int smtp = secure.getSmtps().getPort();
      Mail trusting =
          new Mail(settings(imap, smtp, "secret", Chiffrement.TLS, certificate, Limits.DEFAULT));
      OutgoingMail answer =
          new OutgoingMail("<tls@b>", List.of(AGENCY), "s", "t", null, null, List.of());

      trusting.send(answer);

      assertThat(trusting.findSent("<tls@b>")).isPresent();
      Mail distrusting =
          new Mail(settings(imap, smtp, "secret", Chiffrement.TLS, null, Limits.DEFAULT));
      assertThatThrownBy(() -> distrusting.findSent("<tls@b>"))
          .isInstanceOf(ConnectorException.class);
    } finally {
      secure.stop();
      System.clearProperty("greenmail.tls.keystore.file");
      System.clearProperty("greenmail.tls.keystore.password");
    }
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }
}

package tn.flotte.boite;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own, killed without warning. */
class BoiteIT {
  private static final String BOX = "ouverture-sin-auto@lloyd.example";
  private static final String HEAD = "From: a@x.example\r\nTo: " + BOX + "\r\nSubject: ";

  @TempDir Path directory;
  private Process process;
  private int smtp;
  private int imap;

  private void start() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "tn.flotte.boite.BoiteApplication",
                "--data",
                directory.resolve("data").toString(),
                "--compte",
                BOX + ":secret",
                "--ports-file",
                directory.resolve("ports").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String ready = output.readLine();
    Matcher matcher = Pattern.compile("PRETE smtp=(\\d+) imap=(\\d+)").matcher(ready);
    assertThat(matcher.matches()).as(ready).isTrue();
    assertThat(Files.readString(directory.resolve("ports")).strip()).isEqualTo(ready);
    smtp = Integer.parseInt(matcher.group(1));
    imap = Integer.parseInt(matcher.group(2));
  }

  @AfterEach
  void kill() throws InterruptedException {
    // SIGKILL on Linux.
    process.destroyForcibly().waitFor();
  }

  @Test
  void keepsEveryMailByteForByteThroughASigkill() throws Exception {
    start();
    List<byte[]> mails =
        List.of(
            bytes(HEAD + "octets \u00e9\u00ff\r\n\r\ncorps \u00e9\u0000\u0080\r\n"),
            bytes(HEAD + "points\r\n\r\n.\r\n..\r\n.a\r\n"),
            bytes(HEAD + "LF\r\n\r\nune\ndeux\n.\ntrois\rquatre\r\n"),
            bytes(HEAD + "long\r\n\r\n" + "y".repeat(200_000) + "\r\n"),
            bytes(HEAD + "mal formé\r\nContent-Type: multipart/mixed; boundary=\"z\r\n\r\n--z\r\n"),
            bytes("From: <<<>> @@\r\nDate: ?\r\nContent-Type: a/b/c; =\r\n\r\n\r\n"));
    for (byte[] mail : mails) {
      send(BOX, mail);
    }
    withInbox(
        BOX,
        "secret",
        (store, inbox) -> {
          assertThat(contents(inbox)).containsExactlyElementsOf(mails);
          Folder received = store.getFolder("Flotte.Recus");
          assertThat(received.create(Folder.HOLDS_MESSAGES)).isTrue();
          ((IMAPFolder) inbox)
              .moveMessages(new Message[] {inbox.getMessage(1), inbox.getMessage(2)}, received);
        });

    kill();
    start();

    withInbox(
        BOX,
        "secret",
        (store, inbox) -> {
          assertThat(contents(inbox)).containsExactlyElementsOf(mails.subList(2, 6));
          Folder received = store.getFolder("Flotte.Recus");
          received.open(Folder.READ_ONLY);
          assertThat(contents(received)).containsExactlyElementsOf(mails.subList(0, 2));
        });
    try (Stream<Path> delivered = Files.list(directory.resolve("data/livres").resolve(BOX))) {
      List<byte[]> kept = new ArrayList<>();
      for (Path file : delivered.sorted().toList()) {
        kept.add(Files.readAllBytes(file));
      }
      assertThat(kept).containsExactlyElementsOf(mails);
    }
  }

  @Test
  void losesNothingWhenMailsArriveAndMoveAtOnceAndItIsKilled() throws Exception {
    start();
    int senders = 4;
    int each = 15;
    try (ExecutorService threads = Executors.newFixedThreadPool(senders)) {
      List<Future<?>> sendings = new ArrayList<>();
      for (int sender = 0; sender < senders; sender++) {
        String name = "sender " + sender;
        sendings.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    send(BOX, bytes(HEAD + name + " mail " + i + "\r\n\r\nx\r\n"));
                  }
                  return null;
                }));
      }
      do {
        moveAll();
      } while (sendings.stream().anyMatch(sending -> !sending.isDone()));
      for (Future<?> sending : sendings) {
        sending.get();
      }
    }

    kill();
    start();

    withInbox(
        BOX,
        "secret",
        (store, inbox) -> {
          Folder received = store.getFolder("Recus");
          received.open(Folder.READ_ONLY);
          Set<String> subjects = new HashSet<>();
          for (Folder folder : List.of(inbox, received)) {
            for (Message message : folder.getMessages()) {
              subjects.add(message.getSubject());
            }
          }
          assertThat(subjects).hasSize(senders * each);
          assertThat(received.getMessageCount()).isPositive();
        });
  }

  private void moveAll() throws Exception {
    try {
      withInbox(
          BOX,
          "secret",
          (store, inbox) -> {
            Folder received = store.getFolder("Recus");
            if (!received.exists()) {
              assertThat(received.create(Folder.HOLDS_MESSAGES)).isTrue();
            }
            if (inbox.getMessageCount() > 0) {
              ((IMAPFolder) inbox).moveMessages(inbox.getMessages(), received);
            }
          });
    } catch (FolderClosedException e) {
      // GreenMail may end a connection when a mail arrives in the middle of a move.
      assertThat(process.isAlive()).isTrue();
    }
  }

  @Test
  void makesABoxForAnyAddressAndAsksForItsPassword() throws Exception {
    start();
    send("agence027@lloyd-agents.example", bytes(HEAD + "réponse\r\n\r\nx\r\n"));

    withInbox(
        "agence027@lloyd-agents.example",
        "agence027@lloyd-agents.example",
        (store, inbox) -> assertThat(inbox.getMessageCount()).isEqualTo(1));
    Store store = Session.getInstance(new Properties()).getStore("imap");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> store.connect("127.0.0.1", imap, BOX, "faux"))
        .isInstanceOf(jakarta.mail.AuthenticationFailedException.class);
  }

  @Test
  void refusesAddressesThatCouldLeadOutOfItsDirectory() throws Exception {
    start();
    try (Socket socket = new Socket("127.0.0.1", smtp)) {
      assertThat(say(socket, null)).startsWith("220");
      say(socket, "EHLO x");
      say(socket, "MAIL FROM:<a@b.example>");
      assertThat(say(socket, "RCPT TO:<../../etc/passwd@x>")).startsWith("550");
      assertThat(say(socket, "RCPT TO:<a@b/../c>")).startsWith("550");
      assertThat(say(socket, "DATA")).startsWith("503");
    }
  }

  // ---- SMTP as it is spoken, so that every byte is ours

  private void send(String recipient, byte[] mail) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", smtp)) {
      say(socket, null);
      say(socket, "EHLO test");
      say(socket, "MAIL FROM:<a@x.example>");
      say(socket, "RCPT TO:<" + recipient + ">");
      assertThat(say(socket, "DATA")).startsWith("354");
      String stuffed =
          ("\r\n" + new String(mail, StandardCharsets.ISO_8859_1))
              .replace("\r\n.", "\r\n..")
              .substring(2);
      assertThat(say(socket, stuffed + ".")).startsWith("250");
      say(socket, "QUIT");
    }
  }

  private static String say(Socket socket, String line) throws IOException {
    if (line != null) {
      OutputStream out = socket.getOutputStream();
      out.write(bytes(line + "\r\n"));
      out.flush();
    }
    InputStream in = socket.getInputStream();
    while (true) {
      StringBuilder answer = new StringBuilder();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        assertThat(b).as("the server went away").isNotNegative();
        answer.append((char) b);
      }
      if (answer.charAt(3) == ' ') {
        return answer.toString().strip();
      }
    }
  }

  // ---- IMAP

  private interface Use {
    void in(Store store, Folder inbox) throws Exception;
  }

  private void withInbox(String account, String password, Use use) throws Exception {
    Properties properties = new Properties();
    properties.put("mail.imap.partialfetch", "false");
    try (Store store = Session.getInstance(properties).getStore("imap")) {
      store.connect("127.0.0.1", imap, account, password);
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_WRITE);
      use.in(store, inbox);
      assertThat(inbox.getPermanentFlags().contains(Flags.Flag.SEEN)).isTrue();
    }
  }

  private static List<byte[]> contents(Folder folder) throws Exception {
    List<byte[]> contents = new ArrayList<>();
    for (Message message : Arrays.asList(folder.getMessages())) {
      ((IMAPMessage) message).setPeek(true);
      try (InputStream in = ((IMAPMessage) message).getMimeStream()) {
        contents.add(in.readAllBytes());
      }
    }
    return contents;
  }

  private static byte[] bytes(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }
}

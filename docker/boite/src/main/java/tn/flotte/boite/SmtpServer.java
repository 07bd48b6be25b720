package tn.flotte.boite;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes mail over SMTP byte for byte: no header is added, no line ending mended. A mail is
 * acknowledged only when it is on the disk. GreenMail's own SMTP server adds headers and
 * acknowledges first.
 */
final class SmtpServer implements AutoCloseable {
  /** Puts a mail into a mailbox for good, or throws. */
  interface Delivery {
    void deliver(String recipient, byte[] raw) throws IOException;
  }

  /** Tells whether an account has this password. */
  interface Accounts {
    boolean accepts(String login, String password);
  }

  private static final Logger LOG = LoggerFactory.getLogger(SmtpServer.class);
  private static final int MAX_SIZE = 200 << 20;
  private static final int MAX_LINE = 1 << 16;
  private static final int MAX_RECIPIENTS = 1_000;
  private static final int IDLE_MILLIS = 300_000;
  private static final Pattern PATH =
      Pattern.compile("(?:FROM|TO):\\s*<([^>]*)>.*", Pattern.CASE_INSENSITIVE);

  private final ServerSocket socket;
  private final Delivery delivery;
  private final Accounts accounts;

  SmtpServer(InetAddress host, int port, Delivery delivery, Accounts accounts) throws IOException {
    this.socket = new ServerSocket(port, 100, host);
    this.delivery = delivery;
    this.accounts = accounts;
  }

  int port() {
    return socket.getLocalPort();
  }

  void start() {
    Thread.ofPlatform().name("smtp").start(this::accept);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().name("smtp-" + client.getPort()).start(() -> serve(client));
      } catch (SocketException e) {
        LOG.debug("The SMTP port is closed", e);
      } catch (IOException e) {
        LOG.warn("An SMTP connection couldn't be taken; the others go on", e);
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        InputStream in = new BufferedInputStream(client.getInputStream(), 1 << 16);
        OutputStream out = new BufferedOutputStream(client.getOutputStream())) {
      client.setSoTimeout(IDLE_MILLIS);
      new Conversation(in, out).run();
    } catch (IOException e) {
      LOG.debug("An SMTP connection broke off: nothing that wasn't acknowledged is kept", e);
    }
  }

  private final class Conversation {
    private final InputStream in;
    private final OutputStream out;
    private boolean sender;
    private final List<String> recipients = new ArrayList<>();

    Conversation(InputStream in, OutputStream out) {
      this.in = in;
      this.out = out;
    }

    void run() throws IOException {
      answer("220 boite ESMTP");
      for (String line = readLine(); line != null; line = readLine()) {
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        String rest = space < 0 ? "" : line.substring(space + 1).trim();
        switch (verb) {
          case "EHLO" ->
              answer(
                  "250-boite",
                  "250-SIZE " + MAX_SIZE,
                  "250-8BITMIME",
                  "250-SMTPUTF8",
                  "250-PIPELINING",
                  "250 AUTH PLAIN LOGIN");
          case "HELO", "NOOP" -> answer("250 boite");
          case "RSET" -> {
            reset();
            answer("250 OK");
          }
          case "AUTH" -> authenticate(rest);
          case "MAIL" -> mail(rest);
          case "RCPT" -> recipient(rest);
          case "DATA" -> data();
          case "VRFY" -> answer("252 send some mail");
          case "QUIT" -> {
            answer("221 bye");
            return;
          }
          default -> answer("500 unknown command");
        }
      }
    }

    private void reset() {
      sender = false;
      recipients.clear();
    }

    private void mail(String rest) throws IOException {
      Matcher matcher = PATH.matcher(rest);
      if (!matcher.matches()) {
        answer("501 MAIL FROM:<address>");
        return;
      }
      reset();
      sender = true;
      answer("250 OK");
    }

    private void recipient(String rest) throws IOException {
      Matcher matcher = PATH.matcher(rest);
      if (!sender) {
        answer("503 MAIL first");
      } else if (!matcher.matches() || !Mailboxes.isAddress(matcher.group(1))) {
        answer("550 no such mailbox");
      } else if (recipients.size() >= MAX_RECIPIENTS) {
        answer("452 too many recipients");
      } else {
        recipients.add(matcher.group(1).toLowerCase(Locale.ROOT));
        answer("250 OK");
      }
    }

    private void data() throws IOException {
      if (recipients.isEmpty()) {
        answer("503 RCPT first");
        return;
      }
      answer("354 go on");
      byte[] raw = readMail();
      if (raw == null) {
        answer("552 larger than " + MAX_SIZE + " bytes");
      } else {
        deliver(raw);
      }
      reset();
    }

    private void deliver(byte[] raw) throws IOException {
      try {
        for (String recipient : recipients) {
          delivery.deliver(recipient, raw);
        }
      } catch (IOException | RuntimeException e) {
        LOG.error("A mail for {} can't be kept; its sender is told to try again", recipients, e);
        answer("451 can't be kept now");
        return;
      }
      answer("250 kept");
    }

    /**
     * Up to the line that holds a dot alone; null when it is too large (it is read all the same).
     */
    private byte @Nullable [] readMail() throws IOException {
      ByteArrayOutputStream mail = new ByteArrayOutputStream();
      boolean tooLarge = false;
      // How much of CR LF . CR LF has been seen; a mail begins at the start of a line.
      int seen = 2;
      while (true) {
        int b = in.read();
        if (b < 0) {
          throw new SocketException("the connection ended inside a mail");
        }
        switch (seen) {
          case 2 -> {
            if (b == '.') {
              seen = 3;
              continue;
            }
          }
          case 3 -> {
            if (b == '\r') {
              seen = 4;
              continue;
            }
            // A dot doubled on the way: the first one, held back, is dropped.
          }
          case 4 -> {
            if (b == '\n') {
              return tooLarge ? null : mail.toByteArray();
            }
            mail.write('\r');
          }
          default -> {
            // Inside a line.
          }
        }
        if (mail.size() >= MAX_SIZE) {
          tooLarge = true;
          mail.reset();
        }
        mail.write(b);
        seen = b == '\r' ? 1 : b == '\n' && seen == 1 ? 2 : 0;
      }
    }

    private void authenticate(String rest) throws IOException {
      String[] words = rest.split(" ", 2);
      String mechanism = words[0].toUpperCase(Locale.ROOT);
      String initial = words.length > 1 ? words[1] : "";
      try {
        boolean accepted =
            switch (mechanism) {
              case "PLAIN" -> {
                String[] parts =
                    decode(initial.isEmpty() ? ask("334 ") : initial).split("\u0000", -1);
                yield parts.length == 3 && accounts.accepts(parts[1], parts[2]);
              }
              case "LOGIN" -> {
                String login = decode(initial.isEmpty() ? ask("334 VXNlcm5hbWU6") : initial);
                yield accounts.accepts(login, decode(ask("334 UGFzc3dvcmQ6")));
              }
              default -> false;
            };
        answer(accepted ? "235 welcome" : "535 wrong account or password");
      } catch (IllegalArgumentException e) {
        answer("501 not base64");
      }
    }

    private String ask(String question) throws IOException {
      answer(question);
      String line = readLine();
      return line == null ? "" : line;
    }

    private static String decode(String base64) {
      return new String(Base64.getDecoder().decode(base64.trim()), StandardCharsets.UTF_8);
    }

    private @Nullable String readLine() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          return line.toString(StandardCharsets.UTF_8).stripTrailing();
        }
        if (line.size() >= MAX_LINE) {
          throw new SocketException("a command longer than " + MAX_LINE + " bytes");
        }
        line.write(b);
      }
      return null;
    }

    private void answer(String... lines) throws IOException {
      for (String line : lines) {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      }
      out.flush();
    }
  }
}

package tn.flotte.boite;

import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Starts the mail server: {@code java -jar flotte-docker-boite.jar --data DIR --compte a@b:secret}.
 */
@Command(
    name = "boite",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "A mail server (SMTP and IMAP) for the demonstration and the tests.")
public final class BoiteApplication implements Callable<Integer> {
  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(names = "--smtp-port", defaultValue = "0", description = "SMTP port; 0 takes a free one.")
  private int smtpPort;

  @Option(names = "--imap-port", defaultValue = "0", description = "IMAP port; 0 takes a free one.")
  private int imapPort;

  @Option(
      names = "--compte",
      paramLabel = "ADDRESS:PASSWORD",
      description =
          "An account; may be repeated. Other addresses get one at their first mail, with the address as password.")
  private List<String> accounts = List.of();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Where the mails are kept.")
  private Path data = Path.of(".");

  @Option(
      names = "--ports-file",
      paramLabel = "FILE",
      description = "Gets the line that says the ports.")
  private @Nullable Path portsFile;

  @Spec private CommandLine.Model.@Nullable CommandSpec spec;

  public static void main(String[] arguments) {
    int code = new CommandLine(new BoiteApplication()).execute(arguments);
    if (code != 0) {
      System.exit(code);
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Mailboxes mailboxes = new Mailboxes(data);
    mailboxes.open(passwords());
    InetAddress address = InetAddress.getByName(host);
    SmtpServer smtp = new SmtpServer(address, smtpPort, mailboxes, mailboxes);
    ImapListener imap =
        new ImapListener(
            new ServerSetup(imapPort == 0 ? freePort(address) : imapPort, host, "imap"), mailboxes);
    imap.startService();
    if (!imap.waitTillRunning(10_000)) {
      throw new IOException("The IMAP port " + imap.getPort() + " can't be opened");
    }
    smtp.start();
    Runtime.getRuntime().addShutdownHook(new Thread(mailboxes::close, "save"));
    String ready = "PRETE smtp=" + smtp.port() + " imap=" + imap.getPort();
    if (portsFile != null) {
      Disk.write(portsFile.toAbsolutePath(), (ready + "\n").getBytes(StandardCharsets.UTF_8));
    }
    System.out.println(ready);
    System.out.flush();
    new CountDownLatch(1).await();
    return 0;
  }

  private Map<String, String> passwords() {
    Map<String, String> passwords = new LinkedHashMap<>();
    for (String account : accounts) {
      int colon = account.indexOf(':');
      if (colon < 0 || !Mailboxes.isAddress(account.substring(0, colon))) {
        throw new ParameterException(
            spec == null ? new CommandLine(this) : spec.commandLine(),
            "--compte takes ADDRESS:PASSWORD");
      }
      passwords.put(account.substring(0, colon), account.substring(colon + 1));
    }
    return passwords;
  }

  /** GreenMail doesn't say which port it took when it may choose. */
  private static int freePort(InetAddress address) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, address)) {
      return socket.getLocalPort();
    }
  }
}

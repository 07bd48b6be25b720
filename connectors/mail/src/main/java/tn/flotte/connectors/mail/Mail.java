package tn.flotte.connectors.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.StoreClosedException;
import jakarta.mail.Transport;
import jakarta.mail.UIDFolder;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.HeaderTerm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Secret;

/**
 * The mailbox: collects what arrived, sends answers once. Every operation opens its own connection
 * and closes it, so any number of threads may use one instance and nothing is left over by a crash.
 *
 * <p>Technical trouble is thrown as {@link ConnectorException}: UNAVAILABLE when the server can't
 * be reached or breaks off, CONFIGURATION when it refuses the account, UNKNOWN_EFFECT when a mail
 * may or may not have left, BUG when the server refuses the mail itself.
 */
public final class Mail {
  private static final Logger LOG = LoggerFactory.getLogger(Mail.class);

  private final MailSettings settings;
  private final Clock clock;
  private final Connexions connexions;

  public Mail(MailSettings settings) {
    this(settings, Clock.systemUTC());
  }

  Mail(MailSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.connexions = new Connexions(settings);
  }

  public MailSettings settings() {
    return settings;
  }

  /**
   * Hands every mail of the inbox to {@code registrar}, oldest first and whatever its flags, since
   * a person may have opened it; the bytes are those that were delivered, and reading them doesn't
   * mark the mail as seen. Only a mail that was registered is moved to the folder of collected
   * mails. A mail that can't be read or registered stays and stops none of the others.
   */
  public Releve collect(Registrar registrar) {
    try (IMAPStore store = connect(settings.compte(), settings.motDePasse(), settings.delai())) {
      IMAPFolder inbox = open(store, settings.boite(), Folder.READ_WRITE);
      try {
        return collect(store, inbox, registrar);
      } finally {
        if (inbox.isOpen()) {
          // Not close(): that would remove for good what a person only marked as deleted.
          inbox.close(false);
        }
      }
    } catch (MessagingException e) {
      throw failure("collect the mailbox " + settings.compte(), e);
    }
  }

  private Releve collect(IMAPStore store, IMAPFolder inbox, Registrar registrar)
      throws MessagingException {
    Message[] messages = inbox.getMessages();
    FetchProfile profile = new FetchProfile();
    profile.add(UIDFolder.FetchProfileItem.UID);
    profile.add(FetchProfile.Item.SIZE);
    inbox.fetch(messages, profile);
    Folder received = received(store);
    int collected = 0;
    List<Releve.Echec> failures = new ArrayList<>();
    for (Message message : messages) {
      long uid = inbox.getUID(message);
      try {
        if (collect(inbox, (IMAPMessage) message, received, store, registrar)) {
          collected++;
        } else {
          failures.add(new Releve.Echec(uid, tooLarge(message)));
        }
      } catch (MessageRemovedException e) {
        LOG.info("Mail {} was taken away by somebody else while it was being collected", uid);
      } catch (FolderClosedException | StoreClosedException e) {
        throw e;
      } catch (MessagingException | IOException | RuntimeException e) {
        LOG.warn("Mail {} stays in {} and will be tried again", uid, settings.boite(), e);
        failures.add(
            new Releve.Echec(uid, "Le message n'a pas pu être enregistré : " + e.getMessage()));
      }
    }
    return new Releve(collected, failures);
  }

  private boolean collect(
      IMAPFolder inbox, IMAPMessage message, Folder received, IMAPStore store, Registrar registrar)
      throws MessagingException, IOException {
    if (message.getSize() > settings.limits().tailleMax()) {
      return false;
    }
    message.setPeek(true);
    byte[] raw;
    try (InputStream in = message.getMimeStream()) {
      raw = in.readAllBytes();
    }
    registrar.register(raw);
    Message[] one = {message};
    if (store.hasCapability("MOVE")) {
      inbox.moveMessages(one, received);
    } else {
      inbox.copyMessages(one, received);
      inbox.setFlags(one, new Flags(Flags.Flag.DELETED), true);
      if (store.hasCapability("UIDPLUS")) {
        inbox.expunge(one);
      } else {
        inbox.expunge();
      }
    }
    return true;
  }

  private String tooLarge(Message message) throws MessagingException {
    return "Le message (%d Mo) dépasse la taille admise (%d Mo) ; il reste dans la boîte."
        .formatted(message.getSize() >> 20, settings.limits().tailleMax() >> 20);
  }

  /**
   * Waits until there is something to collect, at most that long; tells whether there is. With IMAP
   * IDLE it is known at once; without, at the end of the wait.
   */
  public boolean waitForMail(Duration atMost) {
    Instant end = clock.instant().plus(atMost);
    try (IMAPStore store =
            connect(settings.compte(), settings.motDePasse(), atMost.plus(settings.delai()));
        IMAPFolder inbox = open(store, settings.boite(), Folder.READ_ONLY)) {
      CountDownLatch arrived = new CountDownLatch(1);
      inbox.addMessageCountListener(
          new MessageCountAdapter() {
            @Override
            public void messagesAdded(MessageCountEvent event) {
              arrived.countDown();
            }
          });
      if (inbox.getMessageCount() > 0) {
        return true;
      }
      AtomicBoolean over = new AtomicBoolean();
      Thread.ofVirtual()
          .name("idle-" + settings.compte())
          .start(() -> idle(inbox, store, arrived, over));
      boolean mail =
          arrived.await(
              Math.max(0, Duration.between(clock.instant(), end).toMillis()),
              TimeUnit.MILLISECONDS);
      over.set(true);
      // Any command ends IDLE, and this one tells whether somebody is still there.
      int count = inbox.getMessageCount();
      return mail || count > 0;
    } catch (MessagingException e) {
      throw failure("wait for mail of " + settings.compte(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void idle(
      IMAPFolder inbox, IMAPStore store, CountDownLatch arrived, AtomicBoolean over) {
    try {
      while (store.hasCapability("IDLE") && arrived.getCount() > 0 && !over.get()) {
        inbox.idle(true);
      }
    } catch (MessagingException | IllegalStateException e) {
      LOG.debug("IDLE ended; the mailbox is looked at once more when the wait is over", e);
    }
  }

  /** Looks in the sent-mailbox, whose blind copy proves that a mail left. */
  public Optional<SentMail> findSent(String messageId) {
    MailSettings.Envoyes envoyes = settings.envoyes();
    try (IMAPStore store = connect(envoyes.compte(), envoyes.motDePasse(), settings.delai());
        IMAPFolder folder = open(store, envoyes.boite(), Folder.READ_ONLY)) {
      for (Message found : folder.search(new HeaderTerm("Message-ID", messageId))) {
        String[] ids = found.getHeader("Message-ID");
        // A server's search finds parts of words, too.
        if (ids != null && Arrays.stream(ids).anyMatch(id -> id.trim().equals(messageId))) {
          return Optional.of(sent(messageId, found));
        }
      }
      return Optional.empty();
    } catch (MessagingException e) {
      throw failure("look for " + messageId + " in " + envoyes.compte(), e);
    }
  }

  private static SentMail sent(String messageId, Message found) throws MessagingException {
    jakarta.mail.Address[] to = found.getRecipients(Message.RecipientType.TO);
    List<String> addresses =
        to == null
            ? List.of()
            : Arrays.stream(to)
                .map(a -> a instanceof InternetAddress i ? i.getAddress() : a.toString())
                .toList();
    Date received = found.getReceivedDate();
    return new SentMail(
        messageId,
        Optional.ofNullable(found.getSubject()).orElse(""),
        addresses,
        received == null ? Instant.EPOCH : received.toInstant());
  }

  /**
   * Sends a mail under the Message-ID it brings, with a blind copy to the sent-mailbox. When it
   * returns, the server has taken it for all addressees. UNKNOWN_EFFECT says that nobody knows:
   * look with {@link #findSent}, and again after {@link MailSettings#delaiDoute()}, before sending
   * anew.
   */
  public void send(OutgoingMail mail) {
    Session session = connexions.smtp();
    try {
      MimeMessage message =
          Messages.build(session, mail, settings.adresse(), settings.nom(), clock.instant());
      InternetAddress[] addressees = Messages.envelope(mail, settings.envoyes().adresse());
      Transport transport = session.getTransport(connexions.smtpProtocol());
      try {
        transport.connect(
            settings.smtpHost(),
            settings.smtpPort(),
            settings.compte(),
            settings.motDePasse().value());
        deliver(transport, message, addressees, mail);
      } finally {
        close(transport);
      }
    } catch (MessagingException e) {
      throw failure("send " + mail.messageId(), e);
    }
  }

  /** The mail has left or hasn't: how the connection ends changes nothing of it. */
  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.debug("The SMTP connection didn't end well, after its work was done", e);
    }
  }

  private static void deliver(
      Transport transport, MimeMessage message, InternetAddress[] addressees, OutgoingMail mail) {
    try {
      transport.sendMessage(message, addressees);
    } catch (SendFailedException e) {
      throw refused(mail, e);
    } catch (MessagingException e) {
      throw new ConnectorException(
          FailureKind.UNKNOWN_EFFECT,
          "The connection broke while %s was being sent: it may have left. It is looked for in the sent-mailbox before it is sent again."
              .formatted(mail.messageId()),
          e);
    }
  }

  /** The server said no before it took the mail: nothing left. */
  private static ConnectorException refused(OutgoingMail mail, SendFailedException e) {
    int code = 0;
    for (Exception next = e; next != null && code == 0; ) {
      code =
          switch (next) {
            case SMTPAddressFailedException a -> a.getReturnCode();
            case SMTPSenderFailedException s -> s.getReturnCode();
            case SMTPSendFailedException s -> s.getReturnCode();
            default -> 0;
          };
      next = next instanceof MessagingException m ? m.getNextException() : null;
    }
    if (code >= 500) {
      return new ConnectorException(
          FailureKind.BUG,
          "The mail server refused %s to %s with %d: nothing was sent. Check the address."
              .formatted(mail.messageId(), mail.to(), code),
          e);
    }
    return new ConnectorException(
        code >= 400 ? FailureKind.UNAVAILABLE : FailureKind.UNKNOWN_EFFECT,
        "The mail server didn't take %s to %s (%d)".formatted(mail.messageId(), mail.to(), code),
        e);
  }

  private IMAPStore connect(String account, Secret password, Duration read)
      throws MessagingException {
    Session session = connexions.imap(read);
    IMAPStore store = (IMAPStore) session.getStore(connexions.imapProtocol());
    try {
      store.connect(settings.imapHost(), settings.imapPort(), account, password.value());
      return store;
    } catch (MessagingException e) {
      store.close();
      throw e;
    }
  }

  private static IMAPFolder open(IMAPStore store, String name, int mode) throws MessagingException {
    IMAPFolder folder = (IMAPFolder) store.getFolder(name);
    folder.open(mode);
    return folder;
  }

  private Folder received(IMAPStore store) throws MessagingException {
    char separator = store.getDefaultFolder().getSeparator();
    Folder folder = store.getFolder(settings.dossierRecus().replace('/', separator));
    if (!folder.exists() && !folder.create(Folder.HOLDS_MESSAGES)) {
      throw new MessagingException("The folder " + folder.getFullName() + " can't be created");
    }
    return folder;
  }

  private ConnectorException failure(String what, MessagingException e) {
    if (e instanceof AuthenticationFailedException) {
      return new ConnectorException(
          FailureKind.CONFIGURATION, "The mail server refused the account, asked to " + what, e);
    }
    return new ConnectorException(
        FailureKind.UNAVAILABLE,
        "The mail server (%s:%d, %s:%d) couldn't %s: %s"
            .formatted(
                settings.imapHost(),
                settings.imapPort(),
                settings.smtpHost(),
                settings.smtpPort(),
                what,
                e.getMessage()),
        e);
  }

  /**
   * The Message-ID of the mail that an effect sends: the same effect and key always give the same
   * one, so a second sending can be recognised.
   */
  public static String messageId(String effect, String key, String domain) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((effect + "\u0000" + key).getBytes(StandardCharsets.UTF_8));
      return "<" + HexFormat.of().formatHex(digest, 0, 20) + "@" + domain + ">";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }
}

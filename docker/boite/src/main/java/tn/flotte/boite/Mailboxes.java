package tn.flotte.boite;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.imap.ImapHostManagerImpl;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.FolderListener;
import com.icegreen.greenmail.store.InMemoryStore;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mailboxes as IMAP shows them, kept on the disk: what was delivered or moved is there again
 * after any end of the process. One small file an account says which message is in which folder; it
 * is replaced in one go, after a move only when the message has reached its new folder, so that at
 * no instant a message is in none.
 */
final class Mailboxes extends Managers implements SmtpServer.Delivery, SmtpServer.Accounts {
  private static final Logger LOG = LoggerFactory.getLogger(Mailboxes.class);
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9.-]{1,200}");

  /** How long a message may be on its way from one folder to another. */
  private static final Duration SETTLING = Duration.ofMillis(300);

  private static final Map<String, Flags.Flag> FLAGS =
      Map.of(
          "S", Flags.Flag.SEEN,
          "A", Flags.Flag.ANSWERED,
          "F", Flags.Flag.FLAGGED,
          "D", Flags.Flag.DELETED,
          "B", Flags.Flag.DRAFT);

  private final Session session = Session.getInstance(new Properties());
  private final Disk disk;
  private final WatchedStore store = new WatchedStore();
  private final ImapHostManagerImpl host = new ImapHostManagerImpl(store);
  private final UserManager users = new UserManager(host);
  private final Map<String, GreenMailUser> accounts = new ConcurrentHashMap<>();
  private final Map<StoredMessage, String> names = new WeakHashMap<>();

  /** Per account: what its file says, and since when some of it is nowhere to be seen. */
  private final Map<String, List<Disk.Kept>> saved = new ConcurrentHashMap<>();

  private final Map<String, Map<String, Instant>> missing = new ConcurrentHashMap<>();
  private final Set<String> unsettled = ConcurrentHashMap.newKeySet();
  private volatile boolean restoring = true;

  Mailboxes(Path directory) throws IOException {
    this.disk = new Disk(directory);
    users.setAuthRequired(true);
  }

  @Override
  public ImapHostManager getImapHostManager() {
    return host;
  }

  @Override
  public UserManager getUserManager() {
    return users;
  }

  static boolean isAddress(String address) {
    return ADDRESS.matcher(address).matches() && !address.contains("..");
  }

  /** Makes the accounts and gives them back what they held. */
  void open(Map<String, String> passwords) throws IOException {
    for (Map.Entry<String, String> account : passwords.entrySet()) {
      account(account.getKey(), account.getValue());
    }
    for (String account : disk.accounts()) {
      GreenMailUser user = account(account, account);
      List<Disk.Kept> all = disk.load(account);
      for (Disk.Kept kept : all) {
        restore(user, kept);
      }
      saved.put(account, List.copyOf(all));
    }
    restoring = false;
    Thread.ofPlatform().daemon().name("settling").start(this::settleForEver);
  }

  private void restore(GreenMailUser user, Disk.Kept kept) throws IOException {
    try {
      MailFolder folder = host.getFolder(user, kept.folder());
      if (folder == null) {
        folder = host.createMailbox(user, kept.folder());
      }
      if (!kept.message().isEmpty()) {
        folder.appendMessage(
            message(disk.message(kept.message())),
            flags(kept.flags()),
            Date.from(Instant.ofEpochMilli(kept.received())));
      }
    } catch (FolderException | MessagingException e) {
      throw new IOException("The folder " + kept.folder() + " can't be restored", e);
    }
  }

  private synchronized GreenMailUser account(String address, String password) throws IOException {
    String login = address.toLowerCase(Locale.ROOT);
    GreenMailUser known = accounts.get(login);
    if (known != null) {
      return known;
    }
    try {
      GreenMailUser user = users.createUser(login, login, password);
      accounts.put(login, user);
      return user;
    } catch (UserException e) {
      throw new IOException("The account " + login + " can't be made", e);
    }
  }

  @Override
  public boolean accepts(String login, String password) {
    return users.test(login, password);
  }

  @Override
  public void deliver(String recipient, byte[] raw) throws IOException {
    GreenMailUser user = account(recipient, recipient);
    disk.keepDelivery(recipient, raw);
    try {
      host.getInbox(user).appendMessage(message(raw), new Flags(), Date.from(Instant.now()));
    } catch (MessagingException | UncheckedIOException e) {
      throw new IOException("The mail can't be put into the inbox of " + recipient, e);
    }
  }

  private MimeMessage message(byte[] raw) throws MessagingException {
    return new MimeMessage(session, new SharedByteArrayInputStream(raw));
  }

  // ---- keeping

  private void settleForEver() {
    try {
      while (true) {
        Thread.sleep(SETTLING);
        settle();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void settle() {
    for (String account : List.copyOf(unsettled)) {
      try {
        save(account);
      } catch (UncheckedIOException e) {
        LOG.error("The mailbox {} can't be saved; it is tried again", account, e);
      }
    }
  }

  private void save(String account) {
    GreenMailUser user = accounts.get(account);
    if (restoring || user == null) {
      return;
    }
    synchronized (user) {
      unsettled.remove(account);
      try {
        List<Disk.Kept> kept = new ArrayList<>();
        for (MailFolder folder : folders(user)) {
          String path = folder.getFullName().substring(root(user).length() + 1);
          kept.add(new Disk.Kept(path, "", "", 0));
          for (long uid : folder.getMessageUids()) {
            StoredMessage message = folder.getMessage(uid);
            if (message != null) {
              kept.add(kept(path, message));
            }
          }
        }
        List<Disk.Kept> travelling = travelling(account, kept);
        if (!travelling.isEmpty()) {
          unsettled.add(account);
          kept.addAll(travelling);
        }
        disk.save(account, kept);
        saved.put(account, List.copyOf(kept));
      } catch (IOException | FolderException e) {
        unsettled.add(account);
        throw new UncheckedIOException(
            e instanceof IOException io ? io : new IOException("The folders can't be listed", e));
      }
    }
  }

  private Disk.Kept kept(String path, StoredMessage message) throws IOException {
    return new Disk.Kept(
        path,
        name(message),
        letters(message),
        message.getReceivedDate().toInstant().toEpochMilli());
  }

  /**
   * What was there at the last saving and is nowhere now: either removed, or between two folders in
   * another thread. It keeps its old place until it has been away for longer than a move takes.
   */
  private List<Disk.Kept> travelling(String account, List<Disk.Kept> kept) {
    Map<String, Integer> present = new HashMap<>();
    kept.forEach(line -> present.merge(line.message(), 1, Integer::sum));
    Map<String, Instant> away = missing.computeIfAbsent(account, key -> new HashMap<>());
    Map<String, Instant> stillAway = new HashMap<>();
    Instant now = Instant.now();
    List<Disk.Kept> travelling = new ArrayList<>();
    for (Disk.Kept line : saved.getOrDefault(account, List.of())) {
      boolean lacking =
          !line.message().isEmpty() && present.merge(line.message(), -1, Integer::sum) < 0;
      if (lacking) {
        Instant since = away.getOrDefault(line.message(), now);
        stillAway.put(line.message(), since);
        if (since.plus(SETTLING).isAfter(now)) {
          travelling.add(line);
        }
      }
    }
    away.clear();
    away.putAll(stillAway);
    return travelling;
  }

  private List<MailFolder> folders(GreenMailUser user) throws FolderException {
    return new ArrayList<>(host.listMailboxes(user, "*"));
  }

  private static String root(GreenMailUser user) {
    return "#mail." + user.getQualifiedMailboxName();
  }

  private String name(StoredMessage message) throws IOException {
    synchronized (names) {
      String known = names.get(message);
      if (known != null) {
        return known;
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      message.getMimeMessage().writeTo(bytes);
    } catch (MessagingException e) {
      throw new IOException("A message can't be written", e);
    }
    String name = disk.keepMessage(bytes.toByteArray());
    synchronized (names) {
      names.put(message, name);
    }
    return name;
  }

  private static String letters(StoredMessage message) {
    StringBuilder letters = new StringBuilder();
    FLAGS.forEach(
        (letter, flag) -> {
          if (message.isSet(flag)) {
            letters.append(letter);
          }
        });
    return letters.toString();
  }

  private static Flags flags(String letters) {
    Flags flags = new Flags();
    FLAGS.forEach(
        (letter, flag) -> {
          if (letters.contains(letter)) {
            flags.add(flag);
          }
        });
    return flags;
  }

  private @Nullable String accountOf(MailFolder folder) {
    String name = folder.getFullName();
    for (Map.Entry<String, GreenMailUser> account : accounts.entrySet()) {
      if (name.startsWith(root(account.getValue()) + ".")) {
        return account.getKey();
      }
    }
    return null;
  }

  /** Tells of every change in every folder; one at a time, which the store it extends isn't. */
  private final class WatchedStore extends InMemoryStore {
    @Override
    public synchronized MailFolder createMailbox(MailFolder parent, String name, boolean selectable)
        throws FolderException {
      MailFolder folder = super.createMailbox(parent, name, selectable);
      folder.addListener(new Watcher(folder));
      later(folder);
      return folder;
    }

    @Override
    public synchronized Collection<MailFolder> listMailboxes(String pattern)
        throws FolderException {
      return super.listMailboxes(pattern);
    }

    @Override
    public synchronized void deleteMailbox(MailFolder folder) throws FolderException {
      super.deleteMailbox(folder);
      later(folder);
    }

    @Override
    public synchronized void renameMailbox(MailFolder folder, String newName)
        throws FolderException {
      super.renameMailbox(folder, newName);
      later(folder);
    }
  }

  private void later(MailFolder folder) {
    String account = accountOf(folder);
    if (account != null && !restoring) {
      unsettled.add(account);
    }
  }

  private final class Watcher implements FolderListener {
    private final MailFolder folder;

    Watcher(MailFolder folder) {
      this.folder = folder;
    }

    @Override
    public void added(int number) {
      String account = accountOf(folder);
      if (account != null) {
        save(account);
      }
    }

    @Override
    public void expunged(int number) {
      later(folder);
    }

    @Override
    public void flagsUpdated(int number, Flags flags, @Nullable Long uid) {
      later(folder);
    }

    @Override
    public void mailboxDeleted() {
      later(folder);
    }
  }

  /** For the tests and for a clean end. */
  void close() {
    settle();
  }
}

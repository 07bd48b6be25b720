package tn.flotte.connectors.mail;

import jakarta.mail.internet.MailDateFormat;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes mails apart. */
public final class Courriels {
  private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s\\p{Cntrl}]{1,900}>");
  private static final int MAX_DEPTH = 30;
  private static final int MAX_TEXT = 200_000;
  private static final int MAX_HTML = 2_000_000;
  private static final int MAX_LINE = 1_000;

  private final Pieces pieces;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder forwarded = new StringBuilder();
  private final Set<String> shownPictures = new HashSet<>();

  private Courriels(Limits limits) {
    this.pieces = new Pieces(limits);
  }

  /** Never fails for what a mail holds: what can't be read is left out and remarked upon. */
  public static Courriel parse(byte[] raw, Limits limits) {
    return new Courriels(limits).read(raw);
  }

  private Courriel read(byte[] raw) {
    Part part = Part.read(raw);
    gatherShownPictures(part, 0);
    walk(part, "", 0, 0, text);
    Texte.Partage shared = Texte.split(Texte.limit(Texte.clean(text.toString()), MAX_TEXT));
    String quoted = joined(shared.cite(), Texte.clean(forwarded.toString()).strip());
    Adresses.Adresse sender = sender(part);
    String subject = subject(part);
    String messageId = messageId(part).orElse(null);
    if (messageId == null) {
      pieces.remark("Le message n'a pas d'identifiant (Message-ID).");
    }
    Genre genre = genre(part, sender.address(), subject);
    return new Courriel(
        messageId,
        sha256(raw),
        sender.address(),
        sender.nom(),
        recipients(part),
        subject,
        date(part),
        shared.nouveau(),
        quoted,
        messageIds(part, "in-reply-to").stream().findFirst().orElse(null),
        messageIds(part, "references"),
        genre,
        pieces.pieces(),
        pieces.menaces(),
        pieces.remarques());
  }

  // ---- the tree of parts

  /**
   * @param mails how many mails this part is inside of
   * @param target where its text goes: a forwarded mail's isn't the sender's
   */
  private void walk(Part part, String parent, int depth, int mails, StringBuilder target) {
    String type = part.mediaType();
    if (depth > MAX_DEPTH) {
      pieces.threaten(
          Menace.Code.ARCHIVE_EXPLOSIVE,
          "Le message est piégé : trop de parties les unes dans les autres.",
          "");
      return;
    }
    if (part.isMultipart()) {
      walkMultipart(part, type, depth, mails, target);
    } else if (type.equals("message/rfc822") || type.equals("message/global")) {
      openMail(part.content(), depth, mails);
    } else if (isText(part, type)) {
      addText(target, textOf(part, type));
    } else if (type.startsWith("message/") || type.equals("text/rfc822-headers")) {
      // Delivery reports and the like: for machines.
      return;
    } else {
      addPiece(part, parent, mails);
    }
  }

  private void walkMultipart(Part part, String type, int depth, int mails, StringBuilder target) {
    List<Part> children = part.children();
    if (children.isEmpty()) {
      pieces.remark("Le message est mal formé : ses parties n'ont pas pu être séparées.");
      addText(target, textOf(part, "text/plain"));
      return;
    }
    if (type.equals("multipart/alternative")) {
      walkAlternatives(children, type, depth, mails, target);
      return;
    }
    if (type.equals("multipart/signed")) {
      pieces.remark("Le message est signé ; la signature n'a pas été vérifiée.");
    } else if (type.equals("multipart/encrypted")) {
      pieces.remark("Le message est chiffré : son contenu est illisible.");
    }
    for (Part child : children) {
      walk(child, type, depth + 1, mails, target);
    }
  }

  /** The plain form, unless it says much less than the HTML form does. */
  private void walkAlternatives(
      List<Part> children, String type, int depth, int mails, StringBuilder target) {
    StringBuilder plain = new StringBuilder();
    StringBuilder rich = new StringBuilder();
    for (Part child : children) {
      boolean plainChild = child.mediaType().equals("text/plain");
      walk(child, type, depth + 1, mails, plainChild ? plain : rich);
    }
    String plainText = Texte.clean(plain.toString()).strip();
    String richText = Texte.clean(rich.toString()).strip();
    boolean plainSaysLittle = letters(plainText) * 4 < letters(richText);
    if (plainSaysLittle && !plainText.isEmpty()) {
      pieces.remark(
          "Les versions texte et HTML du message diffèrent : la version HTML est retenue.");
    }
    addText(target, plainText.isEmpty() || plainSaysLittle ? richText : plainText);
  }

  private static long letters(String text) {
    return text.chars().filter(Character::isLetterOrDigit).count();
  }

  /** A text without a file name is what somebody wrote; with one it is a file. */
  private static boolean isText(Part part, String type) {
    boolean named =
        part.disposition().parameter("filename").isPresent()
            || part.contentType().parameter("name").isPresent();
    boolean attached = part.disposition().value().equalsIgnoreCase("attachment");
    boolean readable =
        type.equals("text/plain")
            || type.equals("text/html")
            || type.equals("text/enriched")
            || type.equals("text/richtext");
    return readable && !named && !attached;
  }

  private String textOf(Part part, String type) {
    Charsets.Decoded decoded =
        Charsets.decode(part.content(), part.contentType().parameter("charset").orElse(""));
    if (decoded.guessed()) {
      pieces.remark("L'encodage annoncé du texte est faux ou inconnu ; il a été deviné.");
    }
    String raw = Texte.limit(decoded.text(), type.equals("text/html") ? MAX_HTML : MAX_TEXT);
    if (type.equals("text/html")) {
      return HtmlTexte.toText(raw);
    }
    if (type.equals("text/plain")) {
      return withoutArmor(raw);
    }
    return raw.replaceAll("<[^>]{0,200}>", " ");
  }

  private String withoutArmor(String plain) {
    if (!plain.contains("-----BEGIN PGP SIGNED MESSAGE-----")) {
      return plain;
    }
    pieces.remark("Le message est signé ; la signature n'a pas été vérifiée.");
    return plain
        .replaceFirst(
            "(?s)-----BEGIN PGP SIGNED MESSAGE-----\\R(?:[A-Za-z-]+: [^\\r\\n]{0,200}\\R){0,20}\\R?",
            "")
        .replaceFirst("(?s)-----BEGIN PGP SIGNATURE-----.*", "")
        .replaceAll("(?m)^- (?=-)", "");
  }

  private static void addText(StringBuilder target, String more) {
    if (!more.isBlank() && target.length() < MAX_TEXT) {
      if (!target.isEmpty()) {
        target.append("\n\n");
      }
      target.append(more.strip());
    }
  }

  private void openMail(byte[] raw, int depth, int mails) {
    Part inner = Part.read(raw);
    gatherShownPictures(inner, 0);
    StringBuilder innerText = new StringBuilder();
    walk(inner, "", depth + 1, mails + 1, innerText);
    StringBuilder intro = new StringBuilder("Message transféré");
    Adresses.Adresse from = sender(inner);
    if (!from.address().isEmpty()) {
      intro.append(" de ").append(from.address());
    }
    String subject = subject(inner);
    if (!subject.isEmpty()) {
      intro.append(" : ").append(subject);
    }
    addText(forwarded, intro + "\n" + Texte.clean(innerText.toString()));
  }

  private void addPiece(Part part, String parent, int mails) {
    HeaderValue disposition = part.disposition();
    List<String> names = new ArrayList<>();
    disposition.parameter("filename").ifPresent(names::add);
    part.contentType().parameter("name").ifPresent(names::add);
    disposition.parameter("name").ifPresent(names::add);
    part.header("content-description")
        .map(EncodedWords::decode)
        .filter(text -> text.matches(".{1,140}\\.[A-Za-z0-9]{2,4}"))
        .ifPresent(names::add);
    boolean inline =
        isShown(part)
            || (disposition.value().equalsIgnoreCase("inline") && part.has("content-id"))
            || (parent.equals("multipart/related")
                && !disposition.value().equalsIgnoreCase("attachment"));
    pieces.add(
        names,
        "",
        part.mediaType(),
        part.content(),
        inline,
        0,
        (raw, depth) -> openMail(raw, mails + depth, mails));
  }

  private boolean isShown(Part part) {
    return part.header("content-id")
        .map(id -> id.replaceAll("[<>\\s]", "").toLowerCase(Locale.ROOT))
        .filter(shownPictures::contains)
        .isPresent();
  }

  private void gatherShownPictures(Part part, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    if (part.isMultipart()) {
      part.children().forEach(child -> gatherShownPictures(child, depth + 1));
    } else if (part.mediaType().equals("text/html")) {
      shownPictures.addAll(HtmlTexte.pictures(Charsets.decode(part.content(), "").text()));
    }
  }

  // ---- headers

  private Adresses.Adresse sender(Part part) {
    List<Adresses.Adresse> all =
        part.headers("from").stream().flatMap(h -> Adresses.parse(h).stream()).toList();
    Set<String> addresses = new HashSet<>();
    all.forEach(a -> addresses.add(a.address()));
    if (all.isEmpty() || addresses.size() > 1) {
      pieces.remark("L'expéditeur du message est absent ou ambigu.");
      return new Adresses.Adresse(all.isEmpty() ? "" : all.getFirst().nom(), "");
    }
    if (all.getFirst().address().isEmpty()) {
      pieces.remark("L'adresse de l'expéditeur est illisible.");
    }
    return all.getFirst();
  }

  private static String subject(Part part) {
    return Texte.limit(
        Texte.oneLine(EncodedWords.decode(part.header("subject").orElse(""))), MAX_LINE);
  }

  /** As it stands, but for what no database keeps. */
  private static Optional<String> messageId(Part part) {
    return part.header("message-id")
        .map(id -> Texte.limit(id.replaceAll("\\p{Cntrl}", "?").trim(), MAX_LINE))
        .filter(id -> !id.isEmpty());
  }

  private static List<String> recipients(Part part) {
    List<String> addresses = new ArrayList<>();
    for (String header : List.of("to", "cc")) {
      for (String value : part.headers(header)) {
        Adresses.parse(value).stream()
            .map(Adresses.Adresse::address)
            .filter(address -> !address.isEmpty() && !addresses.contains(address))
            .limit(500)
            .forEach(addresses::add);
      }
    }
    return addresses;
  }

  private static List<String> messageIds(Part part, String header) {
    List<String> ids = new ArrayList<>();
    Matcher matcher = MESSAGE_ID.matcher(part.header(header).orElse(""));
    while (matcher.find() && ids.size() < 200) {
      ids.add(matcher.group());
    }
    return ids;
  }

  private @Nullable Instant date(Part part) {
    Optional<String> header = part.header("date");
    try {
      Date date = header.isEmpty() ? null : new MailDateFormat().parse(header.get());
      if (date != null) {
        return date.toInstant();
      }
    } catch (ParseException | RuntimeException e) {
      // Said below, as for a mail without any.
    }
    pieces.remark("La date du message est absente ou illisible.");
    return null;
  }

  // ---- who wrote it

  private static final Pattern BOUNCE_SUBJECT =
      Pattern.compile(
          "undeliver|non remis|[ée]chec de (la )?(remise|distribution|livraison)|delivery (status notification|failure|has failed)|mail delivery|"
              + "returned (mail|to sender)|failure notice|non-?distribu|message non d[ée]livr",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern AUTOMATIC_SUBJECT =
      Pattern.compile(
          "^\\s*((re|tr|fwd?)\\s*:\\s*)*(r[ée]ponse automatique|automatic reply|auto(matic)?[ -]?(reply|response)|out of (the )?office|"
              + "absent?\\(?e?\\)? du bureau|absence( du bureau)?\\s*(:|$)|message d['’]absence|notification d['’]absence|je suis absent|"
              + "accus[ée] de r[ée]ception automatique|lu\\s*:|read\\s*:|رد تلقائي)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private Genre genre(Part part, String sender, String subject) {
    String local = sender.substring(0, Math.max(0, sender.indexOf('@')));
    boolean mailSystem = local.equals("mailer-daemon") || local.equals("mailerdaemon");
    String reportType = Texte.lower(part.contentType().parameter("report-type").orElse(""));
    boolean report = part.mediaType().equals("multipart/report");
    boolean nullSender =
        part.header("return-path").map(v -> v.replaceAll("\\s", "").equals("<>")).orElse(false);
    boolean bounceWords = BOUNCE_SUBJECT.matcher(subject).find();
    if (report && reportType.equals("disposition-notification")) {
      return Genre.REPONSE_AUTOMATIQUE;
    }
    if (report
        || mailSystem
        || part.has("x-failed-recipients")
        || ((nullSender || local.equals("postmaster")) && bounceWords)
        || part.mediaType().equals("message/delivery-status")) {
      return Genre.REBOND;
    }
    boolean papers = pieces.pieces().stream().anyMatch(piece -> !piece.enLigne());
    String automatic =
        Texte.lower(HeaderValue.parse(part.header("auto-submitted").orElse("no")).value());
    if (automatic.startsWith("auto-replied")
        || isYes(part, "x-autoreply")
        || isYes(part, "x-autorespond")
        || isYes(part, "x-auto-reply")
        || precedence(part).equals("auto_reply")) {
      return Genre.REPONSE_AUTOMATIQUE;
    }
    boolean saysAutomatic = !automatic.equals("no") || nullSender;
    if (!papers && (saysAutomatic || AUTOMATIC_SUBJECT.matcher(subject).find())) {
      return Genre.REPONSE_AUTOMATIQUE;
    }
    if (throughList(part)) {
      return Genre.LISTE;
    }
    if (saysAutomatic) {
      // A scanner that mails by itself calls its mails automatic, too.
      pieces.remark("Le message se dit automatique mais porte des pièces : il est traité.");
    }
    return Genre.PERSONNE;
  }

  private static boolean throughList(Part part) {
    return part.has("list-unsubscribe")
        || part.has("list-id")
        || part.has("list-post")
        || part.has("x-campaign")
        || part.has("x-campaignid")
        || part.has("feedback-id")
        || Set.of("bulk", "list", "junk").contains(precedence(part));
  }

  private static boolean isYes(Part part, String header) {
    return part.header(header)
        .map(value -> !value.isBlank() && !Texte.lower(value.strip()).equals("no"))
        .orElse(false);
  }

  private static String precedence(Part part) {
    return Texte.lower(part.header("precedence").orElse("").strip());
  }

  // ---- small things

  private static String joined(String first, String second) {
    if (first.isEmpty() || second.isEmpty()) {
      return Objects.requireNonNull(first.isEmpty() ? second : first);
    }
    return first + "\n\n" + second;
  }

  private static String sha256(byte[] raw) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }
}

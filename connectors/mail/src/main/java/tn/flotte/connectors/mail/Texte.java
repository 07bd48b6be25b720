package tn.flotte.connectors.mail;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells what the sender wrote from what was written before: the quotes of French and English mail
 * programs, forwarded texts, signatures.
 */
final class Texte {
  /** What the sender wrote, and the rest in its order. */
  record Partage(String nouveau, String cite) {}

  private static final Pattern FORWARD_LINE =
      Pattern.compile(
          "^[-_*\\s]{2,}\\s*(message (d['’` ]origine|original|transf[ée]r[ée]|initial)|original message|forwarded message|"
              + "d[ée]but du message (transf[ée]r[ée]|r[ée]exp[ée]di[ée])|begin forwarded message|الرسالة الأصلية).{0,40}$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern APPLE_FORWARD =
      Pattern.compile(
          "^(d[ée]but du message (transf[ée]r[ée]|r[ée]exp[ée]di[ée])|begin forwarded message)\\s*:?\\s*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern ATTRIBUTION =
      Pattern.compile(
          "^\\*?(le |on |a |el |am |em |في |il ).{3,300}(a [ée]crit|[ée]crivait|wrote|writes|a r[ée]pondu|escribi[óo]|ha scritto|schrieb|كتب)\\b.{0,120}:\\*?\\s*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  private static final Pattern SHORT_ATTRIBUTION =
      Pattern.compile(
          "^[^:]{3,120}\\b(a [ée]crit|wrote)\\s*:\\s*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern FROM_LINE =
      Pattern.compile("^[\\s*]*(de|from|exp[ée]diteur|von|من)[\\s*]*:[\\s*]*\\S.*", flags());
  private static final Pattern OTHER_HEADER_LINE =
      Pattern.compile(
          "^[\\s*]*(envoy[ée]( le)?|date|sent|[àa]|to|cc|objet|subject|sujet|destinataires?|r[ée]pondre [àa]|reply-to|pi[èe]ces? jointes?|attachments?|إلى|الموضوع|التاريخ)[\\s*]*:.*",
          flags());
  private static final Pattern SEPARATOR = Pattern.compile("^[_─—=-]{8,}$");

  /** No mail program writes a longer line above a quote; patterns are slow on hostile ones. */
  private static final int MAX_MARK = 500;

  private Texte() {}

  private static int flags() {
    return Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  }

  static Partage split(String text) {
    List<String> lines = text.lines().toList();
    List<String> written = new ArrayList<>();
    List<String> quoted = new ArrayList<>();
    int i = 0;
    while (i < lines.size()) {
      String line = lines.get(i);
      if (isQuoted(line)) {
        quoted.add(line);
        i++;
        continue;
      }
      int attribution = attributionLength(lines, i);
      if (attribution > 0) {
        int next = nextText(lines, i + attribution);
        quoted.addAll(lines.subList(i, i + attribution));
        i += attribution;
        if (next < lines.size() && !isQuoted(lines.get(next))) {
          quoted.addAll(lines.subList(i, lines.size()));
          break;
        }
        // The quote is marked line by line: what follows it is the sender's own.
        continue;
      }
      boolean signature = isSignature(line) && written.stream().anyMatch(l -> !l.isBlank());
      if (signature || startsOldMail(lines, i)) {
        quoted.addAll(lines.subList(i, lines.size()));
        break;
      }
      written.add(line);
      i++;
    }
    return new Partage(tidy(written), tidy(quoted));
  }

  private static boolean isQuoted(String line) {
    String start = line.stripLeading();
    return start.startsWith(">") || start.startsWith("|>");
  }

  private static boolean isSignature(String line) {
    return line.stripTrailing().equals("--");
  }

  /** Of one to three lines, since programs wrap them; 0 when there is none here. */
  private static int attributionLength(List<String> lines, int start) {
    StringBuilder joined = new StringBuilder();
    for (int length = 1; length <= 3 && start + length <= lines.size(); length++) {
      String line = lines.get(start + length - 1).strip();
      if (line.isEmpty() || line.length() > MAX_MARK || isQuoted(line)) {
        return 0;
      }
      joined.append(length == 1 ? "" : " ").append(line);
      if (joined.length() > 500) {
        return 0;
      }
      String candidate = joined.toString().replace('\u00a0', ' ').replace('\u202f', ' ');
      boolean beforeQuote =
          nextText(lines, start + length) < lines.size()
              && isQuoted(lines.get(nextText(lines, start + length)));
      // "Le client a écrit :" is the sender's own sentence: programs name a day or an address.
      boolean dated = candidate.chars().anyMatch(c -> Character.isDigit(c) || c == '@');
      if (((dated || beforeQuote) && ATTRIBUTION.matcher(candidate).matches())
          || (beforeQuote && SHORT_ATTRIBUTION.matcher(candidate).matches())) {
        return length;
      }
    }
    return 0;
  }

  private static int nextText(List<String> lines, int from) {
    int i = from;
    while (i < lines.size() && lines.get(i).isBlank()) {
      i++;
    }
    return i;
  }

  private static boolean startsOldMail(List<String> lines, int i) {
    if (lines.get(i).length() > MAX_MARK) {
      return false;
    }
    String line = lines.get(i).strip().replace('\u00a0', ' ').replace('\u202f', ' ');
    if (FORWARD_LINE.matcher(line).matches() || APPLE_FORWARD.matcher(line).matches()) {
      return true;
    }
    if (SEPARATOR.matcher(line).matches()) {
      int next = nextText(lines, i + 1);
      return next < lines.size() && isHeaderBlock(lines, next);
    }
    return isHeaderBlock(lines, i);
  }

  /** "De : … Envoyé : … À : … Objet : …": the first and two of the others. */
  private static boolean isHeaderBlock(List<String> lines, int start) {
    String first = lines.get(start);
    if (first.length() > MAX_MARK || !FROM_LINE.matcher(plainSpaces(first)).matches()) {
      return false;
    }
    int others = 0;
    for (int i = start + 1; i < Math.min(lines.size(), start + 10); i++) {
      if (lines.get(i).length() <= MAX_MARK * 4
          && OTHER_HEADER_LINE.matcher(plainSpaces(lines.get(i))).matches()) {
        others++;
      }
    }
    return others >= 2;
  }

  private static String plainSpaces(String line) {
    return line.strip().replace('\u00a0', ' ').replace('\u202f', ' ');
  }

  static String tidy(List<String> lines) {
    return lines.stream()
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n"))
        .replaceAll("\n{3,}", "\n\n")
        .strip();
  }

  /** Without control and direction characters, spaces collapsed. */
  static String oneLine(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .replaceAll("[\\p{Cntrl}\\s\u0085\u2028\u2029\u00a0]+", " ")
        .replaceAll("\\p{Cf}", "")
        .strip();
  }

  /** Keeps line breaks and tabs, drops every other control character. */
  static String clean(String text) {
    return text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "")
        .replaceAll("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]", "");
  }

  /** At most that many characters, never half of one. */
  static String limit(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int stop = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, stop);
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}

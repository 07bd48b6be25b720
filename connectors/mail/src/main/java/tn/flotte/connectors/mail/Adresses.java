package tn.flotte.connectors.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads address headers. The address is what stands outside quotes and comments, between angle
 * brackets when there are any; what a display name claims to be never counts.
 */
final class Adresses {
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s\\p{Cntrl}<>()@,;:\"\\[\\]]{1,64}@[\\p{L}\\p{N}._-]{1,253}");

  private Adresses() {}

  /** {@code address} is in lower case, or empty when it can't be read. */
  record Adresse(String nom, String address) {}

  static List<Adresse> parse(String header) {
    List<Adresse> addresses = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    StringBuilder comment = new StringBuilder();
    List<String> angles = new ArrayList<>();
    int position = 0;
    while (position <= header.length()) {
      char c = position < header.length() ? header.charAt(position) : ',';
      switch (c) {
        case '"' -> position = quoted(header, position, name);
        case '(' -> position = comment(header, position, comment);
        case '<' -> {
          int close = header.indexOf('>', position);
          int stop = close < 0 ? header.length() : close;
          angles.add(header.substring(position + 1, stop));
          position = stop;
        }
        case ',', ';' -> {
          add(addresses, name, comment, angles);
          name.setLength(0);
          comment.setLength(0);
          angles.clear();
        }
        // A group: its name is no address.
        case ':' -> name.setLength(0);
        default -> name.append(c);
      }
      position++;
    }
    return addresses;
  }

  private static int quoted(String header, int start, StringBuilder name) {
    int i = start + 1;
    // The quote itself is kept out of the way of ADDRESS: a quoted text is a name.
    name.append('\u0000');
    while (i < header.length() && header.charAt(i) != '"') {
      if (header.charAt(i) == '\\' && i + 1 < header.length()) {
        i++;
      }
      name.append(header.charAt(i));
      i++;
    }
    name.append('\u0000');
    return i;
  }

  private static int comment(String header, int start, StringBuilder comment) {
    int depth = 0;
    int i = start;
    for (; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        break;
      } else {
        comment.append(c);
      }
    }
    return i;
  }

  private static void add(
      List<Adresse> addresses, CharSequence nameText, CharSequence comment, List<String> angles) {
    String outside = nameText.toString();
    String unquoted = outside.replaceAll("\u0000[^\u0000]*\u0000", " ").trim();
    String name = outside.replace("\u0000", "");
    if (angles.isEmpty()) {
      if (ADDRESS.matcher(unquoted).matches()) {
        addresses.add(new Adresse(display(comment.toString()), lower(unquoted)));
      } else if (!name.isBlank()) {
        addresses.add(new Adresse(display(name), ""));
      }
      return;
    }
    String address = angles.getLast().trim();
    // Two addresses for one name: nobody can say which one wrote.
    boolean sure = angles.size() == 1 && ADDRESS.matcher(address).matches();
    addresses.add(new Adresse(display(name), sure ? lower(address) : ""));
  }

  private static String lower(String address) {
    return address.toLowerCase(Locale.ROOT);
  }

  private static String display(String name) {
    return Texte.limit(Texte.oneLine(EncodedWords.decode(name)), 200);
  }
}

package tn.flotte.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail that the robots sent, as it arrived. */
final class Answer {
  private static final Pattern IN_REPLY_TO =
      Pattern.compile("^In-Reply-To:\\s*(<[^>]*>)", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

  private Answer() {}

  /** The Message-ID it answers; empty when it answers none. */
  static String repliesTo(Path mail) throws IOException {
    String text = Files.readString(mail, StandardCharsets.ISO_8859_1);
    int body = text.indexOf("\r\n\r\n");
    Matcher header = IN_REPLY_TO.matcher(body < 0 ? text : text.substring(0, body));
    return header.find() ? header.group(1) : "";
  }
}

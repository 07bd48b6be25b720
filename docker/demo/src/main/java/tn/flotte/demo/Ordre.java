package tn.flotte.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another order of the same mails that a mailbox could have produced: any, but whoever names a mail
 * in In-Reply-To or References had received it (RFC 5322, 3.6.4), so it comes after. A named mail
 * that is not among them is an answer of ours to what the same sender had sent before.
 */
final class Ordre {
  private static final Pattern ID = Pattern.compile("<[^<>\\s]+>");

  private final List<RawMail> mails;
  private final Map<String, List<RawMail>> byId = new HashMap<>();
  private final Set<RawMail> placed = new LinkedHashSet<>();

  private Ordre(List<RawMail> mails) {
    this.mails = mails;
    mails.forEach(mail -> byId.computeIfAbsent(mail.messageId(), _ -> new ArrayList<>()).add(mail));
  }

  /** The same seed gives the same order. */
  static List<RawMail> drawn(List<RawMail> mails, long seed) {
    List<RawMail> shuffled = new ArrayList<>(mails);
    Collections.shuffle(shuffled, new Random(seed));
    Ordre order = new Ordre(mails);
    shuffled.forEach(mail -> order.place(mail, new LinkedHashSet<>()));
    return List.copyOf(order.placed);
  }

  /**
   * {@code below}: those that wait for this one; who names himself in a circle waits for nobody.
   */
  private void place(RawMail mail, Set<RawMail> below) {
    if (placed.contains(mail) || !below.add(mail)) {
      return;
    }
    for (String header : List.of("References", "In-Reply-To")) {
      Matcher named = ID.matcher(mail.header(header).orElse(""));
      while (named.find()) {
        List<RawMail> known = byId.get(named.group());
        (known == null ? sentBefore(mail) : known).forEach(before -> place(before, below));
      }
    }
    placed.add(mail);
  }

  private List<RawMail> sentBefore(RawMail mail) {
    return mails.subList(0, mails.indexOf(mail)).stream()
        .filter(other -> other.envelopeSender().equals(mail.envelopeSender()))
        .toList();
  }
}

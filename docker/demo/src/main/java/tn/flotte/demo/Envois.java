package tn.flotte.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Which mail delivered each outcome is of. A mail is known by its content; where a mail server has
 * changed a byte on the way, by its Message-ID and the order of delivery. So mails are told apart
 * whose Message-ID is empty or another's.
 */
final class Envois {
  private final IdentityHashMap<RawMail, Resultat> results = new IdentityHashMap<>();
  private final IdentityHashMap<Resultat, RawMail> mails = new IdentityHashMap<>();
  private final List<Resultat> strangers;

  Envois(List<RawMail> delivered, List<Resultat> outcomes) {
    match(delivered, outcomes, (mail, result) -> mail.sha256().equals(result.reference()));
    match(delivered, outcomes, (mail, result) -> mail.messageId().equals(result.messageId()));
    strangers = new ArrayList<>(outcomes.stream().filter(r -> !mails.containsKey(r)).toList());
  }

  private void match(
      List<RawMail> delivered, List<Resultat> outcomes, BiPredicate<RawMail, Resultat> same) {
    for (RawMail mail : delivered) {
      if (!results.containsKey(mail)) {
        outcomes.stream()
            .filter(result -> !mails.containsKey(result) && same.test(mail, result))
            .findFirst()
            .ifPresent(
                result -> {
                  results.put(mail, result);
                  mails.put(result, mail);
                });
      }
    }
  }

  /** What became of a mail; empty while nothing is known of it. */
  Optional<Resultat> of(RawMail mail) {
    return Optional.ofNullable(results.get(mail));
  }

  /** The file that an outcome is of; empty for a mail that was not delivered here. */
  Optional<String> file(Resultat result) {
    return Optional.ofNullable(mails.get(result)).map(RawMail::name);
  }

  /** What people know the mail by. */
  String name(Resultat result) {
    return file(result)
        .or(() -> Optional.of(result.messageId()).filter(id -> !id.isEmpty()))
        .orElse("courriel sans Message-ID");
  }

  /** Outcomes of mails that were not delivered here. */
  List<Resultat> strangers() {
    return Collections.unmodifiableList(strangers);
  }
}

package tn.flotte.bots.ouverture;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether this process hosts the opening bots: it hosts bots at all, these are among them, and it
 * knows a mailbox. Whoever names the bots without a mailbox isn't spared: the missing setting then
 * refuses the start.
 */
final class Heberge extends SpringBootCondition {
  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata metadata) {
    Binder binder = Binder.get(context.getEnvironment());
    ConditionMessage.Builder message = ConditionMessage.forCondition("opening bots");
    if (!binder.bind("flotte.agent.actif", Boolean.class).orElse(true)) {
      return ConditionOutcome.noMatch(message.because("this process hosts no bot"));
    }
    List<String> named =
        binder.bind("flotte.agent.bots", Bindable.listOf(String.class)).orElse(List.of());
    if (Stream.of(Ouverture.NOM, Releve.NOM, Relance.NOM).anyMatch(named::contains)) {
      return ConditionOutcome.match(message.because("flotte.agent.bots names them"));
    }
    if (!named.isEmpty()) {
      return ConditionOutcome.noMatch(message.because("flotte.agent.bots names others"));
    }
    return context.getEnvironment().containsProperty("flotte.mail.imap-host")
        ? ConditionOutcome.match(message.because("flotte.mail.imap-host is set"))
        : ConditionOutcome.noMatch(message.because("flotte.mail.imap-host is not set"));
  }
}

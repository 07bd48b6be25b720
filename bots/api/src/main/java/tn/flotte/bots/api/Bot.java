package tn.flotte.bots.api;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A bot: one route that reads like the procedure. Its steps are journaled, its effects happen once,
 * its end is an outcome.
 */
public abstract class Bot extends RouteBuilder {
  private final String name;

  protected Bot(String name) {
    this.name = name;
  }

  public final String name() {
    return name;
  }

  /** Whether its items need a PASS account, leased with each item. */
  public boolean needsPassAccount() {
    return false;
  }

  /**
   * The {@link RuleBook} of which each of its items is given one version; null when it has none.
   */
  public @Nullable String ruleBook() {
    return null;
  }

  /**
   * The endpoint on which the agent puts each taken item; the exchange's body is the {@link Work}.
   */
  public final String work() {
    return "direct:bot-" + name;
  }

  protected static <R> Processor step(String name, Class<R> type, StepWork<R> work) {
    return exchange -> of(exchange).step(name, type, work);
  }

  /**
   * {@code withheld} says how the item ends when the effect must not happen any more; the route
   * ends with it.
   */
  protected static <R> Processor effect(
      String name,
      Class<R> type,
      Function<Work, Effect<R>> plan,
      BiFunction<Work, String, Outcome> withheld) {
    return exchange -> {
      Work work = of(exchange);
      switch (work.effect(name, type, plan.apply(work))) {
        case Effect.Result.Done<R> _ -> {}
        case Effect.Result.Withheld<R>(String motif) -> {
          work.finish(withheld.apply(work, motif));
          exchange.setRouteStop(true);
        }
      }
    };
  }

  protected static Processor finish(Function<Work, Outcome> outcome) {
    return exchange -> {
      Work work = of(exchange);
      work.finish(outcome.apply(work));
    };
  }

  protected static <R> org.apache.camel.Predicate when(Class<R> type, Predicate<R> test) {
    return new org.apache.camel.Predicate() {
      @Override
      public boolean matches(Exchange exchange) {
        return of(exchange).find(type).filter(test).isPresent();
      }

      @Override
      public String toString() {
        return type.getSimpleName();
      }
    };
  }

  /** Whether the item stands so. */
  protected static org.apache.camel.Predicate when(Predicate<Work> test) {
    return exchange -> test.test(of(exchange));
  }

  /** Whether a person's last decision about the item is such. */
  protected static org.apache.camel.Predicate decided(Predicate<Decision> test) {
    return when(
        work -> {
          List<Decision> decisions = work.decisions();
          return !decisions.isEmpty() && test.test(decisions.getLast());
        });
  }

  private static Work of(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    if (body instanceof Work work) {
      return work;
    }
    throw new ConnectorException(
        FailureKind.BUG, "A bot's route must leave the work in the body, but found " + body + ".");
  }
}

package tn.flotte.bots.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.Effect.Result;

class EffectsTest {
  private final Effects effects = new Effects(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  private final List<String> calls = new ArrayList<>();
  private Optional<String> shown = Optional.empty();
  private Optional<String> obstacle = Optional.empty();

  private final Effect<String> effect =
      new Effect<>() {
        @Override
        public String naturalKey() {
          return "D1";
        }

        @Override
        public Optional<String> lookup() {
          calls.add("lookup");
          return shown;
        }

        @Override
        public Optional<String> obstacle() {
          calls.add("obstacle");
          return obstacle;
        }

        @Override
        public String perform() {
          calls.add("perform");
          return "S1";
        }

        @Override
        public void fence() {
          calls.add("fence");
        }

        @Override
        public Duration longestRequest() {
          return Duration.ZERO;
        }
      };

  private Result<String> uncertain() {
    return effects.uncertain("ouvrir", effect, () -> calls.add("renew"));
  }

  @Test
  void looksFirstAndPerformsWhenNothingStandsInTheWay() {
    assertThat(effects.fresh("ouvrir", effect)).isEqualTo(new Result.Done<>("S1"));
    assertThat(calls).containsExactly("lookup", "obstacle", "perform");
  }

  @Test
  void anObstacleMeansNothingForWhatIsThereAlready() {
    shown = Optional.of("S7");
    obstacle = Optional.of("PASS a changé");

    assertThat(effects.fresh("ouvrir", effect)).isEqualTo(new Result.Done<>("S7"));
    assertThat(calls).containsExactly("lookup");
  }

  @Test
  void performsNothingWhenSomethingStandsInTheWay() {
    obstacle = Optional.of("PASS a changé");

    assertThat(effects.fresh("ouvrir", effect)).isEqualTo(new Result.Withheld<>("PASS a changé"));
    assertThat(calls).containsExactly("lookup", "obstacle");
  }

  @Test
  void inDoubtFencesThenLooksAndOnlyThenRenewsAndPerforms() {
    assertThat(uncertain()).isEqualTo(new Result.Done<>("S1"));
    assertThat(calls).containsExactly("fence", "lookup", "obstacle", "renew", "perform");
  }

  @Test
  void inDoubtAnObstacleCountsOnlyOnceTheDoubtIsOverAndRenewsNothing() {
    obstacle = Optional.of("PASS a changé");

    assertThat(uncertain()).isEqualTo(new Result.Withheld<>("PASS a changé"));
    assertThat(calls).containsExactly("fence", "lookup", "obstacle");
  }

  @Test
  void whatTheJournalHoldsAsDoneIsLookedAtAgain() {
    shown = Optional.of("S7");

    assertThat(effects.happened("ouvrir", effect)).isEqualTo(new Result.Done<>("S7"));
    assertThat(calls).containsExactly("lookup");
  }

  @Test
  void whatWasUndoneIsNeverDoneAgain() {
    assertThat(effects.happened("ouvrir", effect))
        .isInstanceOfSatisfying(
            Result.Withheld.class, withheld -> assertThat(withheld.motif()).contains("ouvrir"));
    assertThat(calls).containsExactly("lookup");
  }
}

package tn.flotte.bots.api;

import java.util.List;

/**
 * A bot's rules, which people change while it runs: where they come from, and the one place that
 * says whether a text can be used. The orchestrator asks it before it keeps a text, the bot before
 * it works under one; so what a person is told at the screen is what would have refused the work.
 * It lives in the bot's module and needs no connector: every process of the house has it, whether
 * the bot is hosted there or on another machine.
 */
public interface RuleBook {
  /** Its name, such as {@code ouverture}; several bots may work under one book. */
  String name();

  /** What people call it, in French. */
  String title();

  /**
   * The text that an installation begins with.
   *
   * @throws ConnectorException CONFIGURATION when there is none
   */
  String origin();

  /** Reads a text that somebody wrote. */
  Reading read(String text);

  /** What a text says. */
  sealed interface Reading {
    /** It can be used; the same in tables, for people who read no YAML. */
    record Accepted(List<RuleTable> tables) implements Reading {
      public Accepted {
        tables = List.copyOf(tables);
      }
    }

    /** It can't be used, for all of these reasons, in the order of the text. */
    record Refused(List<RuleFault> faults) implements Reading {
      public Refused {
        faults = List.copyOf(faults);
      }
    }
  }
}

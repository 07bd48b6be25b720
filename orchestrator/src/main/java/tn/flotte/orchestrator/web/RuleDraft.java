package tn.flotte.orchestrator.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.RuleFault;
import tn.flotte.orchestrator.rules.Difference;
import tn.flotte.orchestrator.rules.RuleVersion;

/**
 * A rule text under somebody's hands, as the page gives it back.
 *
 * @param base the version that saving it would replace
 * @param faults why it can't be used, in its order
 * @param reasonMissing whether saving it failed for want of a reason
 * @param overtaken what somebody else has saved meanwhile, or null
 * @param changes what that person changed
 */
record RuleDraft(
    String text,
    String reason,
    int base,
    List<RuleFault> faults,
    boolean reasonMissing,
    @Nullable RuleVersion overtaken,
    List<Difference.Line> changes) {
  private static final int AROUND = 1;

  RuleDraft {
    faults = List.copyOf(faults);
    changes = List.copyOf(changes);
  }

  /** As it is opened. */
  static RuleDraft of(String text, String reason, int base) {
    return new RuleDraft(text, reason, base, List.of(), false, null, List.of());
  }

  RuleDraft refused(List<RuleFault> why) {
    return new RuleDraft(text, reason, base, why, false, null, List.of());
  }

  RuleDraft withoutReason() {
    return new RuleDraft(text, reason, base, List.of(), true, null, List.of());
  }

  RuleDraft overtaken(RuleVersion newest, List<Difference.Line> theirs) {
    return new RuleDraft(text, reason, newest.version(), List.of(), false, newest, theirs);
  }

  /** A line of the text. */
  record Line(int number, String text, boolean faulty) {}

  /** The text for a text area, which swallows its first line break. */
  public String area() {
    return "\n" + text;
  }

  /** How many lines the text has. */
  public int lines() {
    return (int) text.lines().count();
  }

  /** The fault's line with those beside it; empty when it concerns no line. */
  public List<Line> around(RuleFault fault) {
    List<String> lines = text.lines().toList();
    List<Line> shown = new ArrayList<>();
    if (fault.line() > 0) {
      int last = Math.min(lines.size(), fault.line() + AROUND);
      for (int number = Math.max(1, fault.line() - AROUND); number <= last; number++) {
        shown.add(new Line(number, lines.get(number - 1), number == fault.line()));
      }
    }
    return shown;
  }
}

package tn.flotte.orchestrator.rules;

import java.util.ArrayList;
import java.util.List;
import tn.flotte.bots.api.RuleBook;
import tn.flotte.bots.api.RuleFault;
import tn.flotte.bots.api.RuleTable;

/** A rule book of lines such as {@code seuil: 3}; a line that says "faux" can't be used. */
public final class LineBook implements RuleBook {
  private final String name;
  private final String origin;

  public LineBook(String name, String origin) {
    this.name = name;
    this.origin = origin;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return "Essai";
  }

  @Override
  public String origin() {
    return origin;
  }

  @Override
  public Reading read(String text) {
    List<RuleFault> faults = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("faux")) {
        faults.add(new RuleFault(i + 1, 1, "seuil", "« faux » n'est pas un seuil"));
      }
      rows.add(List.of(lines.get(i)));
    }
    return faults.isEmpty()
        ? new Reading.Accepted(List.of(new RuleTable("Lignes", "", List.of("Ligne"), rows)))
        : new Reading.Refused(faults);
  }
}

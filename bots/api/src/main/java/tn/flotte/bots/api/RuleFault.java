package tn.flotte.bots.api;

/**
 * Why a rule text can't be used.
 *
 * @param line from 1; 0 when it concerns no line
 * @param column from 1; 0 when it concerns no line
 * @param field the path of keys that leads there, such as {@code natures.VOL.delai-jours}; empty
 *     when it concerns the whole text
 * @param message one sentence in French
 */
public record RuleFault(int line, int column, String field, String message) {
  /** In one line, in French: where, what, and at which field. */
  public String sentence() {
    return (line == 0 ? "" : "ligne " + line + " : ")
        + message
        + (field.isEmpty() ? "" : " (" + field + ")");
  }
}

package tn.flotte.connectors.ocr;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one declared value.
 *
 * @param confiance in the verdict, from 0 to 1
 * @param lu what was read on the paper, canonical if it could be made so, else raw; null if nothing
 */
public record Jugement(Verdict verdict, double confiance, @Nullable String lu) {

  /** A contradiction that a printed, clean value proves. */
  @JsonIgnore
  public boolean isConflitSur() {
    return verdict == Verdict.CONFLICT && confiance >= Champ.SUR;
  }
}

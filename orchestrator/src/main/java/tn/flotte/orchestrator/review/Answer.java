package tn.flotte.orchestrator.review;

import java.util.Map;
import tn.flotte.bots.api.Decision;

/**
 * What a person filled in.
 *
 * @param valeurs by field, as typed or chosen
 * @param motif the reason of a rejection; else empty
 * @param sujet the letter's subject, when the sender is asked again
 * @param texte the letter, when the sender is asked again
 */
public record Answer(
    Decision.Genre genre, Map<String, String> valeurs, String motif, String sujet, String texte) {
  public Answer {
    valeurs = Map.copyOf(valeurs);
  }
}

package tn.flotte.connectors.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What each kind of {@link Evidence} weighs for naming a claim: the logarithm of how much likelier
 * it is on the claim's own papers than on those of another claim of the same agency. Counts are
 * data ({@code poids.json}).
 */
final class Weights {
  /** No single field says more, whatever was counted. */
  private static final double MOST = 6;

  /** Those that come with the product. */
  static final Weights OWN = new Weights(load());

  private final Map<Nature, Map<Evidence, Count>> counts;

  Weights(Map<Nature, Map<Evidence, Count>> counts) {
    this.counts = counts;
  }

  /** Share of this evidence among a field's readings, on own papers and on another claim's. */
  record Count(double soi, double autre) {
    double weight() {
      return Math.clamp(Math.log((soi + 0.002) / (autre + 0.002)), -MOST, MOST);
    }
  }

  double of(Nature nature, Evidence preuve) {
    Count count = counts.getOrDefault(nature, Map.of()).get(preuve);
    return count == null ? 0 : count.weight();
  }

  private static Map<Nature, Map<Evidence, Count>> load() {
    try (InputStream in = Weights.class.getResourceAsStream("poids.json")) {
      if (in == null) {
        throw new ConnectorException(FailureKind.BUG, "poids.json is missing");
      }
      return JsonMapper.builder()
          .build()
          .readValue(in, new TypeReference<EnumMap<Nature, Map<Evidence, Count>>>() {});
    } catch (IOException e) {
      throw new ConnectorException(FailureKind.BUG, "poids.json cannot be read", e);
    }
  }
}

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
 * How often a verdict that rests on each kind of {@link Evidence} is right, counted on papers whose
 * truth is known, when one record in twenty holds a mistyped value. The counts are data ({@code
 * calibration.json}); {@code ./flotte bench lecture} counts again and shows how far they carry over
 * to a hand that was left out.
 */
final class Calibration {
  private static final Map<Evidence, Count> COUNTS = load();

  private Calibration() {}

  /** Verdicts of a kind, and how many of them were right. */
  record Count(double juste, double total) {
    /** Careful where little was seen. */
    double share() {
      return (juste + 0.5) / (total + 1);
    }
  }

  static double confidence(Evidence preuve) {
    Count count = COUNTS.get(preuve);
    return count == null ? 0 : Math.round(count.share() * 1000) / 1000.0;
  }

  private static Map<Evidence, Count> load() {
    try (InputStream in = Calibration.class.getResourceAsStream("calibration.json")) {
      if (in == null) {
        throw new ConnectorException(FailureKind.BUG, "calibration.json is missing");
      }
      return JsonMapper.builder()
          .build()
          .readValue(in, new TypeReference<EnumMap<Evidence, Count>>() {});
    } catch (IOException e) {
      throw new ConnectorException(FailureKind.BUG, "calibration.json cannot be read", e);
    }
  }
}

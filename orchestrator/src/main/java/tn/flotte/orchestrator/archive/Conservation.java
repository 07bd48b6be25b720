package tn.flotte.orchestrator.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.Resource;

/**
 * How long pieces are kept, and whose originals are expected on paper. The figures are the
 * company's to give; what is read is validated whole.
 *
 * @param version recorded with every entry
 * @param annees years from the day a piece came, for types that {@code anneesParType} doesn't name
 * @param originaux types of which the agency sends the original on paper
 * @param originauxJours days after which an original that has not come is missing
 */
record Conservation(
    int version,
    int annees,
    Map<String, Integer> anneesParType,
    Set<String> originaux,
    int originauxJours) {
  /** Liability is time-barred after three years: until then a file may be asked for. */
  private static final int PRESCRIPTION = 3;

  private static final int MOST = 100;

  Conservation {
    anneesParType = anneesParType == null ? Map.of() : Map.copyOf(anneesParType);
    originaux = originaux == null ? Set.of() : Set.copyOf(originaux);
    require(version > 0, "version must be 1 or more, not " + version);
    years("annees", annees);
    anneesParType.forEach((type, years) -> years("annees-par-type." + type, years));
    require(
        originauxJours > 0 && originauxJours <= 365,
        "originaux-jours must be 1 to 365, not " + originauxJours);
  }

  private static void years(String key, int years) {
    require(
        years >= PRESCRIPTION && years <= MOST,
        "%s must be %d to %d years, not %d".formatted(key, PRESCRIPTION, MOST, years));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The last day on which a piece of this type must be there. */
  LocalDate until(String type, LocalDate came) {
    return came.plusYears(anneesParType.getOrDefault(type, annees));
  }

  boolean expectsOriginal(String type) {
    return originaux.contains(type);
  }

  Duration patience() {
    return Duration.ofDays(originauxJours);
  }

  /** Reads and checks the rules; an orchestrator does not start on wrong ones. */
  static Conservation read(Resource yaml) {
    try {
      MutablePropertySources sources = new MutablePropertySources();
      new YamlPropertySourceLoader().load("conservation", yaml).forEach(sources::addLast);
      return new Binder(ConfigurationPropertySources.from(sources))
          .bind(
              "",
              Bindable.of(Conservation.class),
              new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
          .get();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The archive's rules can't be read from " + yaml.getDescription() + ".", e);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "The archive's rules in " + yaml.getDescription() + " are refused: " + root(e), e);
    }
  }

  private static String root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}

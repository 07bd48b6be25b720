package tn.flotte.orchestrator.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads the YAML files; whatever is unknown or missing in them is an error that names file and
 * entry.
 */
final class ScheduleFiles {
  private static final Set<String> KEYS =
      Set.of("nom", "bot", "toutes", "cron", "fuseau", "rattrapage", "seul", "description");

  private final Path directory;
  private final Environment environment;

  ScheduleFiles(Path directory, Environment environment) {
    this.directory = directory;
    this.environment = environment;
  }

  List<Schedule> read() {
    if (!Files.isDirectory(directory)) {
      throw new IllegalStateException(
          "There is no directory of schedules at " + directory.toAbsolutePath() + ".");
    }
    List<Schedule> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        for (Schedule schedule : read(file)) {
          if (!names.add(schedule.nom())) {
            throw new IllegalStateException(
                file + ": the name " + schedule.nom() + " is taken already.");
          }
          all.add(schedule);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "The schedules in " + directory + " could not be read: " + e.getMessage(), e);
    }
    return all;
  }

  private List<Schedule> read(Path file) throws IOException {
    Object document =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    if (!(document instanceof Map<?, ?> map) || !(map.get("planning") instanceof List<?> entries)) {
      throw new IllegalStateException(file + ": a list 'planning' is expected.");
    }
    List<Schedule> schedules = new ArrayList<>();
    for (Object entry : entries) {
      if (!(entry instanceof Map<?, ?> fields)) {
        throw new IllegalStateException(file + ": every entry of 'planning' is a map.");
      }
      schedules.add(schedule(file, fields));
    }
    return schedules;
  }

  private Schedule schedule(Path file, Map<?, ?> fields) {
    Set<String> unknown = new TreeSet<>();
    fields.keySet().forEach(key -> unknown.add(String.valueOf(key)));
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw new IllegalStateException(file + ": unknown keys " + unknown + ".");
    }
    try {
      String every = text(fields, "toutes");
      String zone = text(fields, "fuseau");
      return new Schedule(
          String.valueOf(text(fields, "nom")),
          String.valueOf(text(fields, "bot")),
          every == null ? null : duration(every),
          text(fields, "cron"),
          ZoneId.of(zone == null ? "Africa/Tunis" : zone),
          Boolean.parseBoolean(text(fields, "rattrapage")),
          Boolean.parseBoolean(text(fields, "seul")));
    } catch (RuntimeException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }

  private static Duration duration(String text) {
    return DurationStyle.detectAndParse(text);
  }

  private @Nullable String text(Map<?, ?> fields, String key) {
    Object value = fields.get(key);
    return value == null ? null : environment.resolveRequiredPlaceholders(String.valueOf(value));
  }
}

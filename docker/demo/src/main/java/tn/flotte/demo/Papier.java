package tn.flotte.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is really on one piece of a corpus.
 *
 * @param fichier name of the piece: of its file, with {@code #page} when the file holds several
 * @param main the hand that wrote it: {@code imprimé} or the name of a handwriting
 * @param preouverture number of its claim, empty if it has none
 */
record Papier(
    String fichier,
    String type,
    boolean manuscrit,
    String main,
    String degradation,
    boolean lisible,
    String preouverture,
    Map<String, JsonNode> champs) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The papers of a directory by the names of their pieces. */
  static Map<String, Papier> of(Path corpus) throws IOException {
    Map<String, Papier> papiers = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(corpus)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        JsonNode verite = JSON.readTree(Files.readAllBytes(file));
        if (verite.has("pieces")) {
          verite.path("pieces").forEach(p -> papiers.put(p.path("fichier").asString(), paper(p)));
        } else if (verite.has("fichier")) {
          papiers.put(verite.path("fichier").asString(), paper(verite));
        }
      }
    }
    return papiers;
  }

  private static Papier paper(JsonNode v) {
    boolean manuscrit = v.path("ecriture").asString().equals("manuscrit");
    List<String> masques = new ArrayList<>();
    v.path("champs_masques").forEach(m -> masques.add(m.asString()));
    Map<String, JsonNode> champs = new LinkedHashMap<>();
    v.path("champs")
        .properties()
        .forEach(
            e -> {
              if (!masques.contains(e.getKey())) {
                champs.put(e.getKey(), e.getValue());
              }
            });
    return new Papier(
        v.path("fichier").asString(),
        v.path("type").asString(),
        manuscrit,
        manuscrit ? v.path("polices").path(0).asString("?") : "imprimé",
        v.path("degradation").asString("?"),
        v.path("lisible").asBoolean(true),
        v.path("preouverture").asString(""),
        champs);
  }

  /** The name of the file that holds it. */
  String file() {
    int at = fichier.indexOf('#');
    return at < 0 ? fichier : fichier.substring(0, at);
  }

  /** Whether it was scanned, not photographed, faxed or coarse. */
  boolean isClean() {
    return !degradation.matches("phone|fax|lowres");
  }

  boolean isForm() {
    return lisible && (type.equals("constat") || type.equals("om"));
  }
}

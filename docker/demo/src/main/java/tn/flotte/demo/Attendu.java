package tn.flotte.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What mails must have brought about once they are worked off: each dossier, mission, report,
 * letter and answer by name, and how often. Kept in a file beside the mails, so that the judge
 * takes nobody's word, least of all the fleet's.
 */
final class Attendu {
  static final String FILE = "attendu.json";

  /** What the robots send to nobody's mail in particular: notices to the cell. */
  private static final String NOTICE = "avis";

  private final Map<String, Integer> wanted;
  private final Map<String, String> names;

  private Attendu(Map<String, Integer> wanted, Map<String, String> names) {
    this.wanted = wanted;
    this.names = names;
  }

  /**
   * Reads the file beside the mails, as far as it speaks of these.
   *
   * @param seed what PASS holds from the beginning: its dossiers and missions stay as they are
   */
  static Attendu of(Path directory, List<RawMail> mails, Path seed) {
    Path file = directory.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new DemoException(
          "Sans " + file + ", personne ne sait ce que ces courriels doivent avoir produit.");
    }
    return of(read(file), mails, read(seed));
  }

  private static JsonNode read(Path file) {
    try {
      return JsonMapper.shared().readTree(Files.readAllBytes(file));
    } catch (IOException | JacksonException e) {
      throw new DemoException(file + " ne se lit pas : " + e.getMessage(), e);
    }
  }

  static Attendu of(JsonNode expected, List<RawMail> mails, JsonNode seed) {
    Map<String, Integer> wanted = shown(seed);
    Map<String, String> names = new HashMap<>();
    for (RawMail mail : mails) {
      JsonNode entry = expected.path(mail.name());
      if (!entry.isObject()) {
        throw new DemoException(FILE + " ne dit rien de " + mail.name() + ".");
      }
      names.put(mail.messageId(), mail.name());
      add(wanted, answer(mail.name()), entry.path("reponses").asInt(0));
      add(wanted, NOTICE, entry.path(NOTICE).asInt(0));
      JsonNode opened = entry.path("ouvre");
      if (opened.isObject()) {
        String claim = opened.path("declaration").asString();
        add(wanted, dossier(claim), 1);
        opened.path("missions").valueStream().forEach(m -> add(wanted, mission(claim, m), 1));
        opened.path("lettres").valueStream().forEach(l -> add(wanted, letter(claim, l), 1));
      }
      JsonNode completed = entry.path("complete");
      if (completed.isObject()) {
        add(wanted, report(completed.path("declaration").asString(), completed.path("mission")), 1);
      }
    }
    return new Attendu(wanted, names);
  }

  /**
   * Compares with what the outside shows.
   *
   * @param truth PASS's {@code /verite}
   * @param arrived mails that reached people, by file
   * @return a line for each thing that is there too often, too seldom, or that nobody asked for
   */
  List<String> broken(JsonNode truth, List<Path> arrived) throws IOException {
    Map<String, Integer> seen = shown(truth);
    for (Path mail : arrived) {
      String to = Answer.repliesTo(mail);
      add(seen, to.isEmpty() ? NOTICE : answer(names.getOrDefault(to, to)), 1);
    }
    List<String> broken = new ArrayList<>();
    Set<String> all = new TreeSet<>(wanted.keySet());
    all.addAll(seen.keySet());
    for (String what : all) {
      int is = seen.getOrDefault(what, 0);
      int must = wanted.getOrDefault(what, 0);
      if (is != must) {
        broken.add("%d fois au lieu de %d : %s".formatted(is, must, what));
      }
    }
    return broken;
  }

  /** What PASS shows, by name, and how often. */
  private static Map<String, Integer> shown(JsonNode truth) {
    Map<String, Integer> seen = new TreeMap<>();
    Map<String, String> claims = new HashMap<>();
    truth
        .path("dossiers")
        .valueStream()
        .forEach(
            d -> {
              String claim = d.path("numero_declaration").asString();
              claims.put(d.path("numero_dossier").asString(), claim);
              add(seen, dossier(claim), 1);
            });
    truth
        .path("missions")
        .valueStream()
        .forEach(
            m -> {
              String claim = claim(claims, m);
              add(seen, mission(claim, m.path("numero_om")), 1);
              m.path("rapports")
                  .valueStream()
                  .forEach(_ -> add(seen, report(claim, m.path("numero_om")), 1));
            });
    truth
        .path("lettres")
        .valueStream()
        .forEach(l -> add(seen, letter(claim(claims, l), l.path("genre")), 1));
    return seen;
  }

  private static String claim(Map<String, String> claims, JsonNode part) {
    String dossier = part.path("numero_dossier").asString();
    return claims.getOrDefault(dossier, dossier);
  }

  private static void add(Map<String, Integer> counts, String what, int times) {
    counts.merge(what, times, Integer::sum);
  }

  private static String dossier(String claim) {
    return "dossier " + claim;
  }

  private static String mission(String claim, JsonNode om) {
    return "mission " + om.asString() + " du dossier " + claim;
  }

  private static String report(String claim, JsonNode om) {
    return "rapport sur la " + mission(claim, om);
  }

  private static String letter(String claim, JsonNode kind) {
    return "lettre " + kind.asString() + " du dossier " + claim;
  }

  private static String answer(String mail) {
    return "réponse à " + mail;
  }
}

package tn.flotte.bots.ouverture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tn.flotte.bots.api.RuleFault;

/**
 * One place in a YAML text. Whatever is asked of it that isn't there is a fault with line and
 * column, and the answer then is a stand-in that nobody may use: all of a text's faults are found
 * in one reading.
 */
final class Endroit {
  private static final int LONGEST = 200_000;
  private static final int LONGEST_QUOTE = 60;

  private final List<RuleFault> fautes;
  private final @Nullable Node node;
  private final Node around;
  private final String path;

  private Endroit(List<RuleFault> fautes, @Nullable Node node, Node around, String path) {
    this.fautes = fautes;
    this.node = node;
    this.around = around;
    this.path = path;
  }

  /** The whole text; a fault and null when it is no YAML at all. */
  static @Nullable Endroit texte(String yaml, List<RuleFault> fautes) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LONGEST);
    options.setNestingDepthLimit(20);
    options.setMaxAliasesForCollections(0);
    try {
      Node root = new Yaml(options).compose(new java.io.StringReader(yaml));
      if (root == null) {
        fautes.add(new RuleFault(0, 0, "", "le texte est vide"));
        return null;
      }
      return new Endroit(fautes, root, root, "");
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      fautes.add(
          new RuleFault(
              mark == null ? 0 : mark.getLine() + 1,
              mark == null ? 0 : mark.getColumn() + 1,
              "",
              String.valueOf(e.getProblem()).contains("\\t")
                  ? "une tabulation se trouve dans la marge : utilisez des espaces"
                  : "la mise en forme est fausse ici ou juste avant : vérifiez le retrait, les deux-points, les guillemets et les crochets"));
      return null;
    } catch (YAMLException e) {
      fautes.add(
          new RuleFault(
              0, 0, "", "le texte ne peut pas être lu : trop long, ou un caractère interdit"));
      return null;
    }
  }

  /** Whether something stands there. */
  boolean present() {
    return node != null && !node.getTag().equals(Tag.NULL);
  }

  boolean estListe() {
    return node instanceof SequenceNode;
  }

  void faute(String message) {
    faute(node == null ? around : node, message);
  }

  /** The same about the key that leads here. */
  void fauteDeCle(String message) {
    faute(around, message);
  }

  private void faute(Node where, String message) {
    Mark mark = where.getStartMark();
    fautes.add(new RuleFault(mark.getLine() + 1, mark.getColumn() + 1, path, message));
  }

  /** What stands under each key; {@code facultatives} may be missing, no other key may be there. */
  Map<String, Endroit> champs(List<String> requises, List<String> facultatives) {
    Map<String, Endroit> found = table(true);
    for (String key : found.keySet()) {
      if (!requises.contains(key) && !facultatives.contains(key)) {
        found.get(key).fauteDeCle("« %s » n'est pas une clé connue ici".formatted(cite(key)));
      }
    }
    for (String key : requises) {
      if (!found.containsKey(key)) {
        Endroit missing = new Endroit(fautes, null, around, sous(key));
        if (present()) {
          missing.faute("il manque « %s »".formatted(key));
        }
        found.put(key, missing);
      }
    }
    for (String key : facultatives) {
      found.putIfAbsent(key, new Endroit(fautes, null, around, sous(key)));
    }
    return found;
  }

  /** What stands under each key, whatever the keys are; at least one. */
  Map<String, Endroit> table() {
    return table(false);
  }

  private Map<String, Endroit> table(boolean fields) {
    Map<String, Endroit> found = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      if (node != null) {
        faute("des lignes « clé: valeur » sont attendues ici");
      }
      return found;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      Node key = tuple.getKeyNode();
      String name = key instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
      Endroit value = new Endroit(fautes, tuple.getValueNode(), key, sous(name));
      if (name.isEmpty()) {
        new Endroit(fautes, key, key, path).faute("une clé est un mot simple");
      } else if (found.putIfAbsent(name, value) != null) {
        new Endroit(fautes, key, key, sous(name))
            .faute("« %s » est écrit deux fois".formatted(cite(name)));
      }
    }
    if (found.isEmpty() && !fields) {
      faute("au moins une ligne « clé: valeur » est attendue ici");
    }
    return found;
  }

  private String sous(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The entries of a list, which may be empty. */
  List<Endroit> liste() {
    List<Endroit> found = new ArrayList<>();
    if (!(node instanceof SequenceNode sequence)) {
      if (node != null) {
        faute("une liste est attendue ici, comme [un, deux]");
      }
      return found;
    }
    int number = 0;
    for (Node entry : sequence.getValue()) {
      number++;
      found.add(new Endroit(fautes, entry, entry, path + "[" + number + "]"));
    }
    return found;
  }

  /** A text in one line; empty when nothing stands there. */
  String texte() {
    if (!present() || !(node instanceof ScalarNode scalar)) {
      if (node != null) {
        faute("un texte est attendu ici");
      }
      return "";
    }
    String value = scalar.getValue().strip();
    if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
      faute("un texte d'une ligne est attendu ici");
    }
    return value;
  }

  /** The texts of a list, each once. */
  Set<String> textes() {
    Set<String> found = new LinkedHashSet<>();
    for (Endroit entry : liste()) {
      String value = entry.texte();
      if (!value.isEmpty() && !found.add(value)) {
        entry.faute("« %s » est écrit deux fois".formatted(cite(value)));
      }
    }
    return found;
  }

  /** One of these. */
  String parmi(Collection<String> known, String what) {
    String value = texte();
    if (!value.isEmpty() && !known.contains(value)) {
      faute(
          "« %s » n'est pas %s ; il y a : %s"
              .formatted(
                  cite(value), what, known.stream().sorted().collect(Collectors.joining(", "))));
    }
    return value;
  }

  /** Some of these, each once. */
  Set<String> plusieursParmi(Collection<String> known, String what) {
    Set<String> found = new LinkedHashSet<>();
    for (Endroit entry : liste()) {
      String value = entry.parmi(known, what);
      if (!value.isEmpty() && !found.add(value)) {
        entry.faute("« %s » est écrit deux fois".formatted(cite(value)));
      }
    }
    return found;
  }

  /** {@code what} in French, such as "un nombre de jours". */
  int entier(String what, int least, int most) {
    String value = texte();
    if (!present()) {
      return least;
    }
    if (!value.matches("-?[0-9]{1,9}")) {
      faute("« %s » n'est pas %s".formatted(cite(value), what));
      return least;
    }
    int number = Integer.parseInt(value);
    if (number < least || number > most) {
      faute("%s va de %d à %d, pas %d".formatted(majuscule(what), least, most, number));
      return least;
    }
    return number;
  }

  /** An amount in TND, above zero, three decimals at most. */
  BigDecimal montant() {
    String value = texte();
    if (!present()) {
      return BigDecimal.ONE;
    }
    if (!value.matches("[0-9]{1,9}(\\.[0-9]{1,3})?") || new BigDecimal(value).signum() == 0) {
      faute(
          "« %s » n'est pas un montant en dinars : des chiffres et un point, comme 1200.000"
              .formatted(cite(value)));
      return BigDecimal.ONE;
    }
    return new BigDecimal(value).setScale(3);
  }

  /** A confidence above one half, at most one. */
  double confiance() {
    String value = texte();
    if (!present()) {
      return 1;
    }
    double number = value.matches("[01](\\.[0-9]{1,6})?") ? Double.parseDouble(value) : 0;
    if (number <= 0.5 || number > 1) {
      faute(
          "« %s » n'est pas une confiance : plus de 0.5, au plus 1, avec un point"
              .formatted(cite(value)));
      return 1;
    }
    return number;
  }

  boolean ouiNon() {
    String value = texte().toLowerCase(Locale.ROOT);
    if (present() && !Set.of("true", "false", "oui", "non").contains(value)) {
      faute("« %s » n'est ni oui ni non".formatted(cite(value)));
    }
    return value.equals("true") || value.equals("oui");
  }

  private static String cite(String value) {
    return value.length() <= LONGEST_QUOTE ? value : value.substring(0, LONGEST_QUOTE) + "…";
  }

  private static String majuscule(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}

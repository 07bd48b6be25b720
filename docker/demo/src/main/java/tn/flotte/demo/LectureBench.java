package tn.flotte.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The command {@code ./flotte bench lecture}: how right, how sure and how fast papers are read,
 * beside the plain command of Tesseract on the same pages.
 */
@Command(
    name = "./flotte bench lecture",
    usageHelpAutoWidth = true,
    description = {
      "Lit un corpus dont la vérité est connue (un .json à côté de chaque pièce) et compte : nature, lisibilité,"
          + " champs, croix, signatures, confiance annoncée, avis face à PASS, sinistre nommé, pages par seconde"
          + " et par cœur, mémoire ; dans la même exécution, la commande tesseract (psm 3 et 11) sur les mêmes"
          + " pages, les mêmes valeurs cherchées dans son texte."
    })
public final class LectureBench implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Fields of a préouverture in which a figure is changed, one copy each. */
  private static final List<String> TYPED =
      List.of(
          "immatriculation_assure",
          "immatriculation_adverse",
          "police",
          "police_adverse",
          "date_accident",
          "numero_declaration");

  @Option(
      names = "--corpus",
      paramLabel = "DIR",
      description =
          "Les pièces et leur vérité, ou un dossier dont documents/ les contient (quelques exemples du dépôt).")
  private @Nullable Path corpus;

  @Option(
      names = "--pass-data",
      paramLabel = "FICHIER",
      description =
          "Ce que PASS déclare sur ces sinistres (pass.json du dossier ou de son parent).")
  private @Nullable Path passData;

  @Option(
      names = "--sans-tesseract",
      description = "Sans la commande tesseract, qui prend la moitié du temps.")
  private boolean alone;

  @Option(
      names = "--calibrer",
      paramLabel = "DIR",
      description =
          "Au lieu de mesurer : compte sur ce corpus ce que vaut chaque genre de preuve, une main"
              + " écartée à la fois, et écrit calibration.json et poids.json dans DIR.")
  private @Nullable Path calibrer;

  @Option(
      names = "--empreintes",
      description =
          "Au lieu de mesurer : distance des empreintes des constats, entre pièces différentes et d'une pièce à"
              + " elle-même, rescannée, photographiée, télécopiée ou retournée.")
  private boolean prints;

  @Mixin private final Checkout checkout = new Checkout();

  private final Screen screen =
      new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8));

  public static void main(String[] args) {
    System.exit(FrenchErrors.over(new LectureBench(), System.err).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Depot repository = checkout.repository();
    Path directory = corpus == null ? repository.samples().resolve("papiers") : corpus;
    Path documents = directory.resolve("documents");
    if (Files.isDirectory(documents) && Papier.of(directory).isEmpty()) {
      // A whole corpus was named: its papers lie beside its mails.
      directory = documents;
    }
    Map<String, Papier> papiers = Papier.of(directory);
    if (papiers.isEmpty()) {
      screen.say(directory + " : pas de pièce avec sa vérité.");
      return 2;
    }
    if (prints) {
      return apart(
          repository, "tn.flotte.connectors.ocr.Empreintes", List.of(directory.toString()));
    }
    Path ou = calibrer;
    if (ou != null) {
      return calibrate(repository, directory, ou);
    }
    try (Scratch scratch = Scratch.named("lecture")) {
      run(repository, directory, papiers, scratch.path());
      return 0;
    }
  }

  private int calibrate(Depot repository, Path directory, Path ou) throws IOException {
    Path pass = pass(directory);
    if (pass == null) {
      screen.say(directory + " : il faut aussi --pass-data, ce que PASS déclare.");
      return 2;
    }
    Files.createDirectories(ou);
    return apart(
        repository,
        "tn.flotte.connectors.ocr.Calibrer",
        List.of("--pass-data", pass.toString(), "--ecrire", ou.toString(), directory.toString()));
  }

  /** Runs one of the reader's own measures, in a process as readers have. */
  private static int apart(Depot repository, String main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(repository.java("connectors/ocr", main, "512m"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("OMP_THREAD_LIMIT", "1");
    try {
      return builder.start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + main + " was measuring.", e);
    }
  }

  private void run(Depot repository, Path directory, Map<String, Papier> papiers, Path place)
      throws IOException {
    List<String> lire = repository.java("connectors/ocr", "tn.flotte.connectors.ocr.Lire", "512m");
    LectureScore score = new LectureScore();
    VerdictScore verdicts = new VerdictScore();
    Path pass = pass(directory);
    screen.progress(papiers.size() + " pièces, face à " + pass);
    Path lues = place.resolve("lues.jsonl");
    Measure reading =
        Measure.of(
            command(lire, directory, files(papiers, false), pass, pass == null ? null : "toutes"),
            lues);
    Set<String> vues = new LinkedHashSet<>();
    each(
        lues,
        lu -> {
          Papier papier = papiers.get(lu.path("fichier").asString(""));
          if (papier != null) {
            vues.add(papier.fichier());
            score.add(papier, lu);
            ownClaim(papier, lu, verdicts);
          }
        });
    papiers.values().stream()
        .filter(p -> !vues.contains(p.fichier()))
        .forEach(p -> score.add(p, JSON.createObjectNode()));
    if (pass != null) {
      screen.progress("un chiffre changé dans PASS");
      mistyped(lire, directory, papiers, pass, place, verdicts);
    }
    screen.progress("vitesse sur les formulaires");
    List<Papier> forms =
        papiers.values().stream().filter(p -> p.isForm() && p.file().equals(p.fichier())).toList();
    double speed = forms.isEmpty() ? 0 : speed(lire, directory, forms, place);
    Map<String, double[]> plain = alone ? Map.of() : plain(directory, papiers, place, score);
    screen.say("");
    score.lines().forEach(screen::say);
    screen.say("");
    if (pass != null) {
      verdicts.lines().forEach(screen::say);
      screen.say("");
    }
    List<Exigence> exigences = new ArrayList<>(score.exigences());
    if (pass != null) {
      exigences.addAll(verdicts.exigences());
    }
    screen.say("Exigences");
    exigences.forEach(e -> screen.say("  " + e.line()));
    screen.say("");
    screen.say(
        String.format(
            Locale.FRENCH,
            "Formulaires reconnus, lecteur en marche : %.2f pages par seconde et par cœur (visé ≥ 2,5)",
            speed));
    plain.forEach(
        (name, m) ->
            screen.say(
                String.format(
                    Locale.FRENCH,
                    "Commande tesseract, %s : %.2f pages par seconde et par cœur sur les mêmes"
                        + " formulaires (rapport %.2f, visé ≥ 3 à psm 3), %.0f Mo",
                    name,
                    m[0],
                    speed / m[0],
                    m[1])));
    screen.say(
        String.format(
            Locale.FRENCH,
            "Mémoire résidente de tous les processus de la lecture : %.0f Mo (visé ≤ 600)",
            reading.memory()));
  }

  private @Nullable Path pass(Path directory) {
    if (passData != null) {
      return passData;
    }
    for (Path place : List.of(directory, directory.resolve(".."))) {
      Path file = place.resolve("pass.json");
      if (Files.isReadable(file)) {
        return file.normalize();
      }
    }
    return null;
  }

  private static List<String> files(Map<String, Papier> papiers, boolean withClaim) {
    return papiers.values().stream()
        .filter(p -> !withClaim || !p.preouverture().isEmpty())
        .map(Papier::file)
        .distinct()
        .toList();
  }

  private static List<String> command(
      List<String> lire,
      Path directory,
      List<String> files,
      @Nullable Path pass,
      @Nullable String declaration) {
    List<String> command = new ArrayList<>(lire);
    command.add("--json");
    if (pass != null) {
      command.addAll(List.of("--pass-data", pass.toString()));
    }
    if (declaration != null) {
      command.addAll(List.of("--declaration", declaration));
    }
    files.forEach(f -> command.add(directory.resolve(f).toString()));
    return command;
  }

  private interface Line {
    void take(JsonNode lu) throws IOException;
  }

  private static void each(Path lines, Line taker) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(lines)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          taker.take(JSON.readTree(line));
        }
      }
    }
  }

  private static void ownClaim(Papier papier, JsonNode lu, VerdictScore verdicts) {
    if (papier.preouverture().isEmpty() || !papier.lisible()) {
      return;
    }
    verdicts.addClaim(papier, lu.path("sinistre"));
    keys(papier, lu.path("verdicts").path(papier.preouverture()), verdicts);
  }

  private static void keys(Papier papier, JsonNode avis, VerdictScore verdicts) {
    avis.properties()
        .forEach(
            e -> {
              JsonNode vrai = papier.champs().get(e.getKey());
              if (vrai != null && VerdictScore.isKey(e.getKey()) && !vrai.asString("").isEmpty()) {
                String declare = e.getValue().path("declare").asString("");
                boolean same =
                    Valeur.normal(e.getKey(), declare)
                        .equals(Valeur.normal(e.getKey(), vrai.asString()));
                verdicts.add(papier, e.getValue(), same);
              }
            });
  }

  /** Reads again against a record that holds each claim with a figure changed, field by field. */
  private static void mistyped(
      List<String> lire,
      Path directory,
      Map<String, Papier> papiers,
      Path pass,
      Path place,
      VerdictScore verdicts)
      throws IOException {
    Map<String, List<String>> copies = new HashMap<>();
    Path wrong = place.resolve("pass.json");
    Files.writeString(wrong, JSON.writeValueAsString(mistyped(pass, copies)));
    Path lues = place.resolve("changees.jsonl");
    Measure.of(command(lire, directory, files(papiers, true), wrong, "toutes"), lues);
    each(
        lues,
        lu -> {
          Papier papier = papiers.get(lu.path("fichier").asString(""));
          if (papier == null || !papier.lisible()) {
            return;
          }
          for (String copy : copies.getOrDefault(papier.preouverture(), List.of())) {
            ObjectNode only = JSON.createObjectNode();
            lu.path("verdicts")
                .path(copy)
                .properties()
                .forEach(
                    e -> {
                      JsonNode vrai = papier.champs().get(e.getKey());
                      boolean other =
                          vrai != null
                              && !Valeur.normal(e.getKey(), vrai.asString(""))
                                  .equals(
                                      Valeur.normal(
                                          e.getKey(), e.getValue().path("declare").asString("")));
                      if (other) {
                        only.set(e.getKey(), e.getValue());
                      }
                    });
            keys(papier, only, verdicts);
          }
        });
  }

  private static ObjectNode mistyped(Path pass, Map<String, List<String>> copies)
      throws IOException {
    Random random = new Random(1);
    JsonNode right = JSON.readTree(Files.readAllBytes(pass));
    Map<String, JsonNode> contrats = new HashMap<>();
    right.path("contrats").forEach(c -> contrats.put(c.path("police").asString(""), c));
    ObjectNode wrong = JSON.createObjectNode();
    ArrayNode all = wrong.putArray("preouvertures");
    for (JsonNode p : right.path("preouvertures")) {
      String numero = p.path("numero_declaration").asString("");
      for (String champ : TYPED) {
        String valeur = p.path(champ).asString("");
        if (valeur.isEmpty() || !p.isObject()) {
          continue;
        }
        ObjectNode copy = ((ObjectNode) p).deepCopy();
        copy.put("numero_declaration", numero + "~" + champ);
        copy.put(champ, Valeur.mistyped(valeur, random));
        // A contract is found by its policy, which may be the one that is changed.
        copy.set("contrat", contrats.getOrDefault(p.path("police").asString(""), copy));
        copies
            .computeIfAbsent(numero, k -> new ArrayList<>())
            .add(copy.path("numero_declaration").asString());
        all.add(copy);
      }
    }
    return wrong;
  }

  /** Of a reader at work: what the same pages cost when they are read a second time. */
  private static double speed(List<String> lire, Path directory, List<Papier> forms, Path place)
      throws IOException {
    Path nowhere = place.resolve("vitesse.jsonl");
    List<String> once = forms.stream().map(Papier::file).toList();
    List<String> twice = Stream.concat(once.stream(), once.stream()).toList();
    Measure first = Measure.of(command(lire, directory, once, null, null), nowhere);
    Measure both = Measure.of(command(lire, directory, twice, null, null), nowhere);
    return once.size() / Math.max(0.001, both.cpu() - first.cpu());
  }

  /** The plain command on every page: pages per second on forms, and its memory. */
  private Map<String, double[]> plain(
      Path directory, Map<String, Papier> papiers, Path place, LectureScore score)
      throws IOException {
    Map<String, double[]> results = new LinkedHashMap<>();
    Map<String, List<Path>> pages = new HashMap<>();
    for (String file : files(papiers, false)) {
      pages.put(file, PaperPages.write(directory.resolve(file), place));
    }
    for (String psm : List.of("3", "11")) {
      screen.progress("la commande tesseract, psm " + psm);
      double seconds = 0;
      double memory = 0;
      int forms = 0;
      for (Papier papier : papiers.values()) {
        int at = papier.fichier().indexOf('#');
        int page = at < 0 ? 0 : Integer.parseInt(papier.fichier().substring(at + 1)) - 1;
        List<Path> mine = pages.getOrDefault(papier.file(), List.of());
        if (page >= mine.size()) {
          continue;
        }
        Path text = place.resolve("texte.txt");
        Measure m =
            Measure.of(
                List.of(
                    "tesseract", mine.get(page).toString(), "stdout", "-l", "fra", "--psm", psm),
                text);
        score.addPlain("psm " + psm, papier, Files.readString(text));
        memory = Math.max(memory, m.memory());
        if (papier.isForm()) {
          forms++;
          seconds += m.cpu();
        }
      }
      results.put("psm " + psm, new double[] {forms / Math.max(0.001, seconds), memory});
    }
    return results;
  }
}

package tn.flotte.connectors.ocr;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts anew, on papers whose truth is known, what {@link Calibration} and {@link Weights} hold,
 * and shows how far the counts carry over to a hand that was left out.
 */
@Command(
    name = "calibrer",
    description = "Compte ce que valent les lectures d'un corpus, une main écartée à la fois.",
    mixinStandardHelpOptions = true)
public final class Calibrer implements Callable<Integer> {
  /** One record in so many holds a mistyped value. */
  private static final double TYPING_ERRORS = 1 / 20.0;

  /** Mistyped copies of a declared value, each with a figure changed. */
  private static final int SLIPS = 3;

  private static final String TYPED = "imprimé";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Option(
      names = "--pass-data",
      required = true,
      paramLabel = "FICHIER",
      description = "ce que PASS déclare sur ces sinistres")
  private Path passData = Path.of("pass.json");

  @Option(
      names = "--ecrire",
      paramLabel = "DIR",
      description = "écrit calibration.json et poids.json dans ce dossier")
  private @Nullable Path ecrire;

  @Parameters(paramLabel = "CORPUS", description = "les pièces et leur vérité")
  private Path corpus = Path.of("");

  public static void main(String[] args) {
    System.exit(new CommandLine(new Calibrer()).execute(args));
  }

  /** A piece with what is known about it. */
  private record Known(PieceLue piece, String main, String sinistre, JsonNode champs) {}

  /** Counts of one hand. */
  private static final class Counts {
    /** Right ones and all, weighted by how often a record is mistyped. */
    private final Map<Evidence, double[]> justes = new EnumMap<>(Evidence.class);

    /** On the claim's own papers, and on those of other claims of its agency. */
    private final Map<Nature, Map<Evidence, double[]>> poids = new EnumMap<>(Nature.class);

    void judged(Evidence preuve, boolean juste, double poidsDuCas) {
      double[] c = justes.computeIfAbsent(preuve, k -> new double[2]);
      c[0] += juste ? poidsDuCas : 0;
      c[1] += poidsDuCas;
    }

    void seen(Nature nature, Evidence preuve, boolean autre) {
      poids.computeIfAbsent(nature, k -> new EnumMap<>(Evidence.class))
          .computeIfAbsent(preuve, k -> new double[2])[autre ? 1 : 0]++;
    }

    void add(Counts c) {
      c.justes.forEach((preuve, n) -> plus(justes.computeIfAbsent(preuve, k -> new double[2]), n));
      c.poids.forEach(
          (nature, preuves) ->
              preuves.forEach(
                  (preuve, n) ->
                      plus(
                          poids
                              .computeIfAbsent(nature, k -> new EnumMap<>(Evidence.class))
                              .computeIfAbsent(preuve, k -> new double[2]),
                          n)));
    }

    private static void plus(double[] somme, double[] n) {
      somme[0] += n[0];
      somme[1] += n[1];
    }

    Map<Evidence, Calibration.Count> calibration() {
      Map<Evidence, Calibration.Count> parts = new EnumMap<>(Evidence.class);
      justes.forEach(
          (preuve, n) -> parts.put(preuve, new Calibration.Count(tenth(n[0]), tenth(n[1]))));
      return parts;
    }

    Map<Nature, Map<Evidence, Weights.Count>> poids() {
      Map<Nature, Map<Evidence, Weights.Count>> parts = new EnumMap<>(Nature.class);
      poids.forEach(
          (nature, preuves) -> {
            double soi = preuves.values().stream().mapToDouble(n -> n[0]).sum();
            double autre = preuves.values().stream().mapToDouble(n -> n[1]).sum();
            Map<Evidence, Weights.Count> ici = new EnumMap<>(Evidence.class);
            preuves.forEach(
                (preuve, n) ->
                    ici.put(preuve, new Weights.Count(share(n[0], soi), share(n[1], autre))));
            parts.put(nature, ici);
          });
      return parts;
    }

    private static double tenth(double x) {
      return Math.round(x * 10) / 10.0;
    }

    private static double share(double n, double tout) {
      return tout == 0 ? 0 : Math.round(10_000 * n / tout) / 10_000.0;
    }
  }

  @Override
  public Integer call() throws IOException {
    List<Preouverture> connues = PassData.read(passData);
    List<Known> pieces = read();
    Map<String, Counts> parMain = new TreeMap<>();
    for (Known known : pieces) {
      count(known, connues, parMain.computeIfAbsent(known.main(), k -> new Counts()));
    }
    out.printf(
        Locale.FRENCH,
        "%-26s %8s %9s %9s   %8s %7s %6s %11s %9s%n",
        "Main écartée",
        "avis",
        "attendu",
        "constaté",
        "pièces",
        "nommées",
        "faux",
        "sûr, juste",
        "sûr, faux");
    for (String main : parMain.keySet()) {
      if (!main.equals(TYPED)) {
        leftOut(main, parMain, pieces, connues);
      }
    }
    Path dossier = ecrire;
    if (dossier != null) {
      Counts tous = new Counts();
      parMain.values().forEach(tous::add);
      write(dossier.resolve("calibration.json"), tous.calibration());
      write(dossier.resolve("poids.json"), tous.poids());
    }
    return 0;
  }

  private static void write(Path fichier, Object parts) throws IOException {
    String texte = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(parts);
    Files.writeString(fichier, texte + System.lineSeparator());
  }

  private List<Known> read() throws IOException {
    List<Known> pieces = new ArrayList<>();
    try (Stream<Path> files = Files.list(corpus);
        Ocr ocr = new Ocr(OcrSettings.defaults())) {
      for (Path json : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        JsonNode verite = JSON.readTree(Files.readAllBytes(json));
        String fichier = verite.path("fichier").asString("");
        if (fichier.isEmpty()) {
          continue;
        }
        List<PieceLue> lues = ocr.read(fichier, Files.readAllBytes(corpus.resolve(fichier)));
        if (verite.has("pieces")) {
          for (JsonNode v : verite.path("pieces")) {
            int page = Integer.parseInt(v.path("fichier").asString().replaceFirst(".*#", ""));
            lues.stream().filter(p -> p.pages().contains(page)).forEach(p -> known(p, v, pieces));
          }
        } else {
          lues.forEach(p -> known(p, verite, pieces));
        }
      }
    }
    return pieces;
  }

  private static void known(PieceLue piece, JsonNode verite, List<Known> pieces) {
    String sinistre = verite.path("preouverture").asString("");
    if (piece.lisible() && verite.path("lisible").asBoolean(true) && !sinistre.isEmpty()) {
      boolean manuscrit = verite.path("ecriture").asString("").equals("manuscrit");
      String main = manuscrit ? verite.path("polices").path(0).asString("?") : TYPED;
      pieces.add(new Known(piece, main, sinistre, verite.path("champs")));
    }
  }

  private static void count(Known known, List<Preouverture> connues, Counts counts) {
    Optional<Preouverture> soi =
        connues.stream().filter(p -> p.numero().equals(known.sinistre())).findFirst();
    if (soi.isEmpty()) {
      return;
    }
    Random random = new Random(known.sinistre().hashCode());
    Rapprochement.declared(known.piece(), soi.get())
        .forEach((champ, declare) -> own(known, champ, declare, random, counts));
    String agence = soi.get().commun().getOrDefault("agence_code", "");
    for (Preouverture autre : connues) {
      boolean meme = autre.commun().getOrDefault("agence_code", "").equals(agence);
      if (meme && !autre.numero().equals(known.sinistre())) {
        Rapprochement.declared(known.piece(), autre)
            .forEach(
                (champ, declare) ->
                    counts.seen(
                        Nature.of(champ), Verdicts.evidence(known.piece(), champ, declare), true));
      }
    }
  }

  private static void own(Known known, String champ, String declare, Random random, Counts counts) {
    String vrai = truth(known, champ);
    if (vrai.isEmpty()) {
      return;
    }
    Nature nature = Nature.of(champ);
    boolean same = isSame(nature, vrai, declare);
    Evidence preuve = Verdicts.evidence(known.piece(), champ, declare);
    judged(preuve, same, same ? 1 - TYPING_ERRORS : TYPING_ERRORS, counts);
    if (same) {
      counts.seen(nature, preuve, false);
      for (int i = 0; i < SLIPS; i++) {
        String autre = slip(declare, random);
        if (!autre.equals(declare)) {
          judged(
              Verdicts.evidence(known.piece(), champ, autre), false, TYPING_ERRORS / SLIPS, counts);
        }
      }
    }
  }

  private static void judged(Evidence preuve, boolean same, double poids, Counts counts) {
    if (preuve != Evidence.NOTHING) {
      counts.judged(preuve, same == Verdicts.isFor(preuve), poids);
    }
  }

  private static String truth(Known known, String champ) {
    String vrai = known.champs().path(champ).asString("");
    boolean plein = champ.endsWith("_nom") && known.champs().has(champ.replace("_nom", "_prenom"));
    return plein
        ? vrai + " " + known.champs().path(champ.replace("_nom", "_prenom")).asString("")
        : vrai;
  }

  private static boolean isSame(Nature nature, String a, String b) {
    return Texts.normal(nature.canonical(a).orElse(a))
        .equals(Texts.normal(nature.canonical(b).orElse(b)));
  }

  /** One figure changed, as a slip of the keyboard does; itself if it has none. */
  private static String slip(String valeur, Random random) {
    int[] chiffres =
        java.util.stream.IntStream.range(0, valeur.length())
            .filter(i -> Character.isDigit(valeur.charAt(i)))
            .toArray();
    if (chiffres.length == 0) {
      return valeur;
    }
    int at = chiffres[random.nextInt(chiffres.length)];
    int autre = (valeur.charAt(at) - '0' + 1 + random.nextInt(9)) % 10;
    return valeur.substring(0, at) + autre + valeur.substring(at + 1);
  }

  /** What the other hands' counts foretell for this one, and what is seen. */
  private void leftOut(
      String main, Map<String, Counts> parMain, List<Known> pieces, List<Preouverture> connues) {
    Counts autres = new Counts();
    parMain.forEach(
        (m, c) -> {
          if (!m.equals(main)) {
            autres.add(c);
          }
        });
    Map<Evidence, Calibration.Count> parts = autres.calibration();
    double poids = 0;
    double attendu = 0;
    double constate = 0;
    for (Map.Entry<Evidence, double[]> e :
        parMain.getOrDefault(main, new Counts()).justes.entrySet()) {
      double[] n = e.getValue();
      poids += n[1];
      constate += n[0];
      attendu += n[1] * parts.getOrDefault(e.getKey(), new Calibration.Count(0, 0)).share();
    }
    Map<String, Integer> noms = new HashMap<>();
    Weights sans = new Weights(autres.poids());
    int toutes = 0;
    for (Known known : pieces) {
      if (known.main().equals(main)) {
        toutes++;
        Rapprochement.name(List.of(known.piece()), connues, sans)
            .ifPresent(
                s ->
                    noms.merge(
                        (s.sur() ? "sûr " : "") + s.numero().equals(known.sinistre()),
                        1,
                        Integer::sum));
      }
    }
    int justes = noms.getOrDefault("true", 0);
    int surs = noms.getOrDefault("sûr true", 0);
    int faux = noms.getOrDefault("false", 0);
    int surFaux = noms.getOrDefault("sûr false", 0);
    out.printf(
        Locale.FRENCH,
        "%-26s %8.1f %8.1f%% %8.1f%%   %8d %6.1f%% %6d %10.1f%% %9d%n",
        main,
        poids,
        100 * attendu / Math.max(1, poids),
        100 * constate / Math.max(1, poids),
        toutes,
        100.0 * (justes + surs) / toutes,
        faux + surFaux,
        100.0 * surs / toutes,
        surFaux);
  }
}

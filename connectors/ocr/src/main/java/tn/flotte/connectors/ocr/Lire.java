package tn.flotte.connectors.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.UnmatchedArgumentException;
import tools.jackson.databind.json.JsonMapper;

/** {@code lire [--json] FILE…}: reads scans and prints what they say. */
@Command(
    name = "lire",
    description = "Lit des pièces numérisées et affiche ce qu'elles disent.",
    mixinStandardHelpOptions = true)
public final class Lire implements Callable<Integer> {
  private static final String LOGGING = "logback.configurationFile";

  private final JsonMapper json = JsonMapper.builder().build();
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);

  @Option(names = "--json", description = "un objet JSON par pièce, un par ligne")
  private boolean asJson;

  @Option(names = "--tessdata", description = "dossier des données de langue de Tesseract")
  private @Nullable Path tessdata;

  @Option(names = "--formulaires", description = "dossier de formulaires supplémentaires")
  private @Nullable Path formulaires;

  @Mixin private LireVerdicts verdicts = new LireVerdicts();

  @Parameters(arity = "1..*", paramLabel = "FICHIER")
  private List<Path> fichiers = List.of();

  public static void main(String[] args) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "tn/flotte/connectors/ocr/lire-logback.xml");
    }
    System.exit(run(args));
  }

  /** The exit code: 0 all read, 1 a file could not be had or nothing can be read, 2 misused. */
  static int run(String... args) {
    return new CommandLine(new Lire())
        .setParameterExceptionHandler(Lire::refuse)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              command.getErr().println("lire : " + e.getMessage());
              return 1;
            })
        .execute(args);
  }

  private static int refuse(ParameterException error, String[] args) {
    String what =
        switch (error) {
          case UnmatchedArgumentException unknown ->
              "option inconnue : " + String.join(" ", unknown.getUnmatched());
          case MissingParameterException missing ->
              missing.getMissing().stream().anyMatch(ArgSpec::isPositional)
                  ? "il manque un fichier à lire (ou l'option donnée n'existe pas)"
                  : "il manque la valeur d'une option";
          default -> "mauvais argument : " + error.getMessage();
        };
    error.getCommandLine().getErr().println("lire : " + what + ". ./flotte lire --help dit tout.");
    return 2;
  }

  @Override
  public Integer call() {
    try {
      verdicts.prepare();
    } catch (IOException e) {
      err.println("lire : " + e.getMessage());
      return 2;
    }
    OcrSettings d = OcrSettings.defaults();
    OcrSettings settings =
        new OcrSettings(
            tessdata == null ? d.tessdata() : tessdata,
            d.langues(),
            d.maxOctets(),
            d.maxPages(),
            d.maxPixels(),
            1,
            formulaires,
            d.delaiFichier(),
            d.delaiPage());
    try (Ocr ocr = new Ocr(settings)) {
      boolean complet = true;
      for (Path fichier : fichiers) {
        Optional<byte[]> contenu = content(fichier, settings.maxOctets());
        if (contenu.isEmpty()) {
          complet = false;
          continue;
        }
        String nom = String.valueOf(fichier.getFileName());
        List<PieceLue> pieces = ocr.read(nom, contenu.get());
        for (PieceLue piece : pieces) {
          String titre = pieces.size() == 1 ? nom : nom + "#" + piece.pages().getFirst();
          if (asJson) {
            out.println(json.writeValueAsString(contract(titre, piece)));
          } else {
            print(titre, piece);
          }
        }
      }
      return complet ? 0 : 1;
    }
  }

  /** The file, or as much of it as shows that it is too large; empty when a person was told why. */
  private Optional<byte[]> content(Path fichier, long maxOctets) {
    if (Files.isDirectory(fichier)) {
      return refused(fichier, "c'est un dossier");
    }
    try (InputStream in = Files.newInputStream(fichier)) {
      return Optional.of(in.readNBytes(Math.toIntExact(maxOctets + 1)));
    } catch (NoSuchFileException e) {
      return refused(fichier, "fichier introuvable");
    } catch (AccessDeniedException e) {
      return refused(fichier, "lecture interdite");
    } catch (IOException e) {
      return refused(fichier, "lecture impossible (" + e.getMessage() + ")");
    }
  }

  private Optional<byte[]> refused(Path fichier, String motif) {
    err.println("lire : " + fichier + " : " + motif);
    return Optional.empty();
  }

  private Map<String, @Nullable Object> contract(String titre, PieceLue piece) {
    Map<String, Object> champs = new LinkedHashMap<>();
    piece
        .champs()
        .forEach(
            (nom, champ) -> {
              Map<String, @Nullable Object> c = new LinkedHashMap<>();
              c.put("valeur", value(champ));
              c.put("confiance", Math.round(champ.confiance() * 1000) / 1000.0);
              champs.put(nom, c);
            });
    Map<String, @Nullable Object> objet = new LinkedHashMap<>();
    objet.put("fichier", titre);
    objet.put("type", piece.type().code());
    objet.put("lisible", piece.lisible());
    objet.put("motif_illisible", piece.motifIllisible());
    objet.put("champs", champs);
    objet.putAll(verdicts.json(piece));
    return objet;
  }

  private static @Nullable Object value(Champ champ) {
    if (champ.cases() != null) {
      return champ.cases();
    }
    if ("true".equals(champ.valeur()) || "false".equals(champ.valeur())) {
      return Boolean.valueOf(champ.valeur());
    }
    return champ.valeur();
  }

  private void print(String titre, PieceLue piece) {
    out.printf(
        "%n%s : %s, %s%n",
        titre,
        piece.type().code(),
        piece.lisible() ? "lisible" : "illisible (" + piece.motifIllisible() + ")");
    piece
        .champs()
        .forEach(
            (nom, champ) ->
                out.printf(
                    "  %-28s %-45s %3.0f %%%n",
                    nom, champ.valeur() == null ? "?" : champ.valeur(), champ.confiance() * 100));
    verdicts.text(piece).forEach(out::println);
  }
}

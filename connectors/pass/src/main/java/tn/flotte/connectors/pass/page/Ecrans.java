package tn.flotte.connectors.pass.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The map of PASS's screens, read from {@code screens.yaml}: for each its landmark and, for each
 * control, the ways to find it. A file of the operator's must name the same screens, controls and
 * columns as the one that comes with the robot.
 *
 * @param cadre name of the frame in which the screens appear
 * @param menu name of the frame that holds the menu
 * @param voile text of the veil that covers a screen while it loads
 * @param pannes what PASS may show instead of any screen
 * @param messages regular expressions that tell PASS's messages apart
 * @param lettres each kind of letter as PASS names it
 * @param rapports each kind of report as PASS names it
 * @param sansRapport the choice that shows the dossiers without a final report
 * @param missionAnnulee the state of a mission that no longer counts
 */
public record Ecrans(
    String cadre,
    String menu,
    String voile,
    Map<String, PanneVue> pannes,
    Map<String, String> messages,
    Map<String, Ecran> ecrans,
    Map<String, String> lettres,
    Map<String, String> rapports,
    @JsonProperty("sans-rapport") String sansRapport,
    @JsonProperty("mission-annulee") String missionAnnulee) {

  private static final String BUILT_IN = "screens.yaml";

  public Ecrans {
    pannes = Map.copyOf(pannes);
    messages = Map.copyOf(messages);
    ecrans = Map.copyOf(ecrans);
    lettres = Map.copyOf(lettres);
    rapports = Map.copyOf(rapports);
  }

  /** Trouble, known by the window's title or by a text on it. */
  public record PanneVue(@Nullable String titre, @Nullable String texte) {}

  /** A way to a control: the label in the cell beside it, or its name. */
  public record Voie(@Nullable String libelle, @Nullable String nom) {
    public Voie {
      if ((libelle == null) == (nom == null)) {
        throw new IllegalArgumentException("A way to a control has either libelle or nom.");
      }
    }

    @Override
    public String toString() {
      return libelle == null ? "name " + nom : "label \"" + libelle + "\"";
    }
  }

  /** What tells this screen from others of the same title. */
  public record Repere(String bouton) {}

  /**
   * A list by its column headings.
   *
   * @param facultative whether PASS leaves the list out when it is empty
   * @param page regular expression of "page n of m"
   * @param suivant text of the link to the next page
   */
  public record Liste(
      Map<String, String> colonnes,
      boolean facultative,
      @Nullable String page,
      @Nullable String suivant) {
    public Liste {
      colonnes = Map.copyOf(colonnes);
    }
  }

  /**
   * One screen.
   *
   * @param titre the window's title
   * @param adresse its address, {@code {numero}} to be filled in
   * @param menu the menu's link to it
   * @param ecrit whether something is filled in on it, so that every control must be found
   * @param bouton the button that sends it
   * @param question what PASS asks before it sends; only this is answered with yes
   * @param succes regular expression of the message that says it was done
   * @param abandon address that leaves it and gives its lock back
   * @param extrait regular expression whose groups are what the screen says
   */
  public record Ecran(
      String titre,
      @Nullable Repere repere,
      @Nullable String adresse,
      @Nullable String menu,
      boolean ecrit,
      @Nullable String bouton,
      @Nullable String question,
      @Nullable String succes,
      @Nullable String abandon,
      @Nullable String extrait,
      Map<String, List<Voie>> champs,
      Map<String, List<Voie>> textes,
      Map<String, Liste> listes,
      Map<String, String> blocs) {
    public Ecran {
      // What the file leaves out arrives as null.
      champs = champs == null ? Map.of() : Map.copyOf(champs);
      textes = textes == null ? Map.of() : Map.copyOf(textes);
      listes = listes == null ? Map.of() : Map.copyOf(listes);
      blocs = blocs == null ? Map.of() : Map.copyOf(blocs);
      for (String expression : new String[] {succes, extrait}) {
        if (expression != null) {
          Pattern.compile(expression);
        }
      }
    }
  }

  /** Reads the map that comes with the robot, or the operator's own. */
  public static Ecrans lire(@Nullable Path fichier) {
    Ecrans builtIn;
    try (InputStream in = Ecrans.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IllegalStateException(
            "The robot's own " + BUILT_IN + " is missing from its jar.");
      }
      builtIn =
          lire(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8), BUILT_IN);
    } catch (IOException e) {
      throw new IllegalStateException("The robot's own " + BUILT_IN + " can't be read.", e);
    }
    if (fichier == null) {
      return builtIn;
    }
    try {
      Ecrans own = lire(Files.readString(fichier), fichier.toString());
      Set<String> missing = new TreeSet<>(builtIn.noms());
      missing.removeAll(own.noms());
      Set<String> unknown = new TreeSet<>(own.noms());
      unknown.removeAll(builtIn.noms());
      if (!missing.isEmpty() || !unknown.isEmpty()) {
        throw new ConnectorException(
            FailureKind.CONFIGURATION,
            "The screen map %s doesn't name what the robot works with: missing %s, unknown %s."
                .formatted(fichier, missing, unknown));
      }
      return own;
    } catch (IOException e) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION, "The screen map " + fichier + " can't be read.", e);
    }
  }

  static Ecrans lire(String yaml, String name) {
    try {
      return YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build()
          .readValue(yaml, Ecrans.class);
    } catch (JacksonException | PatternSyntaxException | NullPointerException e) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION,
          "The screen map %s is not valid: %s".formatted(name, e.getMessage()),
          e);
    }
  }

  Ecran ecran(String nom) {
    Ecran ecran = ecrans.get(nom);
    if (ecran == null) {
      throw new ConnectorException(
          FailureKind.BUG, "There is no screen " + nom + " in the screen map.");
    }
    return ecran;
  }

  /** The groups of the first message that is of this kind. */
  java.util.Optional<Matcher> message(String genre, List<String> shown) {
    Pattern pattern = Pattern.compile(java.util.Objects.requireNonNull(messages.get(genre), genre));
    return shown.stream().map(pattern::matcher).filter(Matcher::matches).findFirst();
  }

  /** Every name the robot's code may use, as paths. */
  private Set<String> noms() {
    Set<String> noms = new TreeSet<>();
    pannes.keySet().forEach(n -> noms.add("pannes/" + n));
    messages.keySet().forEach(n -> noms.add("messages/" + n));
    lettres.keySet().forEach(n -> noms.add("lettres/" + n));
    rapports.keySet().forEach(n -> noms.add("rapports/" + n));
    ecrans.forEach(
        (n, e) -> {
          noms.add(n);
          e.champs().keySet().forEach(c -> noms.add(n + "/champs/" + c));
          e.textes().keySet().forEach(c -> noms.add(n + "/textes/" + c));
          e.blocs().keySet().forEach(c -> noms.add(n + "/blocs/" + c));
          e.listes()
              .forEach(
                  (l, liste) ->
                      liste
                          .colonnes()
                          .keySet()
                          .forEach(c -> noms.add(n + "/listes/" + l + "/" + c)));
        });
    return noms;
  }
}

package tn.flotte.bots.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a bot asks of a person when it may not decide alone: everything the review desk needs to
 * show, so that the desk knows no bot.
 *
 * @param cause a code by which lists are filtered, such as {@code contradiction}
 * @param reprise the step the item goes on at: with the person's decision, it and all that followed
 *     it are done anew
 * @param continuer whether a person may let the robot go on; otherwise only write, reject or close
 * @param doutes what stopped the bot, a sentence in French each; a decision admits exactly these
 * @param message what the sender wrote himself; hostile
 * @param champs what was read beside what PASS holds
 * @param papiers the papers to look at, in the order of the mail
 * @param lettre a ready-made letter to the sender, or null when nobody can be written to
 * @param renvois declaration numbers of other claims that the doubts speak of
 */
public record Question(
    String cause,
    String reprise,
    boolean continuer,
    List<String> doutes,
    String message,
    List<Champ> champs,
    List<Papier> papiers,
    @Nullable Lettre lettre,
    List<String> renvois) {
  public Question {
    // Questions that were asked before there were any have none.
    renvois = renvois == null ? List.of() : List.copyOf(renvois);
    doutes = List.copyOf(doutes);
    champs = List.copyOf(champs);
    papiers = List.copyOf(papiers);
  }

  /** A question that speaks of no other claim. */
  public Question(
      String cause,
      String reprise,
      boolean continuer,
      List<String> doutes,
      String message,
      List<Champ> champs,
      List<Papier> papiers,
      @Nullable Lettre lettre) {
    this(cause, reprise, continuer, doutes, message, champs, papiers, lettre, List.of());
  }

  /** How a value is written, so that a wrong one is refused where it is typed. */
  public enum Forme {
    TEXTE,
    /** {@code yyyy-mm-dd}. */
    DATE,
    /** As one of the field's {@link Ecriture}s. */
    IMMATRICULATION,
    /** Numbers joined by commas. */
    CASES,
    /** {@code hh:mm}. */
    HEURE,
    /** As one of the field's {@link Ecriture}s. */
    DECLARATION,
    /** TND with three decimals, {@code 1250.500}. */
    MONTANT,
    /** {@code true} or {@code false}. */
    OUI_NON
  }

  /**
   * One field.
   *
   * @param nom its name in the decision, such as {@code date_accident}
   * @param libelle what people call it, in French
   * @param pass what PASS holds, canonical; null when no préouverture is known
   * @param dit what a person has said of it before, or null
   * @param lus what was read of it, one a paper
   * @param enCause whether the bot can't go on before a person has said what is right
   * @param modifiable whether another value than PASS's can be put into PASS
   * @param ecritures how an identifier is written; a value is one of these. Empty for other forms
   */
  public record Champ(
      String nom,
      String libelle,
      Forme forme,
      @Nullable String pass,
      @Nullable String dit,
      List<Lu> lus,
      boolean enCause,
      boolean modifiable,
      List<Ecriture> ecritures) {
    public Champ {
      lus = List.copyOf(lus);
      // Questions that are open since an earlier release have none; the bot checks their answer.
      ecritures = ecritures == null ? List.of() : List.copyOf(ecritures);
    }

    /** Of a field that is no identifier. */
    public Champ(
        String nom,
        String libelle,
        Forme forme,
        @Nullable String pass,
        @Nullable String dit,
        List<Lu> lus,
        boolean enCause,
        boolean modifiable) {
      this(nom, libelle, forme, pass, dit, lus, enCause, modifiable, List.of());
    }
  }

  /**
   * What was read in one place.
   *
   * @param fichier the paper's name, as in {@link Papier}
   * @param champ the field's name on that paper
   * @param texte the value, or failing that the raw reading
   * @param confiance from 0 to 1
   * @param avis {@code concorde}, {@code probable}, {@code contredit}, {@code contredit_sur} or
   *     {@code illisible}
   */
  public record Lu(String fichier, String champ, String texte, double confiance, String avis) {}

  /**
   * One paper.
   *
   * @param sha256 the document it stands in
   * @param fichier its name, with {@code #n} when the document holds several
   * @param motifIllisible why it can't be read, in French, or null
   * @param vue its picture, or null when it can't be drawn
   */
  public record Papier(
      String sha256,
      String fichier,
      String type,
      @Nullable String motifIllisible,
      @Nullable Vue vue) {}

  /**
   * A page drawn for people, kept as a document of its own: nothing of the sender's file but its
   * pixels.
   *
   * @param zones where fields lie, by their name on the paper; corners clockwise as x1, y1, x2…, in
   *     parts of width and height
   */
  public record Vue(String sha256, int largeur, int hauteur, Map<String, List<Double>> zones) {
    public Vue {
      zones = Map.copyOf(zones);
    }
  }

  /** A letter in plain text. */
  public record Lettre(String sujet, String texte) {}
}

package tn.flotte.bots.api;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How an item ended. Business trouble is an outcome, never an exception. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "outcome")
public sealed interface Outcome {
  /** The outcome's code for people and reports, such as {@code dossier_ouvert}. */
  String issue();

  /** One sentence in French for whoever reads the list. */
  String motif();

  Details details();

  /** Finished as the procedure wants. */
  record Done(String issue, String motif, Details details) implements Outcome {}

  /**
   * For a person to decide, with the reason.
   *
   * @param question what the person is asked, or null when the bot leaves the rest to people
   */
  record Review(String issue, String motif, Details details, @Nullable Question question)
      implements Outcome {
    /** Nothing is asked: a person settles it outside the house and closes it. */
    public Review(String issue, String motif, Details details) {
      this(issue, motif, details, null);
    }
  }

  /** Finished for a business reason; whoever can act was told. */
  record Rejected(String issue, String motif, Details details) implements Outcome {}

  /**
   * What is known of the item at its end. Absent values are null, empty lists or empty maps.
   *
   * @param piecesManquantes types in the corpus's spelling, such as {@code om}
   * @param corrections field to [before, after], canonical values
   * @param remarques remarks on the file, in French
   * @param pieces what is to be filed under the claim
   * @param taches what is left to people although the item is finished
   * @param reperes words by which people look for the claim (plate, policy, name), by kind
   * @param lettres printed for the adverse company, to be handed over by people
   */
  record Details(
      @Nullable String numeroDeclaration,
      @Nullable String numeroDossier,
      @Nullable String noeud,
      @Nullable String nature,
      List<String> piecesManquantes,
      List<String> piecesIllisibles,
      Map<String, List<String>> corrections,
      List<String> remarques,
      List<FiledPiece> pieces,
      List<Tache> taches,
      Map<String, String> reperes,
      List<LettreARemettre> lettres) {
    public static final Details NONE =
        new Details(
            null, null, null, null, List.of(), List.of(), Map.of(), List.of(), List.of(), List.of(),
            Map.of(), List.of());

    public Details {
      piecesManquantes = List.copyOf(piecesManquantes);
      piecesIllisibles = List.copyOf(piecesIllisibles);
      corrections = Map.copyOf(corrections);
      remarques = List.copyOf(remarques);
      pieces = List.copyOf(pieces);
      taches = List.copyOf(taches);
      reperes = Map.copyOf(reperes);
      lettres = List.copyOf(lettres);
    }

    /** The same, with this left to people. */
    public Details avec(Tache tache) {
      return new Details(
          numeroDeclaration,
          numeroDossier,
          noeud,
          nature,
          piecesManquantes,
          piecesIllisibles,
          corrections,
          remarques,
          pieces,
          Stream.concat(taches.stream(), Stream.of(tache)).toList(),
          reperes,
          lettres);
    }
  }

  /**
   * A letter that PASS has printed for the adverse company. Letters are handed over, not mailed;
   * from that day the adverse company's time runs.
   *
   * @param genre as PASS spells it, such as {@code IDA}
   * @param compagnie whom it is for, as PASS spells it
   * @param sha256 its PDF
   * @param fichier the name to show
   * @param editeeLe the day it was printed
   * @param remiseJours days from then within which it is to be handed over, by the rules
   * @param suiteJours days from its handing over that the adverse company has, by the rules
   */
  record LettreARemettre(
      String genre,
      String compagnie,
      String sha256,
      String fichier,
      LocalDate editeeLe,
      int remiseJours,
      int suiteJours) {}

  /**
   * Something that a person must do, or take note of, although the item is finished.
   *
   * @param cause a code by which lists are filtered, such as {@code mission}
   * @param texte one sentence in French
   */
  record Tache(String cause, String texte) {}
}

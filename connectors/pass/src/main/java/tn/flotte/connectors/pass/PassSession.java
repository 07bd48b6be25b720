package tn.flotte.connectors.pass;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One logged-in account in PASS, in the procedure's own verbs (annex A, steps 8–13 and 20). Not
 * thread-safe: it belongs to the item of work that holds the account. Every verb that writes fills
 * its screen in one go, reads it back, and only then submits. Technical trouble is a {@link
 * tn.flotte.bots.api.ConnectorException}: UNAVAILABLE (PASS down, slow, session lost, record locked
 * by somebody: nothing was saved), CHANGED (a control is not where it was: nothing was saved),
 * UNKNOWN_EFFECT (submitted, and no answer seen). What PASS itself refuses (a value it doesn't
 * offer, a préouverture that isn't validated, a dossier it doesn't know) is our mistake: BUG, with
 * PASS's words.
 */
public interface PassSession {
  Annuaire annuaire();

  Optional<Preouverture> preouverture(NumeroDeclaration numero);

  /** All préouvertures that match, over all pages of PASS's list. */
  List<Preouverture> rechercher(Recherche recherche);

  /**
   * Writes all corrections in one save; refused as a whole (CHANGED) when PASS no longer holds a
   * {@code avant}.
   */
  Preouverture corriger(NumeroDeclaration numero, List<Correction> corrections);

  Preouverture valider(NumeroDeclaration numero);

  /**
   * The dossiers that PASS holds for the declaration: none, one, or, if a person went wrong,
   * several.
   */
  List<Dossier> dossiers(NumeroDeclaration numero);

  Dossier ouvrir(OuvertureDossier ouverture);

  /** A dossier as PASS shows it; empty when PASS knows none of this number. */
  Optional<DossierConsulte> dossier(NumeroDossier dossier);

  /**
   * Registers a mission. PASS can't do without its date (BUG); the place is cut to what PASS's
   * field takes.
   */
  Mission enregistrer(Mission mission);

  /**
   * The missions of a dossier that count, with their reports; empty when PASS knows no such
   * dossier.
   */
  List<MissionSuivie> missions(NumeroDossier dossier);

  /** Enters the expert's report; a final one completes the mission. */
  MissionSuivie completer(MissionSuivie mission, RapportSaisi rapport);

  /** All missions whose final report has not come, the oldest first. */
  List<MissionEnCours> missionsEnCours();

  /** The dossiers without a final report whose accident was on this day or before. */
  List<DossierSansRapport> dossiersSansRapport(LocalDate accidentAu);

  /** The letter of this kind that PASS already printed for the dossier. */
  Optional<Lettre> lettre(NumeroDossier dossier, GenreLettre genre);

  /**
   * Edits the letter with PASS's standard text and fetches its print.
   *
   * @param date the day it is meant to bear; PASS dates its letters itself and has no field for it
   */
  Lettre editer(NumeroDossier dossier, GenreLettre genre, LocalDate date);

  /** Adds a line to the dossier's observations, unless it stands there already. */
  void observer(NumeroDossier dossier, String remarque);
}

package tn.flotte.bots.ouverture;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Question;
import tn.flotte.connectors.pass.Preouverture;

/** A field of the préouverture that the papers are compared with, named as in PASS. */
enum ChampPass {
  IMMATRICULATION_ASSURE("immatriculation_assure", "immatriculation de l'assuré"),
  IMMATRICULATION_ADVERSE("immatriculation_adverse", "immatriculation adverse"),
  DATE_ACCIDENT("date_accident", "date de l'accident"),
  POLICE("police", "numéro de police"),
  COMPAGNIE_ADVERSE("compagnie_adverse", "compagnie adverse"),
  POLICE_ADVERSE("police_adverse", "police adverse"),
  ASSURE_NOM("assure_nom", "nom de l'assuré"),
  CIRCONSTANCES("circonstances", "circonstances cochées"),
  HEURE("heure", "heure de l'accident"),
  LIEU("lieu", "lieu de l'accident");

  static final Set<String> NOMS =
      Arrays.stream(values()).map(ChampPass::nom).collect(Collectors.toUnmodifiableSet());

  /**
   * Fields that tell one accident from another; plate and policy of the insured only tell the
   * contract.
   */
  static final Set<ChampPass> DE_L_ACCIDENT =
      Collections.unmodifiableSet(
          EnumSet.of(DATE_ACCIDENT, IMMATRICULATION_ADVERSE, POLICE_ADVERSE));

  private final String nom;
  private final String libelle;

  ChampPass(String nom, String libelle) {
    this.nom = nom;
    this.libelle = libelle;
  }

  /** The field of this name; our own mistake when there is none. */
  static ChampPass nomme(String nom) {
    return Arrays.stream(values())
        .filter(champ -> champ.nom.equals(nom))
        .findFirst()
        .orElseThrow(
            () -> new ConnectorException(FailureKind.BUG, "PASS has no field " + nom + "."));
  }

  String nom() {
    return nom;
  }

  /** What people call it, in French, without article. */
  String libelle() {
    return libelle;
  }

  /** How its value is written. */
  Question.Forme forme() {
    return switch (this) {
      case IMMATRICULATION_ASSURE, IMMATRICULATION_ADVERSE -> Question.Forme.IMMATRICULATION;
      case DATE_ACCIDENT -> Question.Forme.DATE;
      case HEURE -> Question.Forme.HEURE;
      case CIRCONSTANCES -> Question.Forme.CASES;
      case POLICE, COMPAGNIE_ADVERSE, POLICE_ADVERSE, ASSURE_NOM, LIEU -> Question.Forme.TEXTE;
    };
  }

  /** Whether PASS lets it be corrected; policy and name belong to the contract. */
  boolean corrigible() {
    return this != POLICE && this != ASSURE_NOM;
  }

  /** What PASS holds, canonical; empty when PASS has nothing. */
  String de(Preouverture preouverture) {
    return switch (this) {
      case IMMATRICULATION_ASSURE -> preouverture.immatriculationAssure();
      case IMMATRICULATION_ADVERSE -> preouverture.immatriculationAdverse();
      case DATE_ACCIDENT -> preouverture.dateAccident().toString();
      case POLICE -> preouverture.police();
      case COMPAGNIE_ADVERSE -> preouverture.compagnieAdverse();
      case POLICE_ADVERSE -> preouverture.policeAdverse();
      case ASSURE_NOM -> preouverture.assureNom();
      case CIRCONSTANCES ->
          preouverture.circonstances().stream()
              .sorted()
              .map(String::valueOf)
              .collect(Collectors.joining(","));
      case HEURE -> preouverture.heure();
      case LIEU -> preouverture.lieu();
    };
  }
}

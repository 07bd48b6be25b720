package tn.flotte.pass;

import java.util.List;

/** The fields of a préouverture that the cell may correct. */
enum Champ {
  DATE_ACCIDENT("date_accident", "DATE ACCIDENT", "txtDtAcc", Mask.DATE, 10, true),
  HEURE("heure", "HEURE", "txtHrAcc", Mask.HEURE, 5, false),
  LIEU("lieu", "LIEU ACCIDENT", "txtLieu", Mask.TEXTE, 60, true),
  IMMATRICULATION_ASSURE(
      "immatriculation_assure", "IMMAT. VEHICULE ASSURE", "txtImm1", Mask.PLAQUE, 12, true),
  IMMATRICULATION_ADVERSE(
      "immatriculation_adverse", "IMMAT. VEHICULE ADVERSE", "txtImm2", Mask.PLAQUE, 12, false),
  COMPAGNIE_ADVERSE("compagnie_adverse", "CIE ADVERSE", "cboCie", Mask.TEXTE, 20, false),
  POLICE_ADVERSE("police_adverse", "N° POLICE ADVERSE", "txtPol2", Mask.TEXTE, 20, false),
  RESPONSABILITE("responsabilite", "RESPONSABILITE (%)", "txtResp", Mask.POURCENT, 3, true),
  ESTIMATION("estimation", "ESTIMATION (DT)", "txtMntEst", Mask.MONTANT, 14, true),
  NATURE("nature", "NATURE SINISTRE", "cboNat", Mask.TEXTE, 12, true),
  MODE("mode", "MODE GESTION", "cboMod", Mask.TEXTE, 12, true),
  CIRCONSTANCES("circonstances", "CIRCONSTANCES (CASES)", "chkCirc", Mask.CASES, 50, false);

  static final List<String> NATURES = List.of("MATERIEL", "VOL", "INCENDIE");
  static final List<String> MODES = List.of("IDA", "HIDA", "DOMMAGE");

  /** The insurers of the market (members of the FTUSA). */
  static final List<String> COMPAGNIES =
      List.of(
          "AMI",
          "ASTREE",
          "AT-TAKAFULIA",
          "ATTIJARI",
          "BIAT",
          "CARTE",
          "COMAR",
          "CTAMA",
          "EL AMANA TAKAFUL",
          "GAT",
          "LLOYD",
          "MAE",
          "MAGHREBIA",
          "SALIM",
          "STAR",
          "ZITOUNA TAKAFUL");

  private final String key;
  private final String label;
  private final String control;
  private final Mask mask;
  private final int length;
  private final boolean required;

  Champ(String key, String label, String control, Mask mask, int length, boolean required) {
    this.key = key;
    this.label = label;
    this.control = control;
    this.mask = mask;
    this.length = length;
    this.required = required;
  }

  /** Its name in the seed and in {@code /verite}. */
  String key() {
    return key;
  }

  String label() {
    return label;
  }

  /** The name of its control in the form. */
  String control() {
    return control;
  }

  Mask mask() {
    return mask;
  }

  int length() {
    return length;
  }

  boolean required() {
    return required;
  }

  /** The closed list it is chosen from; empty when it is typed. */
  List<String> choices() {
    return switch (this) {
      case NATURE -> NATURES;
      case MODE -> MODES;
      case COMPAGNIE_ADVERSE -> COMPAGNIES;
      case DATE_ACCIDENT,
          HEURE,
          LIEU,
          IMMATRICULATION_ASSURE,
          IMMATRICULATION_ADVERSE,
          POLICE_ADVERSE,
          RESPONSABILITE,
          ESTIMATION,
          CIRCONSTANCES ->
          List.of();
    };
  }
}

package tn.flotte.orchestrator.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import tn.flotte.bots.api.Contact.Sens;

/**
 * A call as a person noted it, not yet checked. Each text fits into a field of the contact log.
 *
 * @param cle names this call: sent twice it is noted once
 * @param sens a {@link Sens}
 * @param qui who was on the other side
 * @param numero their number, or their agency; may be empty
 * @param sinistre the number of a declaration or dossier; may be empty
 * @param note may be empty
 */
record Call(
    String cle,
    String sens,
    String qui,
    String numero,
    String sinistre,
    String sujet,
    String note) {
  static final int QUI = 80;
  static final int NUMERO = 60;
  static final int SINISTRE = 40;
  static final int SUJET = 80;
  static final int NOTE = 170;
  private static final Pattern CLE = Pattern.compile("[0-9a-f-]{36}");

  Call {
    qui = qui.strip();
    numero = numero.strip();
    sinistre = sinistre.strip();
    sujet = sujet.strip();
    note = note.strip();
  }

  /** An empty form. */
  static Call about(String sinistre) {
    return new Call(UUID.randomUUID().toString(), Sens.APPEL_RECU.name(), "", "", sinistre, "", "");
  }

  /** Whether the form is one that this house has made. */
  boolean ours() {
    return CLE.matcher(cle).matches()
        && (sens.equals(Sens.APPEL_RECU.name()) || sens.equals(Sens.APPEL_EMIS.name()));
  }

  /** What is wrong, by field. */
  Map<String, String> faults(boolean known) {
    Map<String, String> faults = new LinkedHashMap<>();
    check(faults, "qui", qui, QUI, true);
    check(faults, "numero", numero, NUMERO, false);
    check(faults, "sinistre", sinistre, SINISTRE, false);
    check(faults, "sujet", sujet, SUJET, true);
    check(faults, "note", note, NOTE, false);
    if (!sinistre.isEmpty() && !known) {
      faults.putIfAbsent("sinistre", "sinistre-inconnu");
    }
    return faults;
  }

  private static void check(
      Map<String, String> faults, String field, String value, int longest, boolean required) {
    if (required && value.isEmpty()) {
      faults.put(field, "vide");
    } else if (value.length() > longest) {
      faults.put(field, "trop-long");
    }
  }

  /** The other side in one line. */
  String correspondant() {
    return numero.isEmpty() ? qui : qui + " (" + numero + ")";
  }

  /** What it was about in one line. */
  String objet() {
    return (note.isEmpty() ? sujet : sujet + " — " + note).replaceAll("\\s+", " ");
  }
}

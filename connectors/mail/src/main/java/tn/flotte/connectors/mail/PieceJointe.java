package tn.flotte.connectors.mail;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * One file that came with a mail. Archives that could be opened are not pieces themselves, their
 * entries are; an archive that stays a piece couldn't be opened. A piece without content is one
 * that was empty, protected or damaged beyond reading.
 *
 * @param nom for display: base name only, no path, no control or direction characters
 * @param chemin where it was: {@code nom}, or {@code pieces.zip/doc60.jpg} inside an archive
 * @param type media type by content; {@link #TYPE_VIDE} when there is none
 * @param contenu not part of the JSON form: kept in the document store
 * @param enLigne a small picture shown in the text (a logo), not a paper
 */
@SuppressWarnings("ArrayRecordComponent") // up to 100 MB handed on as it is; nobody compares pieces
public record PieceJointe(
    String nom, String chemin, String type, @JsonIgnore byte[] contenu, boolean enLigne) {
  public static final String TYPE_VIDE = "application/x-empty";

  // The JSON form has no content: Jackson hands null.
  public PieceJointe(
      String nom, String chemin, String type, byte @Nullable [] contenu, boolean enLigne) {
    this.nom = nom;
    this.chemin = chemin;
    this.type = type;
    this.contenu = contenu == null ? new byte[0] : contenu;
    this.enLigne = enLigne;
  }

  public boolean vide() {
    return contenu.length == 0;
  }

  @Override
  public String toString() {
    return "PieceJointe[" + chemin + ", " + type + ", " + contenu.length + " bytes]";
  }
}

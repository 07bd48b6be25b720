package tn.flotte.bots.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One contact with somebody outside, as it goes into the contact log: every mail in or out and
 * every call (process book). Whoever has one deposits it as work of the bot {@link #BOT}; the log
 * itself is that bot's business alone, so that nobody waits for it.
 *
 * @param cle names the contact and no other, at most 255 characters
 * @param quand when it took place
 * @param correspondant the other side's address or number
 * @param objet what it was about, in the words of the mail
 * @param auteur who or which robot had it
 */
public record Contact(
    String cle,
    Sens sens,
    Instant quand,
    String correspondant,
    String objet,
    @Nullable String numeroDeclaration,
    @Nullable String numeroDossier,
    String auteur) {
  /** The bot that keeps the log. */
  public static final String BOT = "contact";

  private static final String SENS = "sens";
  private static final String QUAND = "quand";
  private static final String CORRESPONDANT = "correspondant";
  private static final String OBJET = "objet";
  private static final String DECLARATION = "numero_declaration";
  private static final String DOSSIER = "numero_dossier";
  private static final String AUTEUR = "auteur";

  /** Which way it went, as the log says it. */
  public enum Sens {
    RECU,
    ENVOYE,
    APPEL_RECU,
    APPEL_EMIS
  }

  public Contact {
    if (cle.isBlank() || cle.length() > 255) {
      throw new IllegalArgumentException("A contact's key has 1 to 255 characters: " + cle);
    }
  }

  /** The item's payload; the key is its reference. */
  public Map<String, String> payload() {
    Map<String, String> payload = new LinkedHashMap<>();
    payload.put(SENS, sens.name());
    payload.put(QUAND, quand.toString());
    payload.put(CORRESPONDANT, correspondant);
    payload.put(OBJET, objet);
    if (numeroDeclaration != null) {
      payload.put(DECLARATION, numeroDeclaration);
    }
    if (numeroDossier != null) {
      payload.put(DOSSIER, numeroDossier);
    }
    payload.put(AUTEUR, auteur);
    return payload;
  }

  /** What {@link #payload} said, under the item's reference. */
  public static Contact of(String reference, Map<String, String> payload) {
    return new Contact(
        reference,
        Sens.valueOf(payload.getOrDefault(SENS, "")),
        Instant.parse(payload.getOrDefault(QUAND, "")),
        payload.getOrDefault(CORRESPONDANT, ""),
        payload.getOrDefault(OBJET, ""),
        payload.get(DECLARATION),
        payload.get(DOSSIER),
        payload.getOrDefault(AUTEUR, ""));
  }
}

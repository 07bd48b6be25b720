package tn.flotte.bots.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An expert's report that came by mail, as it is put before the bot {@link #BOT}: whoever finds one
 * deposits it, and all that follows from it is that bot's business. Texts are a stranger's.
 *
 * @param sha256 the document it stands in
 * @param fichier the file's name
 * @param rang which piece of the file it is, from 1
 * @param declaration the claim that the mail was found to be about
 * @param expediteur the sender's address
 * @param sujet what the mail's subject says
 * @param texte what the sender wrote himself, cut
 * @param recuLe when the mail was collected
 */
public record RapportExpertise(
    String sha256,
    String fichier,
    int rang,
    String declaration,
    String expediteur,
    String sujet,
    String texte,
    Instant recuLe) {
  /** The bot that works on reports. */
  public static final String BOT = "expertise";

  private static final int TEXTE_LONGUEUR = 2_000;
  private static final String DOCUMENT = "document";
  private static final String FICHIER = "fichier";
  private static final String RANG = "rang";
  private static final String DECLARATION = "declaration";
  private static final String EXPEDITEUR = "expediteur";
  private static final String SUJET = "sujet";
  private static final String TEXTE = "texte";
  private static final String RECU_LE = "recu_le";

  public RapportExpertise {
    texte = texte.length() <= TEXTE_LONGUEUR ? texte : texte.substring(0, TEXTE_LONGUEUR);
  }

  /** The item's reference: the same bytes about the same claim are the same report. */
  public String reference() {
    return "%s/%s/%d".formatted(declaration, sha256, rang);
  }

  /** The item's payload. */
  public Map<String, String> payload() {
    Map<String, String> payload = new LinkedHashMap<>();
    payload.put(DOCUMENT, sha256);
    payload.put(FICHIER, fichier);
    payload.put(RANG, Integer.toString(rang));
    payload.put(DECLARATION, declaration);
    payload.put(EXPEDITEUR, expediteur);
    payload.put(SUJET, sujet);
    payload.put(TEXTE, texte);
    payload.put(RECU_LE, recuLe.toString());
    return payload;
  }

  /** What {@link #payload} said. */
  public static RapportExpertise of(Map<String, String> payload) {
    return new RapportExpertise(
        payload.getOrDefault(DOCUMENT, ""),
        payload.getOrDefault(FICHIER, ""),
        Integer.parseInt(payload.getOrDefault(RANG, "1")),
        payload.getOrDefault(DECLARATION, ""),
        payload.getOrDefault(EXPEDITEUR, ""),
        payload.getOrDefault(SUJET, ""),
        payload.getOrDefault(TEXTE, ""),
        Instant.parse(payload.getOrDefault(RECU_LE, "")));
  }
}

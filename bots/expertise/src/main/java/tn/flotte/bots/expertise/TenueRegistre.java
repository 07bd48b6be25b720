package tn.flotte.bots.expertise;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tn.flotte.bots.api.Bot;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.api.WorkItem;
import tn.flotte.connectors.registre.LigneRapport;

/**
 * Enters one report into the register, once. While somebody has the register open its item waits,
 * and nothing else does.
 */
public final class TenueRegistre extends Bot {
  /** The bot's name. */
  static final String NOM = "registre";

  // A write ends with one move of a file by the process itself: none comes after its death.
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final Lignes lignes;

  TenueRegistre(Lignes lignes) {
    super(NOM);
    this.lignes = lignes;
  }

  /** The register. */
  interface Lignes {
    boolean contient(String cle);

    void inscrire(LigneRapport ligne);
  }

  /** The register has the row. */
  record Portee(String cle) {}

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    from(work())
        .routeId(NOM)
        .process(effect("porter", Portee.class, this::porter, TenueRegistre::effacee))
        .process(finish(TenueRegistre::portee));
  }

  /** Puts a row before the bot, once for its key. */
  static void deposer(Work work, LigneRapport row) {
    Map<String, String> payload = new LinkedHashMap<>();
    payload.put("recu_le", row.recuLe().toString());
    payload.put("declaration", row.declaration());
    payload.put("dossier", row.dossier());
    payload.put("numero_om", row.numeroOm());
    payload.put("expert", row.expert());
    payload.put("immatriculation", row.immatriculation());
    payload.put("vehicule", row.vehicule());
    payload.put("genre", row.genre());
    payload.put("date_rapport", row.dateRapport().toString());
    payload.put("montant", row.montant().toPlainString());
    payload.put("honoraires", row.honoraires().toPlainString());
    payload.put("epave", Boolean.toString(row.epave()));
    payload.put("fichier", row.fichier());
    work.deposit(NOM, row.cle(), payload);
  }

  private static LigneRapport ligne(WorkItem item) {
    Map<String, String> payload = item.payload();
    return new LigneRapport(
        item.reference(),
        LocalDate.parse(payload.getOrDefault("recu_le", "")),
        payload.getOrDefault("declaration", ""),
        payload.getOrDefault("dossier", ""),
        payload.getOrDefault("numero_om", ""),
        payload.getOrDefault("expert", ""),
        payload.getOrDefault("immatriculation", ""),
        payload.getOrDefault("vehicule", ""),
        payload.getOrDefault("genre", ""),
        LocalDate.parse(payload.getOrDefault("date_rapport", "")),
        new BigDecimal(payload.getOrDefault("montant", "")),
        new BigDecimal(payload.getOrDefault("honoraires", "")),
        Boolean.parseBoolean(payload.getOrDefault("epave", "")),
        payload.getOrDefault("fichier", ""));
  }

  private Effect<Portee> porter(Work work) {
    LigneRapport row = ligne(work.item());
    return new Effect<>() {
      @Override
      public String naturalKey() {
        return row.cle();
      }

      @Override
      public Optional<Portee> lookup() {
        return lignes.contient(row.cle()) ? Optional.of(new Portee(row.cle())) : Optional.empty();
      }

      @Override
      public Portee perform() {
        lignes.inscrire(row);
        return new Portee(row.cle());
      }

      @Override
      public Duration longestRequest() {
        return LONGEST;
      }
    };
  }

  private static Outcome portee(Work work) {
    LigneRapport row = ligne(work.item());
    return new Outcome.Done(
        Issue.LIGNE_PORTEE,
        "Rapport de la mission %s du dossier %s porté au registre."
            .formatted(row.numeroOm(), row.dossier()),
        details(row));
  }

  /** Somebody has taken the row out of the register: a machine doesn't write it again. */
  private static Outcome effacee(Work work, String motif) {
    return new Outcome.Review(Issue.A_VERIFIER, motif, details(ligne(work.item())));
  }

  private static Outcome.Details details(LigneRapport row) {
    return Details.de(row.declaration(), row.dossier());
  }
}

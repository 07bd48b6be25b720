package tn.flotte.connectors.pass;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Work;

/**
 * PASS for the item at hand: the account leased with it, logged in anew when an earlier holder may
 * still be alive.
 */
public final class SessionsPass {
  private static final Duration AU_MOINS = Duration.ofMinutes(1);

  private final Pass pass;
  private final Clock clock;
  private final Duration annuaireValable;

  /** Account to the attempt for which it was logged in anew; one entry an account. */
  private final Map<String, String> renewed = new ConcurrentHashMap<>();

  private volatile @Nullable AnnuaireLu annuaire;

  /** {@code annuaireValable}: how long the directory is trusted before it is read again. */
  public SessionsPass(Pass pass, Clock clock, Duration annuaireValable) {
    this.pass = pass;
    this.clock = clock;
    this.annuaireValable = annuaireValable;
  }

  public PassSession de(Work work) {
    return session(work, work.item().retaken());
  }

  /** Ends the session of whoever held the item before, if this attempt hasn't done so yet. */
  public void ecarter(Work work) {
    session(work, true);
  }

  /** {@code anew}: an earlier holder may be alive; see {@link Pass#session}. */
  private PassSession session(Work work, boolean anew) {
    String account = work.item().leasedCompte();
    String attempt = work.item().id() + "/" + work.item().attempt();
    // Once an attempt is enough: the older holder's session, and its record locks, end with the
    // first new login, and it logs in no more where it sees that somebody else has.
    boolean fresh = anew && !attempt.equals(renewed.get(account));
    PassSession session = pass.session(account, fresh, work::keep);
    if (fresh) {
      renewed.put(account, attempt);
    }
    return session;
  }

  /**
   * The directory; read again when it is old, or when it doesn't know an address and wasn't read
   * just now.
   */
  public Annuaire annuaire(Work work, String expediteur) {
    AnnuaireLu known = annuaire;
    if (known != null
        && known.valable(clock.instant(), annuaireValable)
        && (known.connait(expediteur) || known.valable(clock.instant(), AU_MOINS))) {
      return known.annuaire();
    }
    AnnuaireLu read = new AnnuaireLu(de(work).annuaire(), clock.instant());
    annuaire = read;
    return read.annuaire();
  }

  private record AnnuaireLu(Annuaire annuaire, Instant luA) {
    boolean valable(Instant now, Duration duree) {
      return now.isBefore(luA.plus(duree));
    }

    boolean connait(String adresse) {
      return annuaire.agenceByEmail(adresse).isPresent()
          || annuaire.expertByEmail(adresse).isPresent();
    }
  }
}

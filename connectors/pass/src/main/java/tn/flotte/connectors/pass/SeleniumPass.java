package tn.flotte.connectors.pass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.Evidence;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.connectors.pass.page.Ecrans;

/**
 * PASS through its screens in headless Chromium: a warm browser an account, started when first
 * asked for. Whoever asks last for an account has it: an earlier holder in another thread is let
 * finish the verb it is in, and refused afterwards, just as PASS itself ends the older session of
 * an account.
 */
public final class SeleniumPass implements Pass {
  private static final Duration HOUSEKEEPING = Duration.ofSeconds(15);

  private final PassSettings settings;
  private final Clock clock;
  private final Ecrans ecrans;
  private final Map<String, Compte> comptes = new LinkedHashMap<>();
  private final ScheduledExecutorService housekeeping;
  private final ScheduledFuture<?> round;
  private @Nullable Annuaire annuaire;
  private Instant annuaireLu = Instant.EPOCH;

  /**
   * Refuses to start (CONFIGURATION) when the browser, its driver or the screen map isn't there.
   */
  public SeleniumPass(PassSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    exiger(settings.chromium());
    exiger(settings.chromedriver());
    this.ecrans = Ecrans.lire(settings.ecrans());
    this.housekeeping =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pass-browsers").factory());
    long period = Math.min(HOUSEKEEPING.toMillis(), settings.inactivite().toMillis());
    this.round =
        this.housekeeping.scheduleWithFixedDelay(
            this::fermerLesInactifs, period, period, TimeUnit.MILLISECONDS);
  }

  private static void exiger(Path programme) {
    if (!Files.isExecutable(programme)) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION,
          "PASS can't be worked without "
              + programme
              + ". Install it: apt-get install chromium chromium-driver");
    }
  }

  @Override
  public PassSession session(String compte, boolean fresh, Consumer<Evidence> evidence) {
    Compte account = compte(compte.toUpperCase(Locale.ROOT));
    SeleniumSession session = new SeleniumSession(account, evidence);
    if (fresh) {
      session.reconnect();
    }
    return session;
  }

  private synchronized Compte compte(String nom) {
    if (housekeeping.isShutdown()) {
      throw new ConnectorException(
          FailureKind.UNAVAILABLE, "The way into PASS is closed: the process is ending.");
    }
    settings.motDePasse(nom);
    return comptes.computeIfAbsent(nom, n -> new Compte(this, n));
  }

  PassSettings settings() {
    return settings;
  }

  Clock clock() {
    return clock;
  }

  Ecrans ecrans() {
    return ecrans;
  }

  synchronized Optional<Annuaire> annuaire() {
    boolean good = annuaireLu.plus(settings.annuaireMax()).isAfter(clock.instant());
    return good ? Optional.ofNullable(annuaire) : Optional.empty();
  }

  synchronized void annuaire(Annuaire read) {
    annuaire = read;
    annuaireLu = clock.instant();
  }

  /** Makes room for one more browser: closes the one that has been idle longest. */
  synchronized void fairePlace(Compte asking) {
    long open = comptes.values().stream().filter(c -> c != asking && c.ouvert()).count();
    if (open < settings.sessionsMax()) {
      return;
    }
    boolean closed =
        comptes.values().stream()
            .filter(c -> c != asking && c.ouvert())
            .sorted(Comparator.comparing(Compte::dernierUsage))
            .anyMatch(Compte::fermerSiLibre);
    if (!closed) {
      throw new ConnectorException(
          FailureKind.EXHAUSTED,
          "All %d browsers for PASS are busy; flotte.pass.sessions-max allows no more."
              .formatted(settings.sessionsMax()));
    }
  }

  private void fermerLesInactifs() {
    Instant limit = clock.instant().minus(settings.inactivite());
    java.util.List<Compte> idle;
    synchronized (this) {
      idle =
          comptes.values().stream()
              .filter(c -> c.ouvert() && c.dernierUsage().isBefore(limit))
              .toList();
    }
    idle.forEach(Compte::fermerSiLibre);
  }

  @Override
  public Duration longestRequest() {
    return settings.requeteMax();
  }

  @Override
  public void close() {
    round.cancel(false);
    housekeeping.shutdown();
    java.util.List<Compte> all;
    synchronized (this) {
      all = java.util.List.copyOf(comptes.values());
    }
    all.forEach(Compte::fermer);
  }
}

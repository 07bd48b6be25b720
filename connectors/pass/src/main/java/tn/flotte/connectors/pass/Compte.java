package tn.flotte.connectors.pass;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.connectors.pass.page.LoginPage;
import tn.flotte.connectors.pass.page.MenuFrame;
import tn.flotte.connectors.pass.page.Navigateur;
import tn.flotte.connectors.pass.page.Poste;
import tn.flotte.connectors.pass.page.PreouverturePage;
import tn.flotte.connectors.pass.page.Reponse;

/** One account of PASS in this process: its browser, kept logged in, and who may use it now. */
final class Compte {
  private static final Logger log = LoggerFactory.getLogger(Compte.class);

  private final SeleniumPass pass;
  private final String nom;
  private final ReentrantLock usage = new ReentrantLock(true);
  private int tour;
  private long fil = -1;
  private @Nullable Navigateur navigateur;
  private @Nullable Poste poste;
  private @Nullable PreouverturePage vue;
  private boolean connecte;
  private boolean perdu;
  private int verbes;
  private volatile boolean ouvert;
  private volatile Instant dernierUsage;

  Compte(SeleniumPass pass, String nom) {
    this.pass = pass;
    this.nom = nom;
    this.dernierUsage = pass.clock().instant();
  }

  SeleniumPass pass() {
    return pass;
  }

  String nom() {
    return nom;
  }

  boolean ouvert() {
    return ouvert;
  }

  Instant dernierUsage() {
    return dernierUsage;
  }

  /**
   * Gives the account to the calling thread; waits for the verb that is running.
   *
   * @return the turn that the caller's sessions must show; an earlier thread's turn is over
   */
  int prendre() {
    verrouiller();
    try {
      long caller = Thread.currentThread().threadId();
      if (fil != caller) {
        fil = caller;
        tour++;
      }
      return tour;
    } finally {
      usage.unlock();
    }
  }

  void verrouiller() {
    try {
      long patience = pass.settings().delaiEcran().multipliedBy(2).toMillis();
      if (!usage.tryLock(patience, TimeUnit.MILLISECONDS)) {
        throw new ConnectorException(
            FailureKind.UNAVAILABLE,
            "PASS account "
                + nom
                + " is in use in this process; nothing was begun, it can be tried again.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectorException(
          FailureKind.UNAVAILABLE, "Interrupted while waiting for PASS account " + nom + ".", e);
    }
  }

  void liberer() {
    dernierUsage = pass.clock().instant();
    usage.unlock();
  }

  /** Refuses a session from which the account has been taken. */
  void verifier(int turn) {
    if (turn != tour) {
      throw new ConnectorException(
          FailureKind.UNAVAILABLE,
          "PASS account "
              + nom
              + " was given to another caller; this one touches nothing any more.");
    }
  }

  /** The browser, logged in; started and logged in when it isn't. */
  Poste poste() {
    Navigateur current = navigateur;
    if (current != null && (perdu || !current.vivant() || verbes >= pass.settings().recyclage())) {
      fermerNavigateur();
      current = null;
    }
    if (current == null) {
      pass.fairePlace(this);
      Path profil = pass.settings().profil(nom);
      current =
          Navigateur.demarrer(
              pass.settings().chromium(),
              pass.settings().chromedriver(),
              profil,
              pass.settings().delaiEcran());
      navigateur = current;
      poste =
          new Poste(current, pass.ecrans(), pass.settings().url(), pass.settings().delaiEcran());
      connecte = false;
      perdu = false;
      verbes = 0;
      ouvert = true;
    }
    verbes++;
    return java.util.Objects.requireNonNull(poste);
  }

  /** Logs in, unless that is known to have been done. */
  void connecter(Poste at) {
    if (connecte) {
      return;
    }
    Reponse<MenuFrame> answer =
        LoginPage.ouvrir(at).puis(page -> page.connecter(nom, pass.settings().motDePasse(nom)));
    switch (answer) {
      case Reponse.Obtenue<MenuFrame> ignored -> {
        connecte = true;
        log.info("PASS account {} is logged in.", nom);
      }
      case Reponse.Refusee<MenuFrame>(var messages) ->
          throw new ConnectorException(
              FailureKind.CONFIGURATION,
              "PASS doesn't let account %s in: %s".formatted(nom, String.join(" ", messages)));
      case Reponse.Verrouillee<MenuFrame> ignored ->
          throw indisponible("its login page speaks of a lock");
      case Reponse.SessionPerdue<MenuFrame>(var message, var ailleurs) ->
          throw indisponible("the login came back to the login page. " + message);
      case Reponse.Maintenance<MenuFrame> ignored ->
          throw indisponible("PASS is under maintenance");
      case Reponse.Erreur<MenuFrame>(var texte) ->
          throw indisponible("PASS shows an error: " + texte);
      case Reponse.Muette<MenuFrame>(var raison) ->
          throw indisponible("PASS doesn't answer: " + raison);
      case Reponse.Changee<MenuFrame>(var ecart) ->
          throw new ConnectorException(
              FailureKind.CHANGED,
              "PASS's login page is not as known: " + ecart + ". Nobody was logged in.");
    }
  }

  private ConnectorException indisponible(String why) {
    return new ConnectorException(
        FailureKind.UNAVAILABLE, "PASS account %s could not log in: %s.".formatted(nom, why));
  }

  /** The préouverture that was read last; whether it still stands there, it tells itself. */
  @Nullable PreouverturePage vue() {
    return vue;
  }

  void vue(PreouverturePage seen) {
    vue = seen;
  }

  boolean connecte() {
    return connecte;
  }

  /** The session is over, or in doubt: the next verb logs in anew. */
  void deconnecte() {
    connecte = false;
  }

  /** The browser is of no more use: the next verb starts another. */
  void perdu() {
    perdu = true;
    connecte = false;
  }

  boolean fermerSiLibre() {
    if (!usage.tryLock()) {
      return false;
    }
    try {
      fermerNavigateur();
      return true;
    } finally {
      usage.unlock();
    }
  }

  void fermer() {
    boolean locked = false;
    try {
      locked = usage.tryLock(pass.settings().delaiEcran().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      fermerNavigateur();
    } finally {
      if (locked) {
        usage.unlock();
      }
    }
  }

  private void fermerNavigateur() {
    Navigateur current = navigateur;
    navigateur = null;
    poste = null;
    vue = null;
    connecte = false;
    ouvert = false;
    if (current != null) {
      current.close();
    }
  }
}

package tn.flotte.connectors.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.Evidence;
import tn.flotte.bots.api.FailureKind;

/** Each trouble that PASS can make, and what the fleet is told of it. */
class PannesIT {
  @TempDir private static Path dir;
  private static Doublure doublure;
  private static SeleniumPass pass;
  private static int next = 100;

  private final List<Evidence> photos = new ArrayList<>();

  @BeforeAll
  static void start() {
    doublure = Doublure.demarrer();
    pass = new SeleniumPass(settings(Duration.ofSeconds(20), null), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    try {
      pass.close();
    } finally {
      doublure.close();
    }
  }

  @AfterEach
  void mend() {
    doublure.sansPanne();
  }

  @Test
  void waitsForASlowPass() {
    PassSession session = pass.session("ROBOT01", false, photos::add);
    NumeroDeclaration numero = validee(session);
    doublure.panne("{\"latence_ms\":900}");
    assertThat(session.ouvrir(ouverture(numero)).declaration()).isEqualTo(numero);
  }

  @Test
  void saysUnavailableWhenAScreenDoesNotComeAndUnknownWhenAnAnswerDoesNot() {
    try (SeleniumPass impatient =
        new SeleniumPass(settings(Duration.ofSeconds(2), null), Clock.systemUTC())) {
      AtomicBoolean once = new AtomicBoolean(true);
      PassSession session =
          impatient.session(
              "ROBOT04",
              false,
              evidence -> {
                if (once.getAndSet(false)) {
                  doublure.panne("{\"latence_ms\":12000}");
                }
              });
      NumeroDeclaration numero = next();
      assertThat(failure(() -> session.valider(numero)).kind())
          .isEqualTo(FailureKind.UNKNOWN_EFFECT);
      assertThat(failure(() -> session.preouverture(numero)).kind())
          .isEqualTo(FailureKind.UNAVAILABLE);
      doublure.sansPanne();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> session.preouverture(numero).orElseThrow().validee());
    }
  }

  @Test
  void saysUnavailableBeforeASubmitAndUnknownAfterItWhenPassShowsAnError() {
    PassSession session = pass.session("ROBOT01", false, onFirst("{\"erreur_taux\":1}"));
    NumeroDeclaration numero = validee(pass.session("ROBOT01", false, photos::add));
    ConnectorException after = failure(() -> session.ouvrir(ouverture(numero)));
    assertThat(after.kind()).isEqualTo(FailureKind.UNKNOWN_EFFECT);
    assertThat(after.evidence()).isNotNull();
    assertThat(failure(() -> session.preouverture(numero)).kind())
        .isEqualTo(FailureKind.UNAVAILABLE);
    doublure.sansPanne();
    assertThat(pass.session("ROBOT01", true, photos::add).dossiers(numero))
        .hasSize(dossiersInTruth(numero));
  }

  @Test
  void saysUnavailableUnderMaintenance() {
    PassSession session = pass.session("ROBOT01", false, photos::add);
    NumeroDeclaration numero = validee(session);
    doublure.panne("{\"maintenance\":true}");
    ConnectorException failure = failure(() -> session.ouvrir(ouverture(numero)));
    assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("maintenance");
    assertThat(dossiersInTruth(numero)).isZero();
  }

  @Test
  void logsInOnceMoreWhenTheSessionIsLostOutsideAForm() {
    PassSession session = pass.session("ROBOT01", false, photos::add);
    NumeroDeclaration numero = next();
    assertThat(session.preouverture(numero)).isPresent();
    doublure.panne("{\"perte_session\":true}");
    assertThat(session.preouverture(numero)).isPresent();
  }

  @Test
  void savesNothingWhenTheSessionIsLostInAForm() {
    NumeroDeclaration numero = validee(pass.session("ROBOT01", false, photos::add));
    PassSession session = pass.session("ROBOT01", false, onFirst("{\"perte_session\":true}"));
    assertThat(failure(() -> session.ouvrir(ouverture(numero))).kind())
        .isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(dossiersInTruth(numero)).isZero();
    assertThat(session.ouvrir(ouverture(numero)).declaration()).isEqualTo(numero);
  }

  @Test
  void givesWayWhenTheAccountLogsInElsewhere() {
    NumeroDeclaration numero = validee(pass.session("ROBOT02", false, photos::add));
    AtomicBoolean once = new AtomicBoolean(true);
    PassSession session =
        pass.session(
            "ROBOT02",
            false,
            evidence -> {
              if (once.getAndSet(false)) {
                login("ROBOT02");
              }
            });
    ConnectorException failure = failure(() -> session.ouvrir(ouverture(numero)));
    assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(dossiersInTruth(numero)).isZero();
    long logins = logins("ROBOT02");
    assertThat(failure(() -> session.dossiers(numero))).hasMessageContaining("somewhere else");
    assertThat(logins("ROBOT02")).isEqualTo(logins);
    assertThat(pass.session("ROBOT02", true, photos::add).dossiers(numero)).isEmpty();
  }

  @Test
  void logsInOnceForANewHolderWhetherABrowserStandsThereOrNot() {
    try (SeleniumPass other =
        new SeleniumPass(settings(Duration.ofSeconds(20), null), Clock.systemUTC())) {
      long before = logins("ROBOT03");
      other.session("ROBOT03", true, photos::add);
      assertThat(logins("ROBOT03")).isEqualTo(before + 1);
      other.session("ROBOT03", true, photos::add);
      assertThat(logins("ROBOT03")).isEqualTo(before + 2);
    }
  }

  @Test
  void stopsAndShowsTheScreenWhenAControlHasMoved() {
    PassSession session = pass.session("ROBOT01", false, photos::add);
    NumeroDeclaration numero = validee(session);
    doublure.panne("{\"controle_deplace\":true}");
    ConnectorException failure = failure(() -> session.ouvrir(ouverture(numero)));
    assertThat(failure.kind()).isEqualTo(FailureKind.CHANGED);
    assertThat(failure)
        .hasMessageContaining("noeud")
        .hasMessageContaining("ouverture")
        .hasMessageContaining("NOEUD");
    assertThat(failure.evidence()).isNotNull();
    assertThat(photos).isNotEmpty();
    assertThat(dossiersInTruth(numero)).isZero();
    doublure.sansPanne();
    // No lock was left: another account can open it.
    assertThat(pass.session("ROBOT02", false, photos::add).ouvrir(ouverture(numero)).declaration())
        .isEqualTo(numero);
  }

  @Test
  void namesWhoeverHoldsTheRecord() {
    PassSession session = pass.session("ROBOT01", false, photos::add);
    NumeroDeclaration numero = validee(session);
    doublure.panne("{\"verrou\":{\"numero\":\"%s\",\"compte\":\"SALMA\"}}".formatted(numero));
    ConnectorException failure = failure(() -> session.ouvrir(ouverture(numero)));
    assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("SALMA");
    assertThat(dossiersInTruth(numero)).isZero();
  }

  @Test
  void answersNoToAnotherQuestionThanTheExpectedOne() throws Exception {
    Path map = dir.resolve("screens.yaml");
    Files.writeString(
        map,
        new String(
                getClass().getResourceAsStream("page/screens.yaml").readAllBytes(),
                StandardCharsets.UTF_8)
            .replace("Confirmez-vous l'ouverture du dossier sinistre ?", "Ouvrir le dossier ?"));
    try (SeleniumPass other =
        new SeleniumPass(settings(Duration.ofSeconds(20), map), Clock.systemUTC())) {
      PassSession session = other.session("ROBOT04", false, photos::add);
      NumeroDeclaration numero = validee(session);
      ConnectorException failure = failure(() -> session.ouvrir(ouverture(numero)));
      assertThat(failure.kind()).isEqualTo(FailureKind.CHANGED);
      assertThat(failure).hasMessageContaining("Confirmez-vous");
      assertThat(dossiersInTruth(numero)).isZero();
    }
  }

  @Test
  void endsABrowserLeftInItsProfileAndNoOther() throws Exception {
    Process ours = browser(dir.resolve("profils").resolve("flotte-pass-ROBOT03"));
    Process other = browser(dir.resolve("autre").resolve("flotte-pass-ROBOT03"));
    try {
      PassSession session = pass.session("ROBOT03", false, photos::add);
      assertThat(session.preouverture(next())).isPresent();
      Awaitility.await().until(() -> !ours.isAlive());
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroy();
      other.waitFor();
    }
  }

  @Test
  void leavesNoProcessWhenItIsClosed() {
    Path profils = dir.resolve("ferme");
    PassSettings settings = PassSettings.at(doublure.url(), profils);
    try (SeleniumPass one = new SeleniumPass(settings, Clock.systemUTC())) {
      assertThat(one.session("ROBOT04", true, photos::add).preouverture(next())).isPresent();
      assertThat(naming(profils)).isPositive();
    }
    assertThat(naming(profils)).isZero();
  }

  private static long naming(Path directory) {
    return ProcessHandle.allProcesses()
        .filter(
            p ->
                p.info()
                    .arguments()
                    .map(a -> String.join(" ", a).contains(directory.toString()))
                    .orElse(false))
        .count();
  }

  private static Process browser(Path profil) throws Exception {
    Files.createDirectories(profil);
    return new ProcessBuilder(
            "/usr/bin/chromium",
            "--headless=new",
            "--no-sandbox",
            "--user-data-dir=" + profil,
            "about:blank")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static PassSettings settings(Duration delai, Path map) {
    PassSettings usual = PassSettings.at(doublure.url(), dir.resolve("profils"));
    return new PassSettings(
        usual.url(),
        usual.comptes(),
        usual.chromium(),
        usual.chromedriver(),
        delai,
        usual.requeteMax(),
        usual.sessionsMax(),
        usual.profils(),
        usual.inactivite(),
        usual.recyclage(),
        usual.annuaireMax(),
        map,
        usual.formatDossier());
  }

  /** Makes trouble when the first picture is taken: the form is filled and not yet sent. */
  private Consumer<Evidence> onFirst(String panne) {
    AtomicBoolean once = new AtomicBoolean(true);
    return evidence -> {
      photos.add(evidence);
      if (once.getAndSet(false)) {
        doublure.panne(panne);
      }
    };
  }

  private static NumeroDeclaration next() {
    return new NumeroDeclaration("D26-027-%05d".formatted(++next));
  }

  private static NumeroDeclaration validee(PassSession session) {
    NumeroDeclaration numero = next();
    session.valider(numero);
    return numero;
  }

  private static OuvertureDossier ouverture(NumeroDeclaration numero) {
    return new OuvertureDossier(numero, "MATERIEL", "027", new BigDecimal("1200.000"), false);
  }

  private static ConnectorException failure(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    ConnectorException failure = catchThrowableOfType(ConnectorException.class, work);
    assertThat(failure).isNotNull();
    return failure;
  }

  private static int dossiersInTruth(NumeroDeclaration numero) {
    int count = 0;
    for (var dossier : doublure.verite().path("dossiers")) {
      if (dossier.path("numero_declaration").asString().equals(numero.valeur())) {
        count++;
      }
    }
    return count;
  }

  private static long logins(String compte) {
    long count = 0;
    for (var login : doublure.verite().path("connexions")) {
      if (login.path("compte").asString().equals(compte)) {
        count++;
      }
    }
    return count;
  }

  private static void login(String compte) {
    doublure.envoyer(
        HttpRequest.newBuilder(doublure.url().resolve("connexion.do"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "txtCpt="
                        + URLEncoder.encode(compte, StandardCharsets.ISO_8859_1)
                        + "&txtPwd=robot"))
            .build());
  }
}

package tn.flotte.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Everything that runs in a demonstration: the stand-in for PASS, the mail server, the
 * orchestrator, and agents of their own when asked for. Parts are known by their command lines,
 * addresses and settings only.
 */
final class Fleet {
  static final String CELL = "ouverture-sin-auto@lloyd.example";
  private static final String CELL_ACCOUNT = CELL;

  /** Where the people of the cell read what the robot has to tell them. */
  private static final String PEOPLE = "cellule@lloyd.example";

  private static final String SENT = "envoyes@lloyd.example";
  private static final String MAIL_PASSWORD = "demonstration";
  private static final String ORCHESTRATOR = "tn.flotte.orchestrator.OrchestratorApplication";
  private static final String CONTACTS = "contacts";
  private static final String FIRST = "orchestrateur";
  private static final String ORCHESTRATOR_HEAP = "512m";
  private static final Duration TRAINING_END = Duration.ofMinutes(3);
  private static final Duration READY = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(150);

  private final Depot depot;
  private final DataDirectory data;
  private final Supervisor supervisor;
  private final Acces acces;
  private final Screen screen;
  private final Doors doors = new Doors();
  private final int dashboardPort;
  private final int passPort;
  private final int smtpPort;
  private final int imapPort;
  private final int brokerPort;
  private final int databasePort;
  private final Map<String, String> extras = new LinkedHashMap<>();
  private final List<Orchestrator> orchestrators = new ArrayList<>();
  private double secondsToReady;
  private @Nullable Child mailServer;
  private @Nullable Child passServer;
  private @Nullable Child firstOrchestrator;
  private Path passSeed = Path.of("");

  /**
   * An orchestrator's place in the fleet.
   *
   * @param name of the process and its log file
   * @param agentInside whether it hosts an agent of its own
   * @param open whether its embedded broker listens for other processes
   * @param lends whether its embedded database listens where the other orchestrators look for it
   * @param guest whether it works on the first one's database and broker
   */
  private record Orchestrator(
      String name, int port, boolean agentInside, boolean open, boolean lends, boolean guest) {}

  Fleet(Depot depot, DataDirectory data, Supervisor supervisor, Screen screen, int dashboardPort) {
    this.depot = depot;
    this.data = data;
    this.supervisor = supervisor;
    this.screen = screen;
    this.acces = Acces.in(data.path());
    List<Integer> ports = Ports.free(6);
    this.dashboardPort = dashboardPort > 0 ? dashboardPort : ports.get(0);
    this.passPort = ports.get(1);
    this.smtpPort = ports.get(2);
    this.imapPort = ports.get(3);
    this.brokerPort = ports.get(4);
    this.databasePort = ports.get(5);
  }

  /**
   * Sets, before the start, a setting that every part is told and that rules over the usual ones.
   */
  void set(String setting, String value) {
    extras.put(variable(setting), value);
  }

  /**
   * Starts all parts and returns when each answers.
   *
   * @param count of orchestrators: the first one's database and broker carry all of them
   * @param agents in processes of their own; without any, each orchestrator hosts one
   */
  void start(Path passSeed, int count, int agents) {
    long begin = System.nanoTime();
    boolean agentInside = agents == 0;
    startSurroundings(passSeed);
    startOrchestrator(
        new Orchestrator(
            FIRST, dashboardPort, agentInside, count > 1 || !agentInside, count > 1, false));
    awaitSurroundings();
    awaitOrchestrator();
    for (int number = 2; number <= count; number++) {
      startOrchestrator(
          new Orchestrator(
              FIRST + "-" + number, Ports.free(1).getFirst(), agentInside, false, false, true));
    }
    orchestrators.stream().skip(1).forEach(this::await);
    startAgents(agents);
    screen.progress(
        String.format(
            Locale.FRENCH,
            "Tout est prêt : PASS, la boîte et la flotte ont démarré en %.0f s.",
            (System.nanoTime() - begin) / 1e9));
  }

  /**
   * Starts what a demonstration starts, so that the orchestrator's next starts are quicker: what
   * this one loads is kept when it ends.
   */
  void train(Path passSeed) {
    startSurroundings(passSeed);
    startOrchestrator(
        inside(),
        depot.javaInTraining("orchestrator", ORCHESTRATOR, ORCHESTRATOR_HEAP),
        TRAINING_END);
    awaitOrchestrator();
    doors.answers(dashboard("/api/mails"), acces.jeton());
    doors.answers(dashboard("/connexion"), acces.jeton());
  }

  /**
   * Starts all parts but the agents.
   *
   * @return the orchestrator
   */
  Child startWithoutAgents(Path passSeed) {
    startSurroundings(passSeed);
    Child orchestrator = startOrchestrator(true, FIRST);
    awaitSurroundings();
    awaitOrchestrator();
    return orchestrator;
  }

  /**
   * Starts all parts, the agent inside the orchestrator, which has the machine for itself while it
   * starts.
   *
   * @return the orchestrator
   */
  Child startWithAgentInside(Path passSeed) {
    startSurroundings(passSeed);
    awaitSurroundings();
    long begin = System.nanoTime();
    Child orchestrator = startOrchestrator(inside());
    awaitOrchestrator();
    secondsToReady = (System.nanoTime() - begin) / 1e9;
    return orchestrator;
  }

  /** Starts an orchestrator without any agent, its database open to this process; nothing else. */
  void startDeskOnly() {
    startOrchestrator(new Orchestrator(FIRST, dashboardPort, false, false, true, false));
    awaitOrchestrator();
  }

  private Orchestrator inside() {
    return new Orchestrator(FIRST, dashboardPort, true, false, false, false);
  }

  private void startSurroundings(Path passSeed) {
    startPass(passSeed);
    mailServer = startMailServer();
  }

  /** The mail server dies; what it had taken is there again when it is back. */
  void killMailServer() {
    supervisor.kill(started(mailServer));
  }

  void restartMailServer() {
    mailServer = startMailServer();
    awaitMailServer();
  }

  /** PASS dies; its truth is there again when it is back. */
  void killPass() {
    supervisor.kill(started(passServer));
  }

  void restartPass() {
    startPass(passSeed);
    awaitPass();
  }

  /** The first orchestrator's process, which carries the broker. */
  ProcessHandle orchestrator() {
    return ProcessHandle.of(started(firstOrchestrator).pid()).orElseThrow();
  }

  /** Where the first orchestrator lends its database. */
  String databaseUrl() {
    return "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres";
  }

  /** The processes of the database server. */
  List<ProcessHandle> database() {
    return Supervisor.marked(data.path()).stream()
        .filter(p -> p.info().command().filter(c -> c.endsWith("/postgres")).isPresent())
        .toList();
  }

  private static Child started(@Nullable Child child) {
    return Objects.requireNonNull(child, "nothing was started yet");
  }

  private void awaitSurroundings() {
    awaitPass();
    awaitMailServer();
  }

  private void awaitPass() {
    await("le faux PASS", () -> doors.answers(pass("/sante"), acces.jetonPass()));
  }

  private void awaitMailServer() {
    await("la boîte aux lettres", () -> greets(smtpPort) && greets(imapPort));
  }

  private void startPass(Path seed) {
    passSeed = seed;
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(variable("server.port"), Integer.toString(passPort));
    settings.put(variable("server.address"), "127.0.0.1");
    settings.put(variable("pass.jeton"), acces.jetonPass());
    settings.put(variable("pass.donnees"), seed.toAbsolutePath().toString());
    settings.put(variable("pass.etat"), data.directory("pass").resolve("etat.json").toString());
    settings.putAll(extras);
    passServer =
        supervisor.start(
            "pass",
            depot.java("docker/pass", "tn.flotte.pass.PassApplication", "128m"),
            settings,
            Duration.ofSeconds(10));
  }

  private Child startMailServer() {
    List<String> command =
        new ArrayList<>(depot.java("docker/boite", "tn.flotte.boite.BoiteApplication", "1g"));
    command.addAll(List.of("--smtp-port", Integer.toString(smtpPort)));
    command.addAll(List.of("--imap-port", Integer.toString(imapPort)));
    command.addAll(List.of("--data", mailData().toString()));
    for (String account : List.of(CELL, SENT)) {
      command.addAll(List.of("--compte", account + ":" + MAIL_PASSWORD));
    }
    return supervisor.start("boite", command, Map.of(), Duration.ofSeconds(10));
  }

  /** From the start of the orchestrator's process, on an empty directory, to its first answer. */
  double secondsToReady() {
    return secondsToReady;
  }

  void awaitOrchestrator() {
    await(orchestrators.getFirst());
  }

  private void await(Orchestrator orchestrator) {
    await(
        "« " + orchestrator.name() + " »",
        () -> doors.answers(address(orchestrator.port(), "/api/etat"), acces.jeton()));
  }

  /**
   * @param alone without an agent of its own, but open to agents of other processes
   * @param name of the process and its log file
   */
  Child startOrchestrator(boolean alone, String name) {
    return startOrchestrator(new Orchestrator(name, dashboardPort, !alone, alone, false, false));
  }

  private Child startOrchestrator(Orchestrator orchestrator) {
    return startOrchestrator(
        orchestrator,
        depot.java("orchestrator", ORCHESTRATOR, ORCHESTRATOR_HEAP),
        Duration.ofSeconds(30));
  }

  private Child startOrchestrator(
      Orchestrator orchestrator, List<String> command, Duration patience) {
    Map<String, String> settings = new LinkedHashMap<>(outsideSystems());
    settings.put(variable("server.port"), Integer.toString(orchestrator.port()));
    // All of them keep documents and secrets in one place.
    settings.put(variable("flotte.donnees"), data.directory("flotte").toString());
    settings.put(
        variable("flotte.pass.profils"),
        supervisor.scratch().resolve(orchestrator.guest() ? orchestrator.name() : "").toString());
    settings.put(variable("flotte.schedules.dossier"), depot.schedules().toString());
    settings.put(variable("flotte.securite.jeton"), acces.jeton());
    settings.put(variable("flotte.securite.mot-de-passe-admin"), acces.motDePasse());
    settings.put(variable("flotte.broker.mot-de-passe"), acces.jetonBroker());
    settings.put("FLOTTE_RELEVE", "2s");
    // The daily look for late reports would write mails that nobody who judges a run asked for.
    settings.put("FLOTTE_VEILLE", "0 15 7 ? JAN MON#1 2099");
    if (!orchestrator.agentInside()) {
      settings.put(variable("flotte.agent.actif"), "false");
    }
    if (orchestrator.open()) {
      settings.put(variable("flotte.broker.embarque.accueil"), broker());
    }
    if (orchestrator.lends()) {
      settings.put(variable("flotte.db.embarque-port"), Integer.toString(databasePort));
    }
    if (orchestrator.guest()) {
      settings.put(variable("flotte.db.url"), databaseUrl());
      settings.put(variable("flotte.db.compte"), "postgres");
      settings.put(variable("flotte.broker.url"), broker());
    }
    settings.putAll(extras);
    Child child = supervisor.start(orchestrator.name(), command, settings, patience);
    orchestrators.removeIf(other -> other.port() == orchestrator.port());
    orchestrators.add(orchestrator);
    if (orchestrator.port() == dashboardPort) {
      firstOrchestrator = child;
    }
    return child;
  }

  /**
   * An agent in a process of its own, found by its own name, with browser profiles of its own.
   *
   * @param extraClasses put before the agent's own, or empty
   */
  Child startAgent(String name, String extraClasses) {
    return startAgent(name, extraClasses, dashboardPort);
  }

  private Child startAgent(String name, String extraClasses, int documentsPort) {
    Map<String, String> settings = new LinkedHashMap<>(outsideSystems());
    settings.put(variable("flotte.pass.profils"), supervisor.scratch().resolve(name).toString());
    settings.put(variable("flotte.agent.nom"), name);
    settings.put(
        variable("flotte.access.dossier"), data.directory("flotte").resolve(CONTACTS).toString());
    settings.put(
        variable("flotte.registre.dossier"),
        data.directory("flotte").resolve("registre").toString());
    settings.put(variable("flotte.broker.url"), broker());
    settings.put(variable("flotte.broker.mot-de-passe"), acces.jetonBroker());
    settings.put(variable("flotte.documents.url"), address(documentsPort, "").toString());
    settings.put(variable("flotte.documents.jeton"), acces.jeton());
    settings.putAll(extras);
    return supervisor.start(
        name,
        depot.java(extraClasses, "bots/agent", "tn.flotte.bots.agent.AgentApplication", "512m"),
        settings,
        Duration.ofSeconds(20));
  }

  /** Agents in processes of their own; returns when the orchestrators know them. */
  void startAgents(int agents) {
    for (int number = 1; number <= agents; number++) {
      // Whichever orchestrator an agent asks for a document, it is the same store.
      int port = orchestrators.get(number % orchestrators.size()).port();
      startAgent("agent-" + number, "", port);
    }
    if (agents > 0) {
      await(agents == 1 ? "l'agent" : "les " + agents + " agents", () -> agentsSeen() >= agents);
    }
  }

  private int agentsSeen() {
    try {
      return state().path("agents").size();
    } catch (IOException e) {
      return 0;
    }
  }

  /** What whoever hosts the bots must know. */
  private Map<String, String> outsideSystems() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(variable("flotte.pass.url"), pass("/").toString());
    settings.put(variable("flotte.mail.imap-host"), "127.0.0.1");
    settings.put(variable("flotte.mail.imap-port"), Integer.toString(imapPort));
    settings.put(variable("flotte.mail.imap-tls"), "AUCUN");
    settings.put(variable("flotte.mail.smtp-host"), "127.0.0.1");
    settings.put(variable("flotte.mail.smtp-port"), Integer.toString(smtpPort));
    settings.put(variable("flotte.mail.smtp-tls"), "AUCUN");
    settings.put(variable("flotte.mail.compte"), CELL_ACCOUNT);
    settings.put(variable("flotte.mail.mot-de-passe"), MAIL_PASSWORD);
    settings.put(variable("flotte.mail.adresse"), CELL);
    settings.put(variable("flotte.mail.envoyes.compte"), SENT);
    settings.put(variable("flotte.mail.envoyes.mot-de-passe"), MAIL_PASSWORD);
    settings.put(variable("flotte.mail.envoyes.adresse"), SENT);
    settings.put(variable("flotte.ouverture.adresse-cellule"), PEOPLE);
    settings.put(variable("flotte.ouverture.tableau-de-bord"), dashboard("/").toString());
    settings.put("OMP_THREAD_LIMIT", "1");
    return settings;
  }

  /** A setting's name as an environment variable: dots become underscores, dashes go. */
  static String variable(String setting) {
    return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private void await(String what, BooleanSupplier ready) {
    long end = System.nanoTime() + READY.toNanos();
    screen.progress("J'attends " + what + "…");
    while (!ready.getAsBoolean()) {
      supervisor.check();
      if (System.nanoTime() > end) {
        throw new DemoException(
            "Rien ne répond après "
                + READY.toSeconds()
                + " s pour : "
                + what
                + ". Voyez les journaux dans "
                + logs());
      }
      pause(POLL);
    }
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  /** Both kinds of mail server speak first. */
  private static boolean greets(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout(3000);
      return socket.getInputStream().read() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Byte for byte, in the order given; a message a mail when {@code told}. */
  void deliver(List<RawMail> mails) {
    try (Smtp smtp = Smtp.connect(smtpPort)) {
      for (RawMail mail : mails) {
        smtp.deliver(mail.envelopeSender(), CELL, mail.bytes());
        screen.progress("Déposé : " + mail.name());
      }
    } catch (IOException e) {
      throw new DemoException("La boîte aux lettres refuse un courriel : " + e.getMessage(), e);
    }
  }

  List<Resultat> results() throws IOException {
    JsonNode mails = doors.get(dashboard("/api/mails"), acces.jeton());
    return mails.valueStream().map(Resultat::new).toList();
  }

  JsonNode state() throws IOException {
    return doors.get(dashboard("/api/etat"), acces.jeton());
  }

  JsonNode truth() throws IOException {
    return doors.get(pass("/verite"), acces.jetonPass());
  }

  ContactLog contacts() {
    return new ContactLog(data.directory("flotte").resolve(CONTACTS).resolve("contacts.accdb"));
  }

  Livres answers() {
    return new Livres(mailData().resolve("livres"), CELL, SENT);
  }

  private Path mailData() {
    return data.directory("boite");
  }

  Path logs() {
    return data.path().resolve("journaux");
  }

  Acces acces() {
    return acces;
  }

  /** Steps that each orchestrator has recorded since its start, by the orchestrator's name. */
  Map<String, Long> stepsByOrchestrator() throws IOException {
    Map<String, Long> steps = new LinkedHashMap<>();
    for (Orchestrator orchestrator : orchestrators) {
      String metrics =
          doors.text(address(orchestrator.port(), "/actuator/prometheus"), acces.jeton());
      steps.put(orchestrator.name(), Metrics.sum(metrics, "flotte_step_seconds_count"));
    }
    return steps;
  }

  URI dashboard(String path) {
    return address(dashboardPort, path);
  }

  private static URI address(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  URI pass(String path) {
    return address(passPort, path);
  }

  private String broker() {
    return "tcp://127.0.0.1:" + brokerPort;
  }
}

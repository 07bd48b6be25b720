package tn.flotte.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ./flotte demo}: shows the fleet at work, or checks it from outside. */
@Command(
    name = "./flotte demo",
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Démarre sur cette machine un faux PASS, une boîte aux lettres et la flotte, puis dépose six"
          + " courriels d'exemple. Ctrl-C arrête tout.",
      "Avec --check : vérification sans écran, sur un dossier de données vide ; se termine seule."
    },
    synopsisHeading = "Usage : ",
    descriptionHeading = "%n",
    optionListHeading = "%n",
    footer = {
      "",
      "Codes de sortie : 0 tout va bien, 1 la vérification a échoué, 2 mauvaise option,"
          + " 3 le démarrage a échoué."
    })
public final class Demo implements Callable<Integer> {
  private static final int WRONG = 1;
  private static final int WRONG_USE = 2;
  private static final int NOT_STARTED = 3;
  private static final int DASHBOARD_PORT = 8080;

  @Option(names = "--check", description = "Vérifie sans écran, puis se termine.")
  private boolean check;

  @Option(
      names = "--mails",
      paramLabel = "DIR",
      description = "Avec --check : les courriels (*.eml) à déposer, dans l'ordre de leurs noms.")
  private @Nullable Path mails;

  @Option(
      names = "--pass-data",
      paramLabel = "FICHIER",
      description = "Avec --check : ce que PASS contient au départ (pass.json).")
  private @Nullable Path passData;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Avec --check : reçoit resultats.json, pass.json et courriels/ (les courriels envoyés).")
  private @Nullable Path out;

  @Option(
      names = "--agents",
      paramLabel = "N",
      description = "Avec --check : N agents, chacun dans son processus.")
  private int agents;

  @Option(
      names = "--orchestrators",
      paramLabel = "N",
      description = "Avec --check : N orchestrateurs (1 seul pour l'instant).")
  private int orchestrators = 1;

  @Option(
      names = "--donnees",
      paramLabel = "DIR",
      description = "Où garder les données d'une fois à l'autre (.flotte/demo).")
  private @Nullable Path donnees;

  @Option(names = "--fresh", description = "Efface d'abord les données de la fois précédente.")
  private boolean fresh;

  @Option(names = "--encore", description = "Dépose de nouveau les courriels d'exemple.")
  private boolean again;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port du tableau de bord (8080, ou un port libre s'il est pris).")
  private int port = DASHBOARD_PORT;

  @Option(
      names = "--entrainement",
      hidden = true,
      description = "Démarre et s'arrête une fois, pour que les démarrages suivants soient courts.")
  private boolean training;

  @Option(
      names = "--depot",
      hidden = true,
      description = "La racine du dépôt, donnée par le lanceur.")
  private Path depot = Path.of("");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Cette aide.")
  @SuppressWarnings("UnusedVariable") // picocli itself answers it
  private boolean help;

  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    CommandLine commandLine = new CommandLine(new Demo(new Screen(out)));
    System.exit(commandLine.execute(args));
  }

  private final Screen screen;

  Demo(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    String refusal = refusal();
    if (!refusal.isEmpty()) {
      screen.say(refusal);
      return WRONG_USE;
    }
    try {
      if (training) {
        return train();
      }
      return check ? check() : show();
    } catch (DemoException e) {
      screen.say("");
      screen.say(e.getMessage() == null ? "Échec." : e.getMessage());
      return NOT_STARTED;
    } catch (IOException e) {
      screen.say("");
      screen.say("Échec : " + e.getMessage());
      return NOT_STARTED;
    }
  }

  private String refusal() {
    if (!check && (mails != null || passData != null || out != null || agents > 0)) {
      return "--mails, --pass-data, --out et --agents vont avec --check.";
    }
    if (check && (donnees != null || fresh || again)) {
      return "--check travaille toujours sur son propre dossier vide : sans --donnees, --fresh ni"
          + " --encore.";
    }
    if (orchestrators != 1) {
      return "--orchestrators : un seul orchestrateur pour l'instant.";
    }
    if (agents < 0 || agents > 16) {
      return "--agents : de 1 à 16.";
    }
    return "";
  }

  private int check() throws IOException {
    Depot repository = new Depot(depot);
    List<RawMail> toDeliver = RawMail.of(mails == null ? repository.samples() : mails);
    Path seed = passData == null ? repository.samples().resolve("pass.json") : passData;
    requireFile(seed);
    Path temporary = Files.createTempDirectory("flotte-check-");
    boolean right = false;
    try (DataDirectory data = DataDirectory.open(temporary, false)) {
      screen.say("Vérification : " + toDeliver.size() + " courriels, données dans " + data.path());
      right = supervised(data, (fleet, supervisor) -> runCheck(fleet, supervisor, seed, toDeliver));
    } finally {
      if (right) {
        DataDirectory.deleteTree(temporary);
      } else {
        screen.say("Les données et les journaux restent dans " + temporary);
      }
    }
    return right ? 0 : WRONG;
  }

  private boolean runCheck(Fleet fleet, Supervisor supervisor, Path seed, List<RawMail> toDeliver)
      throws IOException {
    fleet.start(seed, agents);
    return new Check(fleet, supervisor, screen, toDeliver).run(out);
  }

  private int train() throws IOException {
    Path temporary = Files.createTempDirectory("flotte-entrainement-");
    try (DataDirectory data = DataDirectory.open(temporary, false)) {
      supervised(
          data,
          (fleet, supervisor) -> {
            fleet.train(new Depot(depot).samples().resolve("pass.json"));
            return true;
          });
    } finally {
      DataDirectory.deleteTree(temporary);
    }
    return 0;
  }

  private int show() throws IOException {
    Depot repository = new Depot(depot);
    List<RawMail> samples = RawMail.of(repository.samples());
    Path place = donnees == null ? repository.root().resolve(".flotte/demo") : donnees;
    try (DataDirectory data = DataDirectory.open(place, fresh)) {
      supervised(
          data,
          (fleet, supervisor) -> {
            fleet.start(repository.samples().resolve("pass.json"), 0);
            new LiveDemo(fleet, supervisor, screen, data.path()).run(samples, again);
            return true;
          });
    }
    return 0;
  }

  private <R> R supervised(DataDirectory data, Stage.Work<R> work) throws IOException {
    return new Stage(new Depot(depot), screen).with(data, dashboardPort(), work);
  }

  private int dashboardPort() {
    if (check || training) {
      return 0;
    }
    if (port > 0 && Ports.isFree(port)) {
      return port;
    }
    screen.say("Le port " + port + " est pris ; le tableau de bord en prend un autre.");
    return 0;
  }

  private static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new DemoException("Le fichier n'existe pas : " + file);
    }
  }
}

package tn.flotte.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ./flotte demo}: shows the fleet at work, or checks it from outside. */
@Command(
    name = "./flotte demo",
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Démarre sur cette machine un faux PASS, une boîte aux lettres et la flotte, puis dépose sept"
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
  /** When the demonstration looks for late reports, as the schedule of a real house says. */
  private static final String EACH_MORNING = "0 15 7 ? * MON-SAT";

  private static final int WRONG = 1;
  private static final int NOT_STARTED = 3;

  /** As a shell says it of a command that SIGINT has ended. */
  private static final int STOPPED = 130;

  private static final int MOST_AGENTS = 16;

  /** As many as the embedded database has connections for. */
  private static final int MOST_ORCHESTRATORS = 4;

  private static final int DASHBOARD_PORT = 8080;

  @Option(names = "--check", description = "Vérifie sans écran, puis se termine.")
  private boolean check;

  @Mixin private final Sources sources = new Sources();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Avec --check : reçoit resultats.json, pass.json et courriels/ (les courriels envoyés).")
  private @Nullable Path out;

  @Option(
      names = "--ordre",
      paramLabel = "GRAINE",
      description =
          "Avec --check : dépose les courriels dans un autre ordre, tiré au sort avec cette graine ;"
              + " une réponse reste après le courriel qu'elle nomme.")
  private @Nullable Long order;

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
      names = "--entrainement",
      description =
          "Démarre et s'arrête une fois, pour que les démarrages suivants soient courts ; le"
              + " lanceur le fait de lui-même.")
  private boolean training;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Screen screen;
  private int agents;
  private int orchestrators = 1;
  private int port = DASHBOARD_PORT;
  private boolean portChosen;

  Demo(Screen screen) {
    this.screen = screen;
  }

  public static void main(String[] args) {
    PrintStream out = utf8(FileDescriptor.out);
    System.exit(commandLine(new Screen(out), utf8(FileDescriptor.err)).execute(args));
  }

  private static PrintStream utf8(FileDescriptor where) {
    return new PrintStream(new FileOutputStream(where), true, UTF_8);
  }

  static CommandLine commandLine(Screen screen, PrintStream err) {
    return FrenchErrors.over(new Demo(screen), err);
  }

  @Option(
      names = "--agents",
      paramLabel = "N",
      description = "Avec --check : N agents (1 à 16), chacun dans son processus.")
  void agents(int wanted) {
    agents = within("--agents", wanted, 1, MOST_AGENTS);
  }

  @Option(
      names = "--orchestrators",
      paramLabel = "N",
      description =
          "Avec --check : N orchestrateurs (1 à 4), chacun dans son processus, sur la base et le"
              + " courtier du premier.")
  void orchestrators(int wanted) {
    orchestrators = within("--orchestrators", wanted, 1, MOST_ORCHESTRATORS);
  }

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port du tableau de bord (8080, ou un port libre s'il est pris ou 0).")
  void port(int wanted) {
    port = within("--port", wanted, 0, 65_535);
    portChosen = true;
  }

  private int within(String option, int wanted, int least, int most) {
    if (wanted < least || wanted > most) {
      throw new ParameterException(
          spec.commandLine(), option + " : de " + least + " à " + most + ", pas " + wanted + ".");
    }
    return wanted;
  }

  @Override
  public Integer call() {
    try {
      refuseWhatDoesNotGoTogether();
      if (training) {
        train();
        return 0;
      }
      return check ? check() : show();
    } catch (StoppedException e) {
      return STOPPED;
    } catch (WrongUseException e) {
      screen.say(String.valueOf(e.getMessage()));
      return FrenchErrors.WRONG_USE;
    } catch (DemoException e) {
      screen.say("");
      screen.say(String.valueOf(e.getMessage()));
      return NOT_STARTED;
    } catch (IOException e) {
      screen.say("");
      screen.say("Échec : " + e.getMessage());
      return NOT_STARTED;
    }
  }

  private void refuseWhatDoesNotGoTogether() {
    if (!check
        && (sources.areChosen()
            || out != null
            || order != null
            || agents > 0
            || orchestrators > 1)) {
      throw new WrongUseException(
          "--mails, --pass-data, --out, --ordre, --agents et --orchestrators vont avec --check.");
    }
    if (check && (donnees != null || fresh || again || portChosen)) {
      throw new WrongUseException(
          "--check travaille toujours sur son propre dossier vide et des ports libres : sans"
              + " --donnees, --fresh, --encore ni --port.");
    }
    if (out != null && Files.exists(out) && !Files.isDirectory(out)) {
      throw new WrongUseException("--out n'est pas un dossier : " + out);
    }
  }

  private int check() throws IOException {
    List<RawMail> named = sources.mails();
    List<RawMail> toDeliver = order == null ? named : Ordre.drawn(named, order);
    Path seed = sources.seed();
    try (DataDirectory data = DataDirectory.temporary("flotte-check-")) {
      screen.say(
          "Vérification : "
              + Nombre.de(toDeliver.size(), "courriel")
              + ", données dans "
              + data.path());
      boolean right = false;
      try {
        right =
            supervised(data, (fleet, supervisor) -> runCheck(fleet, supervisor, seed, toDeliver));
      } catch (StoppedException e) {
        throw e;
      } catch (DemoException | IOException e) {
        sayWhatStays(data);
        throw e;
      }
      if (right) {
        data.discardIfTemporary();
        return 0;
      }
      sayWhatStays(data);
      return WRONG;
    }
  }

  private void sayWhatStays(DataDirectory data) {
    screen.say("Les données et les journaux restent dans " + data.path());
  }

  private boolean runCheck(Fleet fleet, Supervisor supervisor, Path seed, List<RawMail> toDeliver)
      throws IOException {
    fleet.start(seed, orchestrators, agents);
    return new Check(fleet, supervisor, screen, toDeliver).run(out, sources.promised(toDeliver));
  }

  private void train() throws IOException {
    Path seed = sources.seed();
    try (DataDirectory data = DataDirectory.temporary("flotte-entrainement-")) {
      try {
        new Stage(sources.repository(), screen)
            .with(
                data,
                0,
                (fleet, _) -> {
                  fleet.train(seed);
                  return true;
                });
      } finally {
        data.discardIfTemporary();
      }
    }
  }

  /** Without what it makes all works too, and slower. */
  private void trainUnlessDone() {
    if (sources.repository().isTrained()) {
      return;
    }
    screen.say("Je prépare les démarrages rapides (une fois, moins d'une minute)…");
    try {
      train();
    } catch (StoppedException e) {
      throw e;
    } catch (DemoException | IOException e) {
      screen.say("(sans succès : " + e.getMessage() + " ; je continue sans)");
    }
  }

  private int show() throws IOException {
    Depot repository = sources.repository();
    List<RawMail> samples = sources.mails();
    Path seed = sources.seed();
    Path place = donnees == null ? repository.root().resolve(".flotte/demo") : donnees;
    try (DataDirectory data = DataDirectory.open(place, fresh)) {
      trainUnlessDone();
      supervised(
          data,
          (fleet, supervisor) -> {
            fleet.set("flotte.veille", EACH_MORNING);
            fleet.start(seed, 1, 0);
            new LiveDemo(fleet, supervisor, screen, data.path()).run(samples, again);
            return true;
          });
    }
    return 0;
  }

  private <R> R supervised(DataDirectory data, Stage.Work<R> work) throws IOException {
    return new Stage(sources.repository(), screen).with(data, dashboardPort(), work);
  }

  private int dashboardPort() {
    if (check) {
      return 0;
    }
    if (port == 0 || Ports.isFree(port)) {
      return port;
    }
    screen.say("Le port " + port + " est pris ; le tableau de bord en prend un autre.");
    return 0;
  }
}

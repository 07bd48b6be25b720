package tn.flotte.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of the fleet on an empty directory that is made hard for it, and judged at its end by what
 * PASS and the arrived mails show, and by nothing else.
 */
final class Trial {
  private static final int BROKEN = 1;
  private static final int NOT_STARTED = 3;

  private final Screen screen;
  private final Sources sources;

  Trial(Screen screen, Sources sources) {
    this.screen = screen;
    this.sources = sources;
  }

  /** What is done to the fleet while it works. */
  interface Hardship {
    /**
     * @return complaints beyond what the outside shows; empty when there are none
     */
    List<String> run(Fleet fleet, Supervisor supervisor, List<RawMail> mails) throws IOException;
  }

  /**
   * @param name of the directory for temporary data, which stays when a promise was broken
   * @return the command's exit code
   */
  int run(String name, Hardship hardship) throws IOException {
    try {
      List<RawMail> mails = sources.mails();
      Attendu promised = Attendu.of(sources.directory(), mails, sources.seed());
      return run(name, hardship, mails, promised);
    } catch (WrongUseException e) {
      screen.say(String.valueOf(e.getMessage()));
      return FrenchErrors.WRONG_USE;
    } catch (DemoException e) {
      screen.say(String.valueOf(e.getMessage()));
      return NOT_STARTED;
    }
  }

  private int run(String name, Hardship hardship, List<RawMail> mails, Attendu promised)
      throws IOException {
    boolean right = false;
    try (DataDirectory data = DataDirectory.temporary(name)) {
      try {
        right =
            new Stage(sources.repository(), screen)
                .with(
                    data,
                    0,
                    (fleet, supervisor) -> judge(fleet, supervisor, hardship, mails, promised));
      } finally {
        if (right) {
          DataDirectory.deleteTree(data.path());
        } else {
          screen.say("Les données et les journaux restent dans " + data.path());
        }
      }
    }
    return right ? 0 : BROKEN;
  }

  private boolean judge(
      Fleet fleet, Supervisor supervisor, Hardship hardship, List<RawMail> mails, Attendu promised)
      throws IOException {
    List<String> complaints = new ArrayList<>(hardship.run(fleet, supervisor, mails));
    Table.lines(mails, fleet.results()).forEach(screen::say);
    List<Path> answers = fleet.answers().files();
    complaints.addAll(promised.broken(fleet.truth(), answers));
    complaints.addAll(fleet.contacts().broken(mails.size(), answers.size()));
    complaints.forEach(line -> screen.say("ERREUR : " + line));
    screen.say(complaints.isEmpty() ? "RIEN DEUX FOIS, RIEN DE PERDU." : "PROMESSE NON TENUE.");
    return complaints.isEmpty();
  }
}

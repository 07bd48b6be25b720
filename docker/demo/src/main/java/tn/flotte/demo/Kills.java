package tn.flotte.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Kills agents and orchestrator with SIGKILL while they work, at random instants and at each edge
 * of each effect, and then looks only at what the outside shows: PASS's truth and the mails that
 * arrived. Killed processes are replaced at once; their browsers are left alive.
 */
final class Kills {
  /** A line that the agent writes at each edge of an effect. */
  private static final Pattern EDGE = Pattern.compile("effect (.+) \\[(.*)] (\\w+)$");

  private static final Duration TICK = Duration.ofMillis(15);
  private static final Duration QUIET = Duration.ofMillis(500);

  /** One kill in so many hits the orchestrator, the third to begin with. */
  private static final int ORCHESTRATOR_SHARE = 8;

  private static final int FIRST_ORCHESTRATOR = 3;

  /** One kill in so many strikes at a random instant. */
  private static final int RANDOM_SHARE = 4;

  /**
   * One kill in so many strikes when PASS or the mail server has just committed something that the
   * agent doesn't know of yet.
   */
  private static final int COMMITTED_SHARE = 3;

  /** The edge that the agent cannot know: the outside has done it, its answer is on the way. */
  static final String COMMITTED = "engagé au-dehors";

  private static final double LONGEST_RANDOM_WAIT_MILLIS = 9_000;

  private final Fleet fleet;
  private final Supervisor supervisor;
  private final Screen screen;
  private final Random random;
  private final String extraClasses;
  private final List<Agent> agents = new ArrayList<>();
  private final Set<String> edgesStruck = new HashSet<>();
  private final Map<String, Integer> struck = new TreeMap<>();
  private Child orchestrator;
  private int incarnation;

  /** A running agent and how far its log was read. */
  private static final class Agent {
    private final int slot;
    private final Child child;
    private long read;

    Agent(int slot, Child child) {
      this.slot = slot;
      this.child = child;
    }
  }

  /**
   * @param orchestrator the running one
   * @param extraClasses put before the agents' own, or empty
   */
  Kills(
      Fleet fleet,
      Supervisor supervisor,
      Screen screen,
      Child orchestrator,
      long seed,
      String extraClasses) {
    this.fleet = fleet;
    this.supervisor = supervisor;
    this.screen = screen;
    this.orchestrator = orchestrator;
    this.random = new Random(seed);
    this.extraClasses = extraClasses;
  }

  /**
   * Delivers the mails, as many at once as there are agents, and kills until the number is reached
   * or the work is done; then lets it finish.
   *
   * @return how many were killed, by what they were doing
   */
  Map<String, Integer> run(List<RawMail> mails, int agentCount, int kills, Duration limit) {
    for (int slot = 0; slot < agentCount; slot++) {
      agents.add(start(slot));
    }
    long end = System.nanoTime() + limit.toNanos();
    List<RawMail> delivered = new ArrayList<>();
    int done = 0;
    while (done < kills && !isOver(mails, delivered, agentCount)) {
      done++;
      boolean atRandom = random.nextInt(RANDOM_SHARE) == 0;
      boolean committed = random.nextInt(COMMITTED_SHARE) == 0;
      if (done % ORCHESTRATOR_SHARE == FIRST_ORCHESTRATOR) {
        Fleet.pause(Duration.ofMillis((long) (random.nextDouble() * LONGEST_RANDOM_WAIT_MILLIS)));
        killOrchestrator(done);
      } else if (atRandom) {
        Fleet.pause(Duration.ofMillis((long) (random.nextDouble() * LONGEST_RANDOM_WAIT_MILLIS)));
        killAgent(agents.get(random.nextInt(agents.size())), "instant au hasard", done);
      } else if (committed) {
        killWhenCommitted(done, delivered, end);
      } else {
        killAtEdge(done, delivered, end);
      }
      if (System.nanoTime() > end) {
        throw new DemoException("Le délai est passé après " + done + " arrêts brutaux.");
      }
    }
    screen.say(done + " arrêts brutaux ; la flotte finit maintenant seule.");
    fleet.deliver(mails.subList(delivered.size(), mails.size()));
    while (!Check.isSettled(fleet, mails)) {
      if (System.nanoTime() > end) {
        throw new DemoException("Le délai est passé et la flotte n'a pas fini.");
      }
      Fleet.pause(QUIET);
    }
    return struck;
  }

  /** Nothing is left to strike; when what was delivered is done, more is delivered. */
  private boolean isOver(List<RawMail> mails, List<RawMail> delivered, int atOnce) {
    if (!delivered.isEmpty() && !Check.isSettled(fleet, delivered)) {
      return false;
    }
    List<RawMail> next =
        mails.subList(delivered.size(), Math.min(mails.size(), delivered.size() + atOnce));
    if (next.isEmpty()) {
      return true;
    }
    fleet.deliver(next);
    delivered.addAll(next);
    return false;
  }

  /**
   * Delivers the mails, strikes once each time PASS has committed a dossier, a mission or a letter
   * or the mail server has taken an answer, and lets the fleet finish.
   *
   * @param kills how often at most
   */
  Map<String, Integer> runAtCommits(List<RawMail> mails, int kills, Duration limit) {
    agents.add(start(0));
    fleet.deliver(mails);
    long end = System.nanoTime() + limit.toNanos();
    for (int number = 1; number <= kills && !Check.isSettled(fleet, mails); number++) {
      killWhenCommitted(number, mails, end);
    }
    while (!Check.isSettled(fleet, mails)) {
      if (System.nanoTime() > end) {
        throw new DemoException("Le délai est passé et la flotte n'a pas fini.");
      }
      Fleet.pause(QUIET);
    }
    return struck;
  }

  /**
   * PASS answers a while after it has committed: whoever dies in between has done it and doesn't
   * know.
   */
  private void killWhenCommitted(int number, List<RawMail> mails, long end) {
    int before = committed();
    long looked = 0;
    while (System.nanoTime() < end) {
      if (committed() > before) {
        // Whoever it was: all are killed.
        for (Agent agent : List.copyOf(agents)) {
          killAgent(agent, COMMITTED, number);
        }
        return;
      }
      looked++;
      if (looked % 30 == 0 && Check.isSettled(fleet, mails)) {
        return;
      }
      Fleet.pause(TICK);
    }
  }

  private int committed() {
    try {
      JsonNode truth = fleet.truth();
      return truth.path("dossiers").size()
          + truth.path("missions").size()
          + truth.path("lettres").size()
          + fleet.answers().files().size();
    } catch (IOException e) {
      throw new DemoException("PASS ne dit plus sa vérité : " + e.getMessage(), e);
    }
  }

  /**
   * Waits for an edge at which nobody was killed yet; gives up after a while, when all are struck.
   */
  private void killAtEdge(int number, List<RawMail> mails, long end) {
    long patience = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    long looked = 0;
    while (System.nanoTime() < Math.min(end, patience)) {
      for (Agent agent : List.copyOf(agents)) {
        String edge = newEdge(agent);
        if (!edge.isEmpty()) {
          if (edge.endsWith(" perform")) {
            // Somewhere between the first field and the answer.
            Fleet.pause(Duration.ofMillis((long) (random.nextDouble() * 6_000)));
          }
          killAgent(agent, edge, number);
          return;
        }
      }
      looked++;
      if (looked % 60 == 0 && Check.isSettled(fleet, mails)) {
        return;
      }
      Fleet.pause(TICK);
    }
    killAgent(agents.get(random.nextInt(agents.size())), "aucun bord nouveau", number);
  }

  private String newEdge(Agent agent) {
    String found = "";
    for (String line : newLines(agent)) {
      Matcher edge = EDGE.matcher(line.strip());
      if (edge.find() && edgesStruck.add(edge.group(1) + edge.group(2) + edge.group(3))) {
        found = edge.group(1) + " " + edge.group(3);
      }
    }
    return found;
  }

  private static List<String> newLines(Agent agent) {
    Path log = agent.child.log();
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long length = file.length();
      byte[] bytes = new byte[(int) (length - agent.read)];
      file.seek(agent.read);
      file.readFully(bytes);
      int lastLine = bytes.length;
      while (lastLine > 0 && bytes[lastLine - 1] != '\n') {
        lastLine--;
      }
      agent.read += lastLine;
      return new String(bytes, 0, lastLine, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new DemoException("Le journal ne se lit pas : " + log, e);
    }
  }

  private void killAgent(Agent agent, String why, int number) {
    supervisor.kill(agent.child);
    screen.progress("Arrêt brutal " + number + " : " + agent.child.name() + ", " + why);
    struck.merge(why, 1, Integer::sum);
    agents.remove(agent);
    agents.add(start(agent.slot));
  }

  private void killOrchestrator(int number) {
    supervisor.kill(orchestrator);
    screen.progress("Arrêt brutal " + number + " : orchestrateur");
    struck.merge("orchestrateur", 1, Integer::sum);
    incarnation++;
    orchestrator = fleet.startOrchestrator(true, "orchestrateur." + incarnation);
    fleet.awaitOrchestrator();
  }

  private Agent start(int slot) {
    incarnation++;
    return new Agent(slot, fleet.startAgent("agent-" + slot + "." + incarnation, extraClasses));
  }
}

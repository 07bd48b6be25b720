package tn.flotte.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Delivers mails, waits until all is settled, writes the results and judges them. */
final class Check {
  private static final Duration PER_MAIL = Duration.ofSeconds(30);
  private static final Duration AT_LEAST = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(700);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
  private static final Set<String> UNSETTLED = Set.of("NEW", "IN_PROGRESS", "UNCERTAIN");
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Fleet fleet;
  private final Supervisor supervisor;
  private final Screen screen;
  private final List<RawMail> mails;

  Check(Fleet fleet, Supervisor supervisor, Screen screen, List<RawMail> mails) {
    this.fleet = fleet;
    this.supervisor = supervisor;
    this.screen = screen;
    this.mails = List.copyOf(mails);
  }

  /**
   * Whether everything is right.
   *
   * @param promised what must show outside, where that is known
   */
  boolean run(@Nullable Path out, Optional<Attendu> promised) throws IOException {
    fleet.deliver(mails);
    List<Resultat> results = awaitOutcomes();
    JsonNode truth = fleet.truth();
    if (out != null) {
      write(out, results, truth);
    }
    Balance balance = new Balance(mails, results, truth);
    screen.say("");
    Table.lines(mails, results).forEach(screen::say);
    screen.say("");
    screen.say(balance.sentence());
    screen.say(
        Nombre.de(truth.path("dossiers").size(), "dossier")
            + ", "
            + Nombre.de(truth.path("missions").size(), "mission")
            + ", "
            + Nombre.de(truth.path("lettres").size(), "lettre")
            + " dans PASS ; "
            + Nombre.de(fleet.answers().files().size(), "courriel envoyé", "courriels envoyés")
            + ".");
    tellWhoWorked();
    List<String> complaints = new ArrayList<>(balance.complaints());
    if (promised.isPresent()) {
      complaints.addAll(promised.get().broken(truth, fleet.answers().files()));
    }
    complaints.forEach(complaint -> screen.say("ERREUR : " + complaint));
    boolean right = balance.isRight() && complaints.isEmpty();
    screen.say(
        right
            ? "VÉRIFICATION RÉUSSIE : le compte est bon, aucune déclaration n'a deux dossiers."
            : "VÉRIFICATION MANQUÉE.");
    return right;
  }

  /** Several orchestrators share the work; each says how much of it was its own. */
  private void tellWhoWorked() throws IOException {
    Map<String, Long> steps = fleet.stepsByOrchestrator();
    if (steps.size() > 1) {
      screen.say(
          steps.entrySet().stream()
              .map(entry -> entry.getKey() + " " + entry.getValue())
              .collect(Collectors.joining(", ", "Étapes inscrites par chacun : ", ".")));
    }
  }

  static Duration limit(int mails) {
    Duration wanted = PER_MAIL.multipliedBy(mails);
    return wanted.compareTo(AT_LEAST) < 0 ? AT_LEAST : wanted;
  }

  private List<Resultat> awaitOutcomes() {
    long begin = System.nanoTime();
    long end = begin + limit(mails.size()).toNanos();
    long told = begin;
    Set<String> shown = new HashSet<>();
    List<Resultat> results = List.of();
    while (System.nanoTime() < end) {
      supervisor.check();
      boolean settled = false;
      try {
        results = fleet.results();
        JsonNode state = fleet.state();
        settled = isSettled(mails, results, state);
      } catch (IOException e) {
        // The time limit ends a silence that lasts.
        screen.progress("L'orchestrateur ne répond pas pour l'instant : " + e.getMessage());
      }
      Envois envois = new Envois(mails, results);
      for (Resultat result : results) {
        if (result.issue().isPresent() && shown.add(result.key())) {
          screen.progress(line(envois.name(result), result));
          told = System.nanoTime();
        }
      }
      if (settled) {
        return results;
      }
      if (System.nanoTime() - told > SIGN_OF_LIFE.toNanos()) {
        screen.progress(
            Nombre.de(shown.size(), "issue")
                + " pour "
                + Nombre.de(mails.size(), "courriel")
                + "…");
        told = System.nanoTime();
      }
      Fleet.pause(POLL);
    }
    screen.progress("Le délai de " + limit(mails.size()).toSeconds() + " s est passé.");
    return results;
  }

  /** Every mail has its outcome and nothing is on its way. */
  static boolean isSettled(List<RawMail> mails, List<Resultat> results, JsonNode state) {
    Set<String> known =
        results.stream()
            .filter(result -> result.issue().isPresent())
            .map(Resultat::messageId)
            .collect(Collectors.toSet());
    long contents = mails.stream().map(RawMail::sha256).distinct().count();
    return mails.stream().allMatch(mail -> known.contains(mail.messageId()))
        && results.size() >= contents
        && results.stream().allMatch(Check::isSettled)
        && state.path("attente").asInt(0) == 0
        && state.path("en_cours").asInt(0) == 0
        && state.path("incertain").asInt(0) == 0;
  }

  /** Whether the fleet says so; while it can't be asked it is not. */
  static boolean isSettled(Fleet fleet, List<RawMail> mails) {
    try {
      return isSettled(mails, fleet.results(), fleet.state());
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isSettled(Resultat result) {
    return result.issue().isPresent() && result.statut().filter(UNSETTLED::contains).isEmpty();
  }

  static String line(String name, Resultat result) {
    return Table.shortened(name)
        + " → "
        + result.issue().map(issue -> issue.name().toLowerCase(Locale.ROOT)).orElse("en cours")
        + result.numeroDeclaration().map(number -> ", déclaration " + number).orElse("")
        + result.numeroDossier().map(number -> ", dossier " + number).orElse("")
        + Optional.of(Table.shortened(result.motif().orElse("")))
            .filter(motif -> !motif.isEmpty())
            .map(motif -> " (" + motif + ")")
            .orElse("");
  }

  private void write(Path out, List<Resultat> results, JsonNode truth) throws IOException {
    Files.createDirectories(out);
    ArrayNode list = PRETTY.createArrayNode();
    Envois envois = new Envois(mails, results);
    results.forEach(result -> list.add(result.contractOnly(envois.file(result))));
    Files.writeString(
        out.resolve("resultats.json"), PRETTY.writeValueAsString(list), StandardCharsets.UTF_8);
    Files.writeString(
        out.resolve("pass.json"), PRETTY.writeValueAsString(truth), StandardCharsets.UTF_8);
    Path courriels = out.resolve("courriels");
    if (Files.isDirectory(courriels)) {
      removeEarlier(courriels);
    }
    fleet.answers().copyTo(courriels);
  }

  /** Mails of an earlier check in the same directory would be taken for this one's. */
  private static void removeEarlier(Path courriels) throws IOException {
    try (var files = Files.newDirectoryStream(courriels, "[0-9][0-9][0-9][0-9]-*.eml")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}

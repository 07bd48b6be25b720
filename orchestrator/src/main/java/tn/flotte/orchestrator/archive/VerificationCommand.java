package tn.flotte.orchestrator.archive;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.connectors.documents.DirectoryDocuments;
import tn.flotte.orchestrator.HouseSettings;
import tn.flotte.orchestrator.database.DatabaseSettings;
import tn.flotte.orchestrator.database.HouseDatabase;

/**
 * The command {@code ./flotte archive verifier}: says in French whether the archive is intact, on
 * the data and with the settings of the fleet. Ends with 0 when it is, 1 when it isn't, 3 when it
 * could not be checked.
 */
public final class VerificationCommand {
  private static final int BROKEN = 1;
  private static final int NOT_CHECKED = 3;
  private static final int SHOWN = 20;
  private static final String NO_SUCH_TABLE = "42P01";
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

  /** The setting that names a link noted earlier, as {@code number:hash}. */
  private static final String NOTED = "maillon";

  private final HouseSettings house;
  private final DatabaseSettings database;
  private final List<Verification.Link> noted;
  private final PrintStream out;
  private final PrintStream trouble;

  VerificationCommand(
      HouseSettings house,
      DatabaseSettings database,
      List<Verification.Link> noted,
      PrintStream out,
      PrintStream trouble) {
    this.house = house;
    this.database = database;
    this.noted = List.copyOf(noted);
    this.out = out;
    this.trouble = trouble;
  }

  /** Only what the settings need: no orchestrator is started. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream trouble = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    SpringApplication application = new SpringApplication(Settings.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setLogStartupInfo(false);
    application.setDefaultProperties(
        Map.of("logging.level.root", "ERROR", "logging.level.tn.flotte", "ERROR"));
    int code;
    try (ConfigurableApplicationContext context = application.run(args)) {
      code =
          new VerificationCommand(
                  context.getBean(HouseSettings.class),
                  context.getBean(DatabaseSettings.class),
                  noted(context.getEnvironment().getProperty(NOTED, "")),
                  out,
                  trouble)
              .run();
    } catch (RuntimeException e) {
      trouble.println("flotte : ces réglages ne conviennent pas : " + e.getMessage());
      code = NOT_CHECKED;
    }
    System.exit(code);
  }

  private static List<Verification.Link> noted(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? List.of()
        : List.of(
            new Verification.Link(
                Long.parseLong(text.substring(0, colon)), text.substring(colon + 1)));
  }

  /** The settings, and nothing else of the house. */
  @EnableConfigurationProperties({HouseSettings.class, DatabaseSettings.class})
  static final class Settings {}

  int run() {
    Path documents = house.donnees().resolve("documents");
    try {
      Optional<HouseDatabase> opened = HouseDatabase.open(house.donnees(), database);
      if (opened.isEmpty()) {
        trouble.println("flotte : il n'y a pas de données de la flotte dans " + house.donnees());
        return NOT_CHECKED;
      }
      try (HouseDatabase server = opened.get();
          Connection connection = server.connect()) {
        return say(new Verification(new DirectoryDocuments(documents)).check(connection, noted));
      }
    } catch (SQLException e) {
      trouble.println(
          NO_SUCH_TABLE.equals(e.getSQLState())
              ? "flotte : cette base n'a pas encore d'archive ; la flotte la fait quand elle démarre."
              : "flotte : la base de données ne répond pas : " + e.getMessage());
      return NOT_CHECKED;
    } catch (IOException | ConnectorException e) {
      trouble.println("flotte : la vérification n'a pas pu se faire : " + e.getMessage());
      return NOT_CHECKED;
    }
  }

  private int say(Verification.Report report) {
    if (report.isIntact()) {
      out.printf(
          "Archive intacte : %d écriture(s) enchaînée(s), %d document(s) relu(s).%n",
          report.entries(), report.documents());
      out.printf("Dernier maillon : n° %d, empreinte %s%n", report.seq(), report.hash());
      return 0;
    }
    out.println("L'archive n'est pas intacte.");
    report.broken().ifPresent(broken -> out.println("Chaîne rompue " + sentence(broken)));
    List<Verification.Finding> lost = report.lost();
    lost.stream().limit(SHOWN).forEach(finding -> out.println("Document " + sentence(finding)));
    if (lost.size() > SHOWN) {
      out.printf("… et %d autre(s) document(s).%n", lost.size() - SHOWN);
    }
    out.printf(
        "%d écriture(s) enchaînée(s)%s, %d document(s) cherché(s), %d manquant(s) ou abîmé(s).%n",
        report.entries(),
        report.broken().isPresent() ? " avant la rupture" : "",
        report.documents(),
        lost.size());
    return BROKEN;
  }

  private String sentence(Verification.Finding finding) {
    String which = "n° " + finding.seq() + about(finding.entry());
    return switch (finding.fault()) {
      case ENTRY_CHANGED ->
          "à l'écriture "
              + which
              + " : elle a été modifiée, son contenu ne donne plus son empreinte.";
      case ENTRY_MISSING ->
          finding.seq() == finding.until()
              ? "à l'écriture " + which + " : elle manque."
              : "à l'écriture %s : elle manque, et toutes jusqu'au n° %d."
                  .formatted(which, finding.until());
      case ENTRY_REPLACED ->
          "à l'écriture "
              + which
              + " : elle a été remplacée, la suite de la chaîne a été faite après une autre.";
      case CHAIN_REPLACED ->
          "à l'écriture "
              + which
              + " : ce n'est pas l'empreinte notée ; la chaîne se tient, mais c'en est une autre.";
      case DOCUMENT_MISSING ->
          "de l'écriture " + which + " : il manque dans le dossier des documents.";
      case DOCUMENT_DAMAGED ->
          "de l'écriture " + which + " : il est abîmé, son contenu n'est plus le même.";
    };
  }

  private String about(@Nullable Entry entry) {
    if (entry == null) {
      return "";
    }
    String sha256 = entry.sha256();
    return " (%s, %s, %s du %s%s)"
        .formatted(
            entry.claim(),
            inert(entry.type()),
            inert(entry.name()).isBlank() ? "original" : "« " + inert(entry.name()) + " »",
            DAY.format(entry.receivedAt().atZone(house.fuseau())),
            sha256 == null ? "" : ", document " + sha256);
  }

  /** Names come from mails: nothing in them may steer a terminal. */
  private static String inert(String fromOutside) {
    return fromOutside.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
  }
}

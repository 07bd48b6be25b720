package tn.flotte.orchestrator.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The house's database for a command that runs beside the fleet: the server that a setting names,
 * else the embedded one of a running orchestrator, else one started on the same data for as long as
 * this is open. Nothing is created where there is no data.
 */
public final class HouseDatabase implements AutoCloseable {
  private static final String OWNER = "postgres";

  private final String url;
  private final String user;
  private final String password;
  private final @Nullable EmbeddedServer own;

  private HouseDatabase(String url, String user, String password, @Nullable EmbeddedServer own) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.own = own;
  }

  /**
   * @param donnees the house's directory
   * @return empty when no database is named and there is none in the directory
   * @throws IOException when the embedded server doesn't start
   */
  public static Optional<HouseDatabase> open(Path donnees, DatabaseSettings settings)
      throws IOException {
    if (!settings.url().isBlank()) {
      return Optional.of(
          new HouseDatabase(
              settings.url(), settings.compte(), settings.motDePasse().value(), null));
    }
    Path directory = donnees.resolve(DatabaseConfiguration.DIRECTORY);
    if (!Files.exists(directory.resolve("PG_VERSION"))) {
      return Optional.empty();
    }
    Optional<String> running = EmbeddedServer.running(directory);
    if (running.isPresent()) {
      return Optional.of(new HouseDatabase(running.get(), OWNER, "", null));
    }
    EmbeddedServer own = EmbeddedServer.start(directory, 0);
    return Optional.of(new HouseDatabase(own.jdbcUrl(), OWNER, "", own));
  }

  /** The caller closes it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  @Override
  public void close() throws IOException {
    if (own != null) {
      own.close();
    }
  }
}

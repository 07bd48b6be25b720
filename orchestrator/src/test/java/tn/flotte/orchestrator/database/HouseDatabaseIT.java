package tn.flotte.orchestrator.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tn.flotte.bots.api.Secret;

class HouseDatabaseIT {
  private static final DatabaseSettings NOT_NAMED =
      new DatabaseSettings("", "", new Secret(""), 1, 0);

  @TempDir Path house;

  private static int portOf(HouseDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show port")) {
      row.next();
      return Integer.parseInt(row.getString(1));
    }
  }

  @Test
  void findsNothingAndMakesNothingWhereThereIsNoData() throws IOException {
    assertThat(HouseDatabase.open(house, NOT_NAMED)).isEmpty();
    assertThat(house).isEmptyDirectory();
  }

  @Test
  void asksTheServerThatRunsAndElseOpensTheSameData() throws IOException, SQLException {
    Path directory = house.resolve(DatabaseConfiguration.DIRECTORY);
    try (EmbeddedServer orchestrators = EmbeddedServer.start(directory, 0)) {
      Optional<HouseDatabase> beside = HouseDatabase.open(house, NOT_NAMED);
      try (HouseDatabase database = beside.orElseThrow()) {
        assertThat(orchestrators.jdbcUrl()).contains(":" + portOf(database) + "/");
      }
      assertThat(EmbeddedServer.running(directory)).as("it goes on").isPresent();
    }
    assertThat(EmbeddedServer.running(directory)).isEmpty();

    try (HouseDatabase database = HouseDatabase.open(house, NOT_NAMED).orElseThrow()) {
      assertThat(portOf(database)).isPositive();
    }
    assertThat(EmbeddedServer.running(directory)).as("it ends with its user").isEmpty();
  }
}

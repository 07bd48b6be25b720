package tn.flotte.pass;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tn.flotte.pass.Entry.Dossier;
import tn.flotte.pass.Entry.Mission;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What PASS holds when it starts for the first time.
 *
 * @param dossiers already opened, in the shape of {@code /verite}; may be left out
 * @param missions already registered, in the shape of {@code /verite}; may be left out
 */
record Seed(
    List<Agence> agences,
    List<Expert> experts,
    List<Contrat> contrats,
    List<Map<String, Object>> preouvertures,
    @Nullable List<Dossier> dossiers,
    @Nullable List<Mission> missions) {

  List<Dossier> opened() {
    return dossiers == null ? List.of() : dossiers;
  }

  List<Mission> registered() {
    return missions == null ? List.of() : missions;
  }

  /** An intermediary; one node of PASS. */
  record Agence(String code, String nom, String email) {}

  /** An expert of the list, and the agencies he works for. */
  record Expert(String code, String nom, String email, List<String> agences) {}

  /** A policy; the cell only reads it. */
  record Contrat(
      String police,
      String assureNom,
      String assurePrenom,
      String adresse,
      String telephone,
      String immatriculation,
      String marque,
      List<String> garanties,
      BigDecimal franchise,
      String debut,
      String fin) {

    String assure() {
      return assureNom + " " + assurePrenom;
    }
  }

  /** Reads a seed file, or the built-in one when there is none. */
  static Seed read(JsonMapper json, @Nullable Path file) {
    try (InputStream input =
        file == null
            ? Seed.class.getResourceAsStream("/graine.json")
            : Files.newInputStream(file)) {
      return json.readValue(input, Seed.class);
    } catch (IOException e) {
      throw new UncheckedIOException("The seed file can't be read: " + file, e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("The seed file is not of the expected shape: " + file, e);
    }
  }
}

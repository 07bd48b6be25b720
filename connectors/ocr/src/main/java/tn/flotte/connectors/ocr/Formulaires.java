package tn.flotte.connectors.ocr;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The library of known forms: those that come with the product and those of a directory. */
final class Formulaires {
  private static final List<String> OWN = List.of("constat-a", "constat-b", "om");

  private Formulaires() {}

  /** A form's zones as written in its file. */
  record Description(String nom, String type, double largeur, double hauteur, List<Place> zones) {}

  /** A zone as written in a form's file; see {@link Zone}. */
  record Place(
      String cle,
      String genre,
      int lignes,
      double x,
      double y,
      @JsonProperty("l") double l,
      double h,
      @Nullable Boolean imprime,
      @Nullable String langue) {
    Zone zone() {
      return new Zone(
          cle,
          Zone.Genre.valueOf(genre.toUpperCase(Locale.ROOT)),
          lignes,
          x,
          y,
          l,
          h,
          Boolean.TRUE.equals(imprime),
          langue);
    }
  }

  static List<Formulaire> load(@Nullable Path directory) {
    List<Formulaire> all = new ArrayList<>();
    for (String nom : OWN) {
      all.add(parse(nom, resource(nom + ".json"), resource(nom + ".png")));
    }
    if (directory != null) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path json : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
          String nom = json.getFileName().toString().replaceFirst("\\.json$", "");
          all.add(
              parse(
                  nom,
                  Files.readAllBytes(json),
                  Files.readAllBytes(json.resolveSibling(nom + ".png"))));
        }
      } catch (IOException e) {
        throw new ConnectorException(
            FailureKind.CONFIGURATION,
            "flotte.ocr.formulaires: " + directory + " cannot be read: " + e.getMessage(),
            e);
      }
    }
    return List.copyOf(all);
  }

  private static Formulaire parse(String nom, byte[] json, byte[] png) {
    Description d;
    try {
      d = JsonMapper.builder().build().readValue(json, Description.class);
    } catch (JacksonException e) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION, "form " + nom + ": " + e.getMessage(), e);
    }
    MatOfByte octets = new MatOfByte(png);
    Mat vierge = Imgcodecs.imdecode(octets, Imgcodecs.IMREAD_GRAYSCALE);
    octets.release();
    if (vierge.empty()) {
      throw new ConnectorException(FailureKind.CONFIGURATION, "form " + nom + ": no picture");
    }
    return new Formulaire(
        d.nom(),
        TypePiece.of(d.type()),
        d.zones().stream().map(Place::zone).toList(),
        vierge,
        d.largeur(),
        d.hauteur());
  }

  private static byte[] resource(String nom) {
    try (InputStream in = Formulaires.class.getResourceAsStream("formulaires/" + nom)) {
      if (in == null) {
        throw new ConnectorException(FailureKind.BUG, "form resource missing: " + nom);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ConnectorException(FailureKind.BUG, "form resource unreadable: " + nom, e);
    }
  }
}

package tn.flotte.connectors.ocr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an extract of PASS: contracts and préouvertures. */
final class PassData {
  private PassData() {}

  /**
   * @throws IOException with a French sentence for the reader when the file is no such extract
   */
  static List<Preouverture> read(Path fichier) throws IOException {
    JsonNode racine;
    try {
      racine = JsonMapper.builder().build().readTree(Files.readAllBytes(fichier));
    } catch (NoSuchFileException e) {
      throw new IOException(fichier + " : fichier introuvable.", e);
    } catch (JacksonException e) {
      throw new IOException(fichier + " : ce n'est pas du JSON valable.", e);
    }
    if (!racine.path("preouvertures").isArray()) {
      throw new IOException(fichier + " : il n'y a pas de liste « preouvertures ».");
    }
    Map<String, JsonNode> contrats = new HashMap<>();
    racine.path("contrats").forEach(c -> contrats.put(text(c, "police"), c));
    List<Preouverture> toutes = new ArrayList<>();
    for (JsonNode p : racine.path("preouvertures")) {
      JsonNode contrat = contrats.get(text(p, "police"));
      toutes.add(preouverture(p, contrat == null ? p.path("contrat") : contrat));
    }
    return List.copyOf(toutes);
  }

  private static Preouverture preouverture(JsonNode p, JsonNode contrat) {
    Map<String, String> commun = new HashMap<>();
    put(commun, "numero_declaration", text(p, "numero_declaration"));
    put(commun, "agence_code", text(p, "agence"));
    put(commun, "date_accident", text(p, "date_accident"));
    put(commun, "heure", text(p, "heure"));
    put(commun, "lieu", text(p, "lieu"));
    Map<String, String> assure = new HashMap<>();
    put(assure, "vehicule_immatriculation", text(p, "immatriculation_assure"));
    put(assure, "assurance_police", text(p, "police"));
    put(assure, "assurance_societe", "LLOYD");
    String nom = (text(contrat, "assure_nom") + " " + text(contrat, "assure_prenom")).strip();
    put(assure, "assure_nom", nom);
    put(assure, "vehicule_marque", text(contrat, "marque"));
    put(assure, "assure_telephone", text(contrat, "telephone"));
    Map<String, String> adverse = new HashMap<>();
    put(adverse, "vehicule_immatriculation", text(p, "immatriculation_adverse"));
    put(adverse, "assurance_police", text(p, "police_adverse"));
    put(adverse, "assurance_societe", text(p, "compagnie_adverse"));
    return new Preouverture(text(p, "numero_declaration"), commun, assure, adverse);
  }

  private static void put(Map<String, String> valeurs, String nom, String valeur) {
    if (!valeur.isBlank()) {
      valeurs.put(nom, valeur);
    }
  }

  private static String text(JsonNode noeud, String nom) {
    return noeud.path(nom).asString("");
  }
}

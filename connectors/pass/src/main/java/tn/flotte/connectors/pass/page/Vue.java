package tn.flotte.connectors.pass.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What one look at the browser found: a whole screen, or the trouble in its place. */
final class Vue {
  private final JsonNode json;

  Vue(JsonNode json) {
    this.json = json;
  }

  /** PASS gave no answer that can be read. */
  boolean muette() {
    return json.path("muet").asBoolean(false);
  }

  String raison() {
    return json.path("raison").asString("");
  }

  Optional<String> ecran() {
    return texteDe(json.path("ecran"));
  }

  Optional<String> panne() {
    return texteDe(json.path("panne"));
  }

  /** Why the script refused to act, if it did. */
  Optional<String> trouble() {
    return texteDe(json.path("trouble"));
  }

  String champEnTrouble() {
    return json.path("champ").asString("");
  }

  int nombre() {
    return json.path("nombre").asInt(0);
  }

  String titre() {
    return json.path("titre").asString("");
  }

  String url() {
    return json.path("url").asString("");
  }

  String debut() {
    return json.path("texte").asString("");
  }

  int boutons() {
    return json.path("boutons").asInt(0);
  }

  List<String> messages() {
    List<String> messages = new ArrayList<>();
    json.path("messages").forEach(m -> messages.add(m.asString()));
    return messages;
  }

  /** What stands in the fields, as PASS writes it. */
  Map<String, String> champs() {
    Map<String, String> values = new LinkedHashMap<>();
    json.path("champs")
        .properties()
        .forEach(e -> values.put(e.getKey(), e.getValue().path("valeur").asString("")));
    return values;
  }

  Map<String, String> textes() {
    Map<String, String> values = new LinkedHashMap<>();
    json.path("textes")
        .properties()
        .forEach(e -> values.put(e.getKey(), e.getValue().path("valeur").asString("")));
    return values;
  }

  /** The controls and texts that were not found as stated: name to what is wrong. */
  Map<String, String> troubles() {
    Map<String, String> troubles = new LinkedHashMap<>();
    for (String part : new String[] {"champs", "textes"}) {
      json.path(part)
          .properties()
          .forEach(
              e ->
                  texteDe(e.getValue().path("trouble"))
                      .ifPresent(t -> troubles.put(e.getKey(), t)));
    }
    return troubles;
  }

  /** How many characters a field takes; -1 when it doesn't say. */
  int longueur(String champ) {
    return json.path("champs").path(champ).path("longueur").asInt(-1);
  }

  /** Which of a control's ways found it, from 0. */
  int voie(String champ) {
    return json.path("champs").path(champ).path("voie").asInt(0);
  }

  int tableaux(String liste) {
    return json.path("listes").path(liste).path("nombre").asInt(0);
  }

  List<Map<String, String>> lignes(String liste) {
    List<Map<String, String>> lignes = new ArrayList<>();
    for (JsonNode row : json.path("listes").path(liste).path("lignes")) {
      Map<String, String> ligne = new LinkedHashMap<>();
      row.properties().forEach(e -> ligne.put(e.getKey(), e.getValue().asString()));
      lignes.add(ligne);
    }
    return lignes;
  }

  int page(String liste) {
    return json.path("listes").path(liste).path("page").asInt(1);
  }

  int pages(String liste) {
    return json.path("listes").path(liste).path("pages").asInt(1);
  }

  Optional<List<List<String>>> bloc(String nom) {
    JsonNode bloc = json.path("blocs").path(nom);
    if (!bloc.isArray()) {
      return Optional.empty();
    }
    List<List<String>> rows = new ArrayList<>();
    bloc.forEach(row -> rows.add(List.of(row.path(0).asString(""), row.path(1).asString(""))));
    return Optional.of(rows);
  }

  List<String> extrait() {
    List<String> groups = new ArrayList<>();
    json.path("extrait").forEach(g -> groups.add(g.asString()));
    return groups;
  }

  JsonNode json() {
    return json;
  }

  private static Optional<String> texteDe(JsonNode node) {
    return node.isString() ? Optional.of(node.asString()) : Optional.empty();
  }
}

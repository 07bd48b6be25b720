package tn.flotte.demo;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of one mail, as {@code GET /api/mails} tells it.
 *
 * @param node the entry; other keys than the contract's may be there
 */
record Resultat(JsonNode node) {
  /** The keys of the result file, in the order of the contract. */
  private static final List<String> KEYS =
      List.of(
          "message_id",
          "issue",
          "numero_declaration",
          "numero_dossier",
          "noeud",
          "nature",
          "pieces_manquantes",
          "pieces_illisibles",
          "corrections",
          "motif",
          "duree_ms");

  String messageId() {
    return text("message_id").orElse("").strip();
  }

  /** Empty while the mail is being worked on. */
  Optional<Issue> issue() {
    return text("issue").map(Issue::of);
  }

  Optional<String> numeroDeclaration() {
    return text("numero_declaration");
  }

  Optional<String> numeroDossier() {
    return text("numero_dossier");
  }

  Optional<String> motif() {
    return text("motif");
  }

  /** Of the work queue; empty when it is not told. */
  Optional<String> statut() {
    return text("statut");
  }

  double secondes() {
    return node.path("duree_ms").asDouble(0) / 1000;
  }

  /** Two entries of one mail at two times are told apart by it. */
  String key() {
    return text("id").orElseGet(this::messageId);
  }

  /** The hash of the mail's bytes as they were collected; empty when it is not told. */
  String reference() {
    return text("reference").orElse("");
  }

  /**
   * What stands in the result file.
   *
   * @param fichier the name of the mail's file; empty for a mail that was not delivered here
   */
  ObjectNode contractOnly(Optional<String> fichier) {
    ObjectNode only = Doors.JSON.createObjectNode();
    for (String key : KEYS) {
      only.set(key, node.path(key).isMissingNode() ? Doors.JSON.nullNode() : node.path(key));
    }
    only.put("fichier", fichier.orElse(null));
    return only;
  }

  private Optional<String> text(String key) {
    JsonNode value = node.path(key);
    return value.isMissingNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(value.asString()).filter(text -> !text.isBlank());
  }
}

package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import tn.flotte.bots.api.Contact;
import tn.flotte.bots.api.WorkItem;
import tn.flotte.connectors.documents.DocumentId;
import tn.flotte.connectors.mail.Courriel;
import tn.flotte.connectors.mail.Genre;

class ReleveTest {
  private final DocumentsEnMemoire documents = new DocumentsEnMemoire();
  private final TravailEnMemoire.Memoire memoire = new TravailEnMemoire.Memoire();

  @Test
  void storesEachMailAndPutsItBeforeTheOpeningBotOnce() throws Exception {
    byte[] raw = "From: agence".getBytes(StandardCharsets.UTF_8);
    Releve bot =
        new Releve(
            registrar -> {
              registrar.register(raw);
              registrar.register(raw);
              return new tn.flotte.connectors.mail.Releve(
                  2, List.of(new tn.flotte.connectors.mail.Releve.Echec(7, "courriel trop gros")));
            },
            documents,
            bytes ->
                new Courriel(
                    null,
                    "0".repeat(64),
                    "agence027@agents.example",
                    "",
                    List.of(),
                    "s".repeat(900),
                    null,
                    "",
                    "",
                    null,
                    List.of(),
                    Genre.PERSONNE,
                    List.of(),
                    List.of(),
                    List.of()));
    TravailEnMemoire work =
        new TravailEnMemoire(
            memoire, new WorkItem(1, "releve", "r", 1, false, null, Instant.EPOCH, Map.of()));
    try (CamelContext camel = new DefaultCamelContext()) {
      camel.addRoutes(bot);
      camel.start();
      camel.createProducerTemplate().sendBody("direct:bot-releve", work);
    }

    String sha = documents.put(raw).sha256();
    assertThat(documents.read(new DocumentId(sha))).isEqualTo(raw);
    assertThat(memoire.deposited).containsOnlyKeys("ouverture/" + sha, "contact/recu/" + sha);
    assertThat(Contact.of("recu/" + sha, memoire.deposited.get("contact/recu/" + sha)))
        .isEqualTo(
            new Contact(
                "recu/" + sha,
                Contact.Sens.RECU,
                Instant.parse("2026-06-01T08:00:00Z"),
                "agence027@agents.example",
                "s".repeat(500),
                null,
                null,
                "releve"));
    assertThat(memoire.deposited.get("ouverture/" + sha))
        .containsEntry("document", sha)
        .containsEntry("expediteur", "agence027@agents.example")
        .containsEntry("message_id", "")
        .containsEntry("date", "")
        .hasEntrySatisfying("sujet", s -> assertThat(s).hasSize(500));
    assertThat(work.outcome().motif())
        .isEqualTo("2 courriel(s) relevé(s), 1 laissé(s) dans la boîte : courriel trop gros");
  }
}

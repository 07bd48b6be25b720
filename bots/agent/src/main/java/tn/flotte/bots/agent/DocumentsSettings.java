package tn.flotte.bots.agent;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Secret;
import tn.flotte.connectors.documents.DirectoryDocuments;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.connectors.documents.HttpDocuments;

/**
 * Where an agent of its own process finds the documents.
 *
 * @param url the orchestrator, such as {@code https://flotte.example}
 * @param jeton the token the orchestrator asks for
 * @param dossier a directory shared with the orchestrator, instead of the endpoint
 */
@ConfigurationProperties("flotte.documents")
public record DocumentsSettings(
    @Nullable URI url, @DefaultValue("") Secret jeton, @Nullable Path dossier) {
  Documents open() {
    if (dossier != null) {
      return new DirectoryDocuments(dossier);
    }
    if (url != null) {
      return new HttpDocuments(url, jeton, Duration.ofSeconds(30));
    }
    throw new ConnectorException(
        FailureKind.CONFIGURATION,
        "An agent needs FLOTTE_DOCUMENTS_URL and FLOTTE_DOCUMENTS_JETON (the orchestrator's documents endpoint),"
            + " or FLOTTE_DOCUMENTS_DOSSIER (a shared directory).");
  }
}

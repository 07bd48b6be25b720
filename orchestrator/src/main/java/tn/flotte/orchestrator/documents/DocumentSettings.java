package tn.flotte.orchestrator.documents;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the documents endpoint takes.
 *
 * @param tailleMax the largest document that may be handed in
 */
@ConfigurationProperties("flotte.documents")
public record DocumentSettings(@DefaultValue("100MB") DataSize tailleMax) {}

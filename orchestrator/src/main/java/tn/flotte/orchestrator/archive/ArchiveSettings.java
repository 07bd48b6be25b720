package tn.flotte.orchestrator.archive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the archive's rules are.
 *
 * @param conservation the YAML file that says how long what is kept, and which originals are
 *     expected on paper
 */
@ConfigurationProperties("flotte.archive")
public record ArchiveSettings(@DefaultValue("classpath:conservation.yaml") String conservation) {}

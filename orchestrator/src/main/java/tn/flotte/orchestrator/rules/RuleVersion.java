package tn.flotte.orchestrator.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One text that was in force.
 *
 * @param by a person, or {@link RuleShelf#INSTALLATION}
 * @param base the version it was written from; null when it came from a file
 */
public record RuleVersion(
    String book,
    int version,
    String text,
    Instant at,
    String by,
    String reason,
    @Nullable Integer base) {}

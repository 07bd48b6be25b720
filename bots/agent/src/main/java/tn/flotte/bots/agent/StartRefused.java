package tn.flotte.bots.agent;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;

/**
 * Why a process of the house refuses to start, and what mends it, instead of pages of stack trace:
 * a program that is missing, a setting that is wrong.
 */
final class StartRefused extends AbstractFailureAnalyzer<ConnectorException> {
  @Override
  protected @Nullable FailureAnalysis analyze(Throwable failure, ConnectorException cause) {
    return cause.kind() == FailureKind.CONFIGURATION
        ? new FailureAnalysis(
            String.valueOf(cause.getMessage()),
            "Démarrage refusé : corrigez ce point, puis relancez. (Mend this, then start again.)",
            cause)
        : null;
  }
}

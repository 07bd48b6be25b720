package tn.flotte.orchestrator.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tn.flotte.bots.api.Secret;

/**
 * Which PostgreSQL is used.
 *
 * @param url a JDBC URL; empty for an embedded server whose data lies under the house's directory
 * @param connexions connections kept at most
 * @param embarquePort where the embedded server listens, on this machine only, for orchestrators of
 *     other processes; 0 for any free port
 */
@ConfigurationProperties("flotte.db")
public record DatabaseSettings(
    @DefaultValue("") String url,
    @DefaultValue("flotte") String compte,
    @DefaultValue("") Secret motDePasse,
    @DefaultValue("12") int connexions,
    @DefaultValue("0") int embarquePort) {}

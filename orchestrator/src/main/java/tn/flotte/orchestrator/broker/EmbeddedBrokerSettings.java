package tn.flotte.orchestrator.broker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tn.flotte.bots.api.Secret;

/**
 * How the embedded broker listens for agents of other processes.
 *
 * @param accueil such as {@code tcp://127.0.0.1:61616}; empty when all agents live in this process
 * @param certificat a PKCS12 file with the broker's key and certificate; with it whoever does not
 *     speak TLS is refused. Null for plain text, which is meant for this machine only
 */
@ConfigurationProperties("flotte.broker.embarque")
public record EmbeddedBrokerSettings(
    @DefaultValue("") String accueil,
    @Nullable Path certificat,
    @DefaultValue("") Secret motDePasseCertificat) {}

package tn.flotte.bots.agent;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tn.flotte.bots.api.Secret;

/**
 * Where the broker is.
 *
 * @param url such as {@code tcp://broker:61616}, or {@code tcp://broker:61617?sslEnabled=true};
 *     empty when the broker lives in this process
 * @param compte the account this process has at the broker
 * @param confiance a PKCS12 file with the certificates that the broker's must come from; with it
 *     the connection is always over TLS. Null for those the JVM trusts
 */
@ConfigurationProperties("flotte.broker")
public record BrokerSettings(
    @DefaultValue("") String url,
    @DefaultValue("flotte") String compte,
    @DefaultValue("flotte") Secret motDePasse,
    @Nullable Path confiance,
    @DefaultValue("") Secret motDePasseConfiance) {}

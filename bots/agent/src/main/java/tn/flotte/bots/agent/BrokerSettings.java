package tn.flotte.bots.agent;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tn.flotte.bots.api.Secret;

/**
 * Where the broker is.
 *
 * @param url such as {@code tcp://broker:61616}; empty when the broker lives in this process
 * @param compte the account this process has at the broker
 */
@ConfigurationProperties("flotte.broker")
public record BrokerSettings(
    @DefaultValue("") String url,
    @DefaultValue("flotte") String compte,
    @DefaultValue("flotte") Secret motDePasse) {}

package tn.flotte.orchestrator.broker;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the embedded broker listens for agents of other processes.
 *
 * @param accueil such as {@code tcp://127.0.0.1:61616}; empty when all agents live in this process
 */
@ConfigurationProperties("flotte.broker.embarque")
public record EmbeddedBrokerSettings(@DefaultValue("") String accueil) {}

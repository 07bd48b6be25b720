package tn.flotte.bots.agent;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An agent in a process of its own. It needs the broker and the documents endpoint, and nothing
 * else of the house.
 */
@SpringBootApplication
public class AgentApplication {
  public static void main(String[] args) {
    // A name of its own: in one JVM with the orchestrator, that one's application.yaml rules.
    System.setProperty("spring.config.name", "agent");
    SpringApplication.run(AgentApplication.class, args);
  }
}

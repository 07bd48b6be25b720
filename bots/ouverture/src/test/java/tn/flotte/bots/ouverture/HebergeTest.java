package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

class HebergeTest {
  private final ApplicationContextRunner process =
      new ApplicationContextRunner().withUserConfiguration(Hosting.class);

  @Test
  void hostsTheBotsWhereAMailboxIsKnown() {
    process
        .withPropertyValues("flotte.mail.imap-host=imap.example")
        .run(c -> assertThat(c).hasBean("hosted"));
  }

  @Test
  void hostsNothingWithoutAMailbox() {
    process.run(c -> assertThat(c).doesNotHaveBean("hosted"));
  }

  @Test
  void hostsTheBotsThatAreNamedSoThatAMissingMailboxRefusesTheStart() {
    process
        .withPropertyValues("flotte.agent.bots=ouverture")
        .run(c -> assertThat(c).hasBean("hosted"));
  }

  @Test
  void leavesTheBotsToOthersWhenOthersAreNamed() {
    process
        .withPropertyValues("flotte.agent.bots=sauvegarde", "flotte.mail.imap-host=imap.example")
        .run(c -> assertThat(c).doesNotHaveBean("hosted"));
  }

  @Test
  void hostsNothingInAProcessWithoutAgent() {
    process
        .withPropertyValues("flotte.agent.actif=false", "flotte.mail.imap-host=imap.example")
        .run(c -> assertThat(c).doesNotHaveBean("hosted"));
  }

  @Configuration(proxyBeanMethods = false)
  static class Hosting {
    @Bean
    @Conditional(Heberge.class)
    String hosted() {
      return "here";
    }
  }
}

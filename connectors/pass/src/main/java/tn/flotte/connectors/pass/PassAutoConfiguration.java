package tn.flotte.connectors.pass;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Offers {@link Pass} to a process whose settings say where PASS is. */
@AutoConfiguration
@ConditionalOnProperty("flotte.pass.url")
@EnableConfigurationProperties(PassSettings.class)
public class PassAutoConfiguration {
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  Pass pass(PassSettings settings, ObjectProvider<Clock> clock) {
    return new SeleniumPass(settings, clock.getIfAvailable(Clock::systemUTC));
  }
}

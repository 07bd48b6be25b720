package tn.flotte.pass;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the stand-in for PASS. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PassApplication {

  /** Starts the application; every setting may be given as {@code --name=value}. */
  public static void main(String[] arguments) {
    SpringApplication.run(PassApplication.class, arguments);
  }

  /** The house's clock; PASS lives in Tunis. */
  @Bean
  Clock clock() {
    return Clock.system(ZoneId.of("Africa/Tunis"));
  }
}

package tn.flotte.orchestrator;

import java.nio.file.Path;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the house keeps its things.
 *
 * @param donnees the one directory under which everything of this installation lies
 * @param fuseau the zone of every time that people see
 */
@ConfigurationProperties("flotte")
public record HouseSettings(
    @DefaultValue(".flotte") Path donnees, @DefaultValue("Africa/Tunis") ZoneId fuseau) {
  public HouseSettings {
    donnees = donnees.toAbsolutePath().normalize();
  }
}

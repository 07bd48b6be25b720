package tn.flotte.orchestrator.security;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import tn.flotte.bots.api.Secret;
import tn.flotte.orchestrator.HouseSettings;

/** The people of the settings, or one administrator when the settings name nobody. */
@Configuration(proxyBeanMethods = false)
class People {
  private static final Logger log = LoggerFactory.getLogger(People.class);
  private static final String ADMIN = "admin";

  @Bean
  PasswordEncoder passwordEncoder() {
    var encoder =
        (DelegatingPasswordEncoder) PasswordEncoderFactories.createDelegatingPasswordEncoder();
    // A hash that doesn't say how it was made is a bcrypt one, as htpasswd writes them.
    encoder.setDefaultPasswordEncoderForMatches(new BCryptPasswordEncoder());
    return encoder;
  }

  @Bean
  UserDetailsService knownPeople(
      SecuritySettings settings, HouseSettings house, PasswordEncoder encoder) {
    if (settings.utilisateurs().isEmpty()) {
      return new InMemoryUserDetailsManager(
          person(
              ADMIN, encoder.encode(adminPassword(settings, house).value()), Role.ADMINISTRATEUR));
    }
    List<UserDetails> people =
        settings.utilisateurs().stream()
            .map(someone -> person(someone.nom(), someone.motDePasse().value(), someone.role()))
            .toList();
    return new InMemoryUserDetailsManager(people);
  }

  private static Secret adminPassword(SecuritySettings settings, HouseSettings house) {
    if (!settings.motDePasseAdmin().value().isBlank()) {
      return settings.motDePasseAdmin();
    }
    Path file = house.donnees().resolve("mot-de-passe-admin");
    Secret password = KeptSecret.in(file);
    log.info("people log in as {}; the password is in {}", ADMIN, file);
    return password;
  }

  private static UserDetails person(String name, @Nullable String hash, Role role) {
    return User.withUsername(name).password(String.valueOf(hash)).roles(role.name()).build();
  }
}

package tn.flotte.orchestrator.security;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tn.flotte.bots.api.Secret;

/**
 * The people and machines that may come in.
 *
 * @param utilisateurs the people; when there are none, one administrator called {@code admin}
 * @param motDePasseAdmin of that {@code admin}; blank for one that is generated and kept in a file
 * @param jeton the machines' bearer token; blank for one that is generated and kept in a file
 */
@ConfigurationProperties("flotte.securite")
public record SecuritySettings(
    @DefaultValue List<Utilisateur> utilisateurs,
    @DefaultValue("") Secret motDePasseAdmin,
    @DefaultValue("") Secret jeton) {
  public SecuritySettings {
    utilisateurs = List.copyOf(utilisateurs);
    Set<String> names = new HashSet<>();
    for (Utilisateur utilisateur : utilisateurs) {
      if (!names.add(utilisateur.nom().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "flotte.securite.utilisateurs names " + utilisateur.nom() + " twice.");
      }
    }
  }

  /**
   * One person.
   *
   * @param motDePasse a hash such as {@code {bcrypt}$2a$…} or {@code $2a$…}, or {@code {noop}} and
   *     the password itself
   */
  public record Utilisateur(String nom, Secret motDePasse, Role role) {
    public Utilisateur {
      if (nom.isBlank() || motDePasse.value().isBlank()) {
        throw new IllegalArgumentException(
            "flotte.securite.utilisateurs: everybody needs 'nom' and 'mot-de-passe'.");
      }
    }
  }
}

package tn.flotte.orchestrator.web;

import java.util.Arrays;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import tn.flotte.orchestrator.security.Role;

/** Whoever looks at a page. */
record Viewer(String name, Role role) {
  static Optional<Viewer> of(Authentication someone) {
    return Arrays.stream(Role.values())
        .filter(
            role ->
                someone.getAuthorities().stream()
                    .anyMatch(granted -> ("ROLE_" + role).equals(granted.getAuthority())))
        .findFirst()
        .map(role -> new Viewer(someone.getName(), role));
  }

  public boolean decides() {
    return role.decides();
  }

  public boolean settlesItems() {
    return role.settlesItems();
  }

  public boolean editsRules() {
    return role.editsRules();
  }

  public boolean startsBots() {
    return role.startsBots();
  }
}

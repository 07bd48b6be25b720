package tn.flotte.orchestrator.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page people log in on. */
@Controller
class LoginPage {
  @GetMapping(SecurityConfiguration.LOGIN)
  String show(@Nullable Authentication someone) {
    return someone == null ? "connexion" : "redirect:/";
  }
}

package tn.flotte.pass;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The checks' own door: what PASS really holds, and how to break it. No robot may use it. */
@RestController
class AdminEndpoints {

  private static final Set<String> KNOWN =
      Set.of(
          "latence_ms",
          "erreur_taux",
          "perte_session",
          "maintenance",
          "controle_deplace",
          "verrou");

  private final Records records;
  private final Sessions sessions;
  private final Locks locks;
  private final Faults faults;
  private final PassSettings settings;
  private final JsonMapper json;

  AdminEndpoints(
      Records records,
      Sessions sessions,
      Locks locks,
      Faults faults,
      PassSettings settings,
      JsonMapper json) {
    this.records = records;
    this.sessions = sessions;
    this.locks = locks;
    this.faults = faults;
    this.settings = settings;
    this.json = json;
  }

  @GetMapping(value = "/sante", produces = "text/plain")
  String health() {
    return "OK";
  }

  /** Everything committed so far, in the seed's canonical form. */
  @GetMapping(value = "/verite", produces = "application/json")
  ResponseEntity<byte[]> truth(
      @RequestHeader(value = "Authorization", required = false) @Nullable String authorization,
      @RequestHeader(value = "X-Admin-Token", required = false) @Nullable String token) {
    if (!allowed(authorization, token)) {
      return ResponseEntity.status(401).build();
    }
    Records.Saved saved = records.saved();
    Map<String, Object> truth = new LinkedHashMap<>();
    truth.put("dossiers", saved.dossiers());
    truth.put("missions", saved.missions());
    truth.put("lettres", saved.lettres());
    truth.put("corrections", saved.corrections());
    truth.put("connexions", sessions.connexions());
    truth.put("refus", sessions.refused());
    truth.put("validations", saved.validations());
    truth.put("observations", saved.observations());
    truth.put("preouvertures", saved.preouvertures());
    truth.put("requetes", faults.requests());
    return ResponseEntity.ok(json.writeValueAsBytes(truth));
  }

  /** Changes how PASS behaves; keys left out keep their state. */
  @PostMapping("/panne")
  ResponseEntity<String> fault(
      @RequestHeader(value = "Authorization", required = false) @Nullable String authorization,
      @RequestHeader(value = "X-Admin-Token", required = false) @Nullable String token,
      @RequestBody byte[] body) {
    if (!allowed(authorization, token)) {
      return ResponseEntity.status(401).build();
    }
    JsonNode wish;
    try {
      wish = json.readTree(body);
    } catch (JacksonException e) {
      return ResponseEntity.badRequest().body("Not JSON: " + e.getOriginalMessage());
    }
    List<String> unknown =
        wish.propertyNames().stream().filter(name -> !KNOWN.contains(name)).sorted().toList();
    if (!wish.isObject() || !unknown.isEmpty()) {
      return ResponseEntity.badRequest().body("Unknown keys: " + unknown);
    }
    try {
      apply(wish);
    } catch (IllegalArgumentException e) {
      return ResponseEntity.badRequest().body(e.getMessage());
    }
    return ResponseEntity.ok("OK");
  }

  private void apply(JsonNode wish) {
    JsonNode latency = wish.path("latence_ms");
    JsonNode rate = wish.path("erreur_taux");
    JsonNode lock = wish.path("verrou");
    if (!latency.isMissingNode() && (!latency.isNumber() || latency.asLong() < 0)) {
      throw new IllegalArgumentException("latence_ms: a number, not negative");
    }
    if (!rate.isMissingNode() && (!rate.isNumber() || rate.asDouble() < 0 || rate.asDouble() > 1)) {
      throw new IllegalArgumentException("erreur_taux: a number from 0 to 1");
    }
    if (!lock.isMissingNode()
        && !lock.isNull()
        && (!lock.path("numero").isString() || !lock.path("compte").isString())) {
      throw new IllegalArgumentException("verrou: null, or numero and compte");
    }
    if (!latency.isMissingNode()) {
      faults.latency(Duration.ofMillis(latency.asLong()));
    }
    if (!rate.isMissingNode()) {
      faults.errorRate(rate.asDouble());
    }
    if (wish.has("maintenance")) {
      faults.maintenance(wish.path("maintenance").asBoolean());
    }
    if (wish.has("controle_deplace")) {
      faults.controlMoved(wish.path("controle_deplace").asBoolean());
    }
    if (lock.isNull()) {
      locks.lift();
    } else if (!lock.isMissingNode()) {
      locks.impose(lock.path("numero").asString(), lock.path("compte").asString());
    }
    if (wish.path("perte_session").asBoolean(false)) {
      sessions.loseAll();
    }
  }

  /** Without a token in the settings nobody is let in. */
  private boolean allowed(@Nullable String authorization, @Nullable String token) {
    String given =
        token == null && authorization != null && authorization.startsWith("Bearer ")
            ? authorization.substring("Bearer ".length())
            : token;
    return given != null
        && !settings.jeton().isEmpty()
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8),
            settings.jeton().getBytes(StandardCharsets.UTF_8));
  }
}

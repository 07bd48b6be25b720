package tn.flotte.orchestrator.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tn.flotte.orchestrator.RunningHouse;
import tn.flotte.orchestrator.TestRows;

class AccessIT extends RunningHouse {
  private long item;

  @BeforeEach
  void oneFailedItem() {
    TestRows rows = new TestRows(jdbc);
    rows.empty();
    rows.bot("ouverture", "STOPPED", "écran changé");
    item = rows.aMail("raté").ended("FAILED", "echec", "PASS").add();
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  @Test
  void aStrangerIsSentToTheLoginPageAndThenToWhatHeAskedFor() {
    Visitor stranger = anonymous();
    assertThat(location(stranger.get("/elements?q=abc"))).endsWith("/connexion");

    HttpResponse<String> answer =
        stranger.submit("/connexion", "/connexion", "nom=olfa&mot-de-passe=olfa-passe");

    assertThat(location(answer)).contains("/elements?q=abc");
  }

  @Test
  void aPartOfAPageSendsTheWholePageToTheLogin() {
    HttpResponse<String> answer = anonymous().getPart("/");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("HX-Redirect")).contains("/connexion");
  }

  @Test
  void aWrongPasswordIsRefusedAndGuessingIsSlowedDown() {
    Visitor guesser = anonymous();
    String wrong = "nom=personne&mot-de-passe=faux";
    for (int i = 0; i < 5; i++) {
      assertThat(location(guesser.submit("/connexion", "/connexion", wrong)))
          .endsWith("/connexion?erreur");
    }
    assertThat(location(guesser.submit("/connexion", "/connexion", wrong)))
        .endsWith("/connexion?patience");
    assertThat(guesser.get("/connexion?patience").body()).contains("Attendez une minute");
    // Nobody else is locked out by it.
    assertThat(loggedIn("olfa").get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void aPostWithoutTheFormsTokenIsRefused() {
    HttpResponse<String> answer = loggedIn("amel").post("/elements/" + item + "/reprise", "");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("Vous n’avez pas ce droit");
  }

  @Test
  void onlyThoseWhoMaySettleItemsCan() {
    String path = "/elements/" + item + "/reprise";
    for (String name : new String[] {"olfa", "sami"}) {
      Visitor visitor = loggedIn(name);
      assertThat(visitor.get("/elements/" + item).body()).doesNotContain("Remettre en file…");
      assertThat(visitor.get("/elements/" + item + "/confirmation").statusCode()).isEqualTo(403);
      assertThat(visitor.submit("/elements/" + item, path, "").statusCode()).isEqualTo(403);
    }
    assertThat(loggedIn("ezzedine").submit("/elements/" + item, path, "").statusCode())
        .isEqualTo(302);
  }

  @Test
  void onlyAnAdministratorStartsABot() {
    Visitor editor = loggedIn("ezzedine");
    assertThat(editor.get("/").body()).doesNotContain("Remettre en marche");
    assertThat(editor.submit("/", "/bots/ouverture/demarrage", "").statusCode()).isEqualTo(403);
    assertThat(loggedIn("amel").submit("/", "/bots/ouverture/demarrage", "").statusCode())
        .isEqualTo(302);
  }

  @Test
  void theApiWantsTheToken() {
    assertThat(anonymous().get("/api/etat").statusCode()).isEqualTo(401);
    HttpRequest.Builder wrong =
        HttpRequest.newBuilder(at("/api/etat")).header("Authorization", "Bearer faux").GET();
    HttpResponse<String> refused = anonymous().send(wrong);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(machineGets("/api/etat").statusCode()).isEqualTo(200);
    assertThat(machineGets("/api/etat").headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void aLoggedInBrowserMayReadTheApiButNotActThroughIt() {
    Visitor administrator = loggedIn("amel");
    assertThat(administrator.get("/api/etat").statusCode()).isEqualTo(200);
    HttpRequest.Builder post =
        HttpRequest.newBuilder(at("/api/elements/" + item + "/reprise"))
            .POST(BodyPublishers.noBody());
    assertThat(administrator.send(post).statusCode()).isEqualTo(403);
  }

  @Test
  void theTokenOpensNoPages() {
    assertThat(machineGets("/elements").statusCode()).isEqualTo(302);
  }

  @Test
  void pagesAllowNoForeignAndNoInlineScript() {
    HttpResponse<String> page = loggedIn("olfa").get("/elements/" + item);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.body()).doesNotContain("style=\"", "onclick=", "https://");
  }

  @Test
  void theSessionCookieIsKeptFromScriptsAndOtherSites() {
    HttpResponse<String> login = anonymous().get("/connexion");
    assertThat(login.headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie -> assertThat(cookie).contains("JSESSIONID", "HttpOnly", "SameSite=Lax"));
  }

  @Test
  void healthIsOpenAndMetricsAreNot() {
    assertThat(anonymous().get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(anonymous().get("/actuator/prometheus").statusCode()).isEqualTo(401);
    assertThat(loggedIn("olfa").get("/actuator/prometheus").statusCode()).isEqualTo(403);
    assertThat(machineGets("/actuator/prometheus").statusCode()).isEqualTo(200);
  }
}

package tn.flotte.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody logged in at the dashboard, with a browser that shows nothing. */
final class Visit {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI dashboard;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private Visit(URI dashboard) {
    this.dashboard = dashboard;
  }

  static Visit as(URI dashboard, String name, String password) throws IOException {
    Visit visit = new Visit(dashboard);
    Matcher token = CSRF.matcher(visit.page("/connexion"));
    if (!token.find()) {
      throw new IOException("The login page has no form.");
    }
    String form =
        "nom="
            + encoded(name)
            + "&mot-de-passe="
            + encoded(password)
            + "&_csrf="
            + encoded(token.group(1));
    HttpResponse<String> answer =
        visit.send(
            HttpRequest.newBuilder(dashboard.resolve("/connexion"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    if (answer.headers().firstValue("Location").orElse("/connexion").contains("/connexion")) {
      throw new IOException(name + " could not log in.");
    }
    return visit;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The page itself; whatever else comes is an error. */
  String page(String path) throws IOException {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(dashboard.resolve(path)).GET());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answered " + answer.statusCode() + ".");
    }
    return answer.body();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(
          request.timeout(PATIENCE).header("Accept", "text/html,*/*;q=0.8").build(),
          BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking " + dashboard + ".", e);
    }
  }
}

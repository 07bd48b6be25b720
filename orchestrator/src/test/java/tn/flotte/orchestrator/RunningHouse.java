package tn.flotte.orchestrator;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole orchestrator with its own database and broker, listening, without an agent; asked over
 * real HTTP. All integration tests of the web share one.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class RunningHouse {
  protected static final String TOKEN = "jeton-de-ces-tests";
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Path DATA = temporaryDirectory();

  @Autowired protected JdbcClient jdbc;
  @LocalServerPort private int port;

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("flotte-web-it");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry settings) throws IOException {
    Path schedules = Files.createDirectories(DATA.resolve("schedules"));
    Files.writeString(
        schedules.resolve("essai.yaml"),
        """
        planning:
          - nom: relever-la-boite
            bot: releve
            cron: 0 0 3 1 1 ?
        """);
    settings.add("flotte.donnees", DATA::toString);
    settings.add("flotte.schedules.dossier", schedules::toString);
    settings.add("flotte.agent.actif", () -> "false");
    settings.add("flotte.securite.jeton", () -> TOKEN);
    String[][] people = {
      {"amel", "ADMINISTRATEUR"},
      {"sami", "SUPERVISEUR"},
      {"ezzedine", "EDITEUR"},
      {"olfa", "UTILISATEUR"}
    };
    for (int i = 0; i < people.length; i++) {
      String prefix = "flotte.securite.utilisateurs[" + i + "].";
      String name = people[i][0];
      String role = people[i][1];
      settings.add(prefix + "nom", () -> name);
      settings.add(prefix + "mot-de-passe", () -> "{noop}" + name + "-passe");
      settings.add(prefix + "role", () -> role);
    }
  }

  protected URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  protected static Path data() {
    return DATA;
  }

  /** A browser without a screen: cookies, no script. */
  protected final class Visitor {
    private final HttpClient client =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public HttpResponse<String> get(String path) {
      return send(HttpRequest.newBuilder(at(path)).header("Accept", "text/html,*/*;q=0.8").GET());
    }

    public HttpResponse<String> getPart(String path) {
      return send(HttpRequest.newBuilder(at(path)).header("HX-Request", "true").GET());
    }

    /** Posts a form with the page's own CSRF token. */
    public HttpResponse<String> submit(String page, String path, String fields) {
      Matcher token = CSRF.matcher(get(page).body());
      if (!token.find()) {
        throw new AssertionError("no CSRF token on " + page);
      }
      String encoded = URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
      return post(path, fields + "&_csrf=" + encoded);
    }

    public HttpResponse<String> post(String path, String fields) {
      return send(
          HttpRequest.newBuilder(at(path))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("Accept", "text/html")
              .POST(BodyPublishers.ofString(fields)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
      return RunningHouse.exchange(client, request.build());
    }
  }

  protected Visitor anonymous() {
    return new Visitor();
  }

  protected Visitor loggedIn(String name) {
    Visitor visitor = new Visitor();
    HttpResponse<String> answer =
        visitor.submit(
            "/connexion", "/connexion", "nom=" + name + "&mot-de-passe=" + name + "-passe");
    if (answer.headers().firstValue("Location").orElse("").contains("/connexion")) {
      throw new AssertionError(name + " could not log in");
    }
    return visitor;
  }

  /** A program with the token. */
  protected HttpResponse<String> machine(HttpRequest.Builder request) {
    return exchange(
        HttpClient.newHttpClient(), request.header("Authorization", "Bearer " + TOKEN).build());
  }

  protected HttpResponse<String> machineGets(String path) {
    return machine(HttpRequest.newBuilder(at(path)).GET());
  }

  private static HttpResponse<String> exchange(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

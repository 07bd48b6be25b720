package tn.flotte.pass;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tn.flotte.pass.Faults.Fate;
import tn.flotte.pass.Sessions.Session;

/**
 * What every page request passes: maintenance, the session, then the latency.
 *
 * <p>The session is checked first and never again. The work is committed <b>inside</b> the latency,
 * on the request's thread: neither a browser that is gone nor a session that has been ended
 * meanwhile holds it back.
 */
@Component
class Gate extends OncePerRequestFilter {

  /** The request attribute under which screens find their session. */
  static final String SESSION = "pass.session";

  static final String COOKIE = "PASSID";

  /** What browsers really send for a page that says ISO-8859-1. */
  static final Charset FORM = Charset.forName("windows-1252");

  private static final String LOGIN = "/connexion.do";

  private final Sessions sessions;
  private final Faults faults;
  private final AccessLog log;
  private final Clock clock;

  Gate(Sessions sessions, Faults faults, AccessLog log, Clock clock) {
    this.sessions = sessions;
    this.faults = faults;
    this.log = log;
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return !path.endsWith(".do") && !path.equals("/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long begun = System.nanoTime();
    request.setCharacterEncoding(FORM);
    Map<String, String[]> form = request.getParameterMap();
    HttpServletRequest plain = new PlainNames(request);
    Optional<Session> session = session(request);
    int status = serve(plain, response, chain, session);
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("le", OffsetDateTime.now(clock).truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("compte", session.map(Session::compte).orElse(null));
    line.put("methode", request.getMethod());
    line.put("chemin", request.getRequestURI());
    line.put("requete", request.getQueryString());
    line.put("corps", request.getMethod().equals("POST") ? encoded(form) : null);
    line.put("statut", status);
    line.put("ms", Duration.ofNanos(System.nanoTime() - begun).toMillis());
    log.write(line);
  }

  private int serve(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      Optional<Session> session)
      throws ServletException, IOException {
    response.setHeader("Cache-Control", "no-store");
    Fate fate = faults.next();
    if (faults.maintenance()) {
      return write(response, 503, MAINTENANCE);
    }
    String path = request.getRequestURI();
    if (session.isEmpty() && !path.equals(LOGIN) && !path.equals("/")) {
      response.setHeader("Location", LOGIN.substring(1));
      response.setStatus(302);
      return 302;
    }
    session.ifPresent(one -> request.setAttribute(SESSION, one));
    Duration latency = faults.latency();
    Duration before = Duration.ofNanos((long) (latency.toNanos() * faults.shareBefore()));
    pause(before);
    if (fate == Fate.FAILS_BEFORE) {
      return write(response, 500, ERROR);
    }
    ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, answer);
    pause(latency.minus(before));
    if (fate == Fate.FAILS_AFTER) {
      response.reset();
      response.setHeader("Cache-Control", "no-store");
      return write(response, 500, ERROR);
    }
    answer.copyBodyToResponse();
    return answer.getStatus();
  }

  private Optional<Session> session(HttpServletRequest request) {
    return sessionId(request).flatMap(sessions::touch);
  }

  /** The session cookie's value, be the session open or not. */
  static Optional<String> sessionId(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .map(Cookie::getValue)
            .findFirst();
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      // The server is stopping: the work of this request is done at once rather than dropped.
      Thread.currentThread().interrupt();
    }
  }

  private static int write(HttpServletResponse response, int status, String page)
      throws IOException {
    byte[] bytes = page.getBytes(StandardCharsets.ISO_8859_1);
    response.setStatus(status);
    response.setContentType("text/html; charset=ISO-8859-1");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
    return status;
  }

  /** The form as it was sent, the password left out. */
  private static String encoded(Map<String, String[]> form) {
    return form.entrySet().stream()
        .flatMap(
            entry ->
                List.of(entry.getValue()).stream()
                    .map(
                        value ->
                            URLEncoder.encode(entry.getKey(), FORM)
                                + "="
                                + (entry.getKey().equals("txtPwd")
                                    ? "***"
                                    : URLEncoder.encode(value, FORM))))
        .collect(Collectors.joining("&"));
  }

  private static final String MAINTENANCE =
      """
      <html><head><title>PASS</title></head><body bgcolor="#FFFFFF"><center><br><br>
      <table border="1" cellpadding="12"><tr><td bgcolor="#FFCC00"><font face="Arial" size="4"><b>
      PASS est en maintenance</b></font></td></tr><tr><td><font face="Arial" size="2">
      Veuillez réessayer ultérieurement ou contacter la Direction Informatique.</font></td></tr>
      </table></center></body></html>
      """;

  private static final String ERROR =
      """
      <html><head><title>Erreur</title></head><body bgcolor="#FFFFFF"><font face="Courier New" size="2">
      <b>Erreur système PASS</b><br><br>
      ORA-03113: fin de fichier sur canal de communication<br>
      ORA-06512: à "PASS.PKG_SINISTRE", ligne 1187<br>
      java.sql.SQLException at com.pass.sin.dao.GenericDAO.execute(GenericDAO.java:412)<br><br>
      Contactez l'administrateur.</font></body></html>
      """;
}

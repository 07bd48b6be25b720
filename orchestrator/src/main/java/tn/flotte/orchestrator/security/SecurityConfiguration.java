package tn.flotte.orchestrator.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import tn.flotte.bots.api.Secret;
import tn.flotte.orchestrator.HouseSettings;

/** Two ways in: machines with a token, without a session; people with a form, with one. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  static final String LOGIN = "/connexion";
  static final String LOGOUT = "/deconnexion";
  private static final String NAME = "nom";
  private static final Logger log = LoggerFactory.getLogger(SecurityConfiguration.class);

  /** Nothing from elsewhere, no script but our files, in nobody's frame. */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
          + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final RequestMatcher FOR_MACHINES =
      new OrRequestMatcher(
          PathPatternRequestMatcher.pathPattern("/api/**"),
          PathPatternRequestMatcher.pathPattern("/documents/**"),
          PathPatternRequestMatcher.pathPattern("/actuator/**"));

  @Bean
  @Order(1)
  SecurityFilterChain machineChain(
      HttpSecurity http, SecuritySettings settings, HouseSettings house) {
    common(http);
    return http.securityMatcher(
            request -> FOR_MACHINES.matches(request) && TokenFilter.carriesToken(request))
        // No cookie is looked at here, so no other site can make a browser act.
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .addFilterBefore(
            new TokenFilter(token(settings, house)), UsernamePasswordAuthenticationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .anyRequest()
                    .hasRole(TokenFilter.MACHINE))
        .build();
  }

  private static Secret token(SecuritySettings settings, HouseSettings house) {
    if (!settings.jeton().value().isBlank()) {
      return settings.jeton();
    }
    Path file = house.donnees().resolve("jeton");
    Secret token = KeptSecret.in(file);
    log.info("machines show the token in {}", file);
    return token;
  }

  @Bean
  @Order(2)
  SecurityFilterChain peopleChain(HttpSecurity http, Clock clock) {
    common(http);
    LoginThrottle throttle = new LoginThrottle(clock);
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers(
                        LOGIN,
                        "/webjars/**",
                        "/flotte.css",
                        "/flotte.js",
                        "/bureau.css",
                        "/bureau.js",
                        "/favicon.svg")
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/actuator/health/**")
                    .permitAll()
                    .requestMatchers("/actuator/**")
                    .hasRole(Role.ADMINISTRATEUR.name())
                    .requestMatchers(HttpMethod.GET, "/api/**", "/documents/**")
                    .hasAnyRole(names(role -> true))
                    .requestMatchers(HttpMethod.HEAD, "/documents/**")
                    .hasAnyRole(names(role -> true))
                    .requestMatchers("/api/**", "/documents/**")
                    .denyAll()
                    .requestMatchers("/elements/*/confirmation")
                    .hasAnyRole(names(Role::settlesItems))
                    .requestMatchers(HttpMethod.POST, "/elements/**")
                    .hasAnyRole(names(Role::settlesItems))
                    .requestMatchers(HttpMethod.POST, "/poste/*/liberation")
                    .hasAnyRole(names(Role::settlesItems))
                    .requestMatchers(
                        HttpMethod.POST,
                        "/poste/**",
                        "/taches/**",
                        "/lettres/**",
                        "/dossiers/*/originaux")
                    .hasAnyRole(names(Role::decides))
                    .requestMatchers("/appel")
                    .hasAnyRole(names(Role::decides))
                    .requestMatchers(HttpMethod.POST, "/dossiers/*/export")
                    .hasAnyRole(names(role -> true))
                    .requestMatchers("/parametres/regles/*/modification")
                    .hasAnyRole(names(Role::editsRules))
                    .requestMatchers(HttpMethod.POST, "/parametres/regles/**")
                    .hasAnyRole(names(Role::editsRules))
                    .requestMatchers(HttpMethod.POST, "/bots/**")
                    .hasAnyRole(names(Role::startsBots))
                    .requestMatchers(HttpMethod.POST, LOGOUT)
                    .authenticated()
                    .requestMatchers(HttpMethod.GET, "/**")
                    .hasAnyRole(names(role -> true))
                    .requestMatchers(HttpMethod.HEAD, "/**")
                    .hasAnyRole(names(role -> true))
                    .anyRequest()
                    .denyAll())
        .formLogin(
            form ->
                form.loginPage(LOGIN)
                    .usernameParameter(NAME)
                    .passwordParameter("mot-de-passe")
                    .successHandler(new Welcome(throttle))
                    .failureHandler(new Refusal(throttle)))
        .logout(out -> out.logoutUrl(LOGOUT).logoutSuccessUrl(LOGIN + "?sortie"))
        .requestCache(cache -> cache.requestCache(pagesOnly()))
        .exceptionHandling(
            trouble -> trouble.authenticationEntryPoint(SecurityConfiguration::askWhoItIs))
        .addFilterBefore(throttling(throttle), UsernamePasswordAuthenticationFilter.class)
        .build();
  }

  private static void common(HttpSecurity http) {
    http.headers(
        headers ->
            headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)));
  }

  private static String[] names(Predicate<Role> which) {
    return Arrays.stream(Role.values()).filter(which).map(Role::name).toArray(String[]::new);
  }

  /** After login people go on to the page they asked for, never to a fragment or a list of JSON. */
  private static HttpSessionRequestCache pagesOnly() {
    HttpSessionRequestCache cache = new HttpSessionRequestCache();
    cache.setRequestMatcher(
        request ->
            "GET".equals(request.getMethod())
                && !isPartial(request)
                && !FOR_MACHINES.matches(request)
                && String.valueOf(request.getHeader("Accept")).contains("text/html"));
    return cache;
  }

  private static boolean isPartial(HttpServletRequest request) {
    return request.getHeader("HX-Request") != null;
  }

  /** A page becomes the login page; a part of a page makes the whole page go there. */
  private static void askWhoItIs(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException, ServletException {
    if (isPartial(request)) {
      response.setHeader("HX-Redirect", request.getContextPath() + LOGIN);
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (FOR_MACHINES.matches(request)) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      new LoginUrlAuthenticationEntryPoint(LOGIN).commence(request, response, reason);
    }
  }

  private static String nameIn(HttpServletRequest request) {
    String name = request.getParameter(NAME);
    return name == null ? "" : name;
  }

  private static Filter throttling(LoginThrottle throttle) {
    RequestMatcher login = PathPatternRequestMatcher.pathPattern(HttpMethod.POST, LOGIN);
    return (request, response, chain) -> {
      if (request instanceof HttpServletRequest asked
          && response instanceof HttpServletResponse answer
          && login.matches(asked)
          && throttle.mustWait(asked.getRemoteAddr(), nameIn(asked))) {
        answer.sendRedirect(asked.getContextPath() + LOGIN + "?patience");
      } else {
        chain.doFilter(request, response);
      }
    };
  }

  /** Somebody came in. */
  private static final class Welcome extends SavedRequestAwareAuthenticationSuccessHandler {
    private final LoginThrottle throttle;

    Welcome(LoginThrottle throttle) {
      this.throttle = throttle;
      setRequestCache(pagesOnly());
    }

    @Override
    public void onAuthenticationSuccess(
        HttpServletRequest request, HttpServletResponse response, Authentication someone)
        throws ServletException, IOException {
      throttle.succeeded(request.getRemoteAddr(), nameIn(request));
      super.onAuthenticationSuccess(request, response, someone);
    }
  }

  /** Name and password don't go together; which of them is wrong is not said. */
  private static final class Refusal extends SimpleUrlAuthenticationFailureHandler {
    private final LoginThrottle throttle;

    Refusal(LoginThrottle throttle) {
      super(LOGIN + "?erreur");
      this.throttle = throttle;
    }

    @Override
    public void onAuthenticationFailure(
        HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
        throws IOException, ServletException {
      throttle.failed(request.getRemoteAddr(), nameIn(request));
      log.warn("a login from {} was refused", request.getRemoteAddr());
      super.onAuthenticationFailure(request, response, reason);
    }
  }
}

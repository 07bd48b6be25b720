package tn.flotte.orchestrator.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;
import tn.flotte.bots.api.Secret;

/** Lets machines in that show the house's token, and nobody else. */
final class TokenFilter extends OncePerRequestFilter {
  static final String MACHINE = "MACHINE";
  private static final String SCHEME = "Bearer ";

  private final byte[] expected;

  TokenFilter(Secret token) {
    this.expected = token.value().getBytes(StandardCharsets.UTF_8);
  }

  static boolean carriesToken(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = String.valueOf(request.getHeader(HttpHeaders.AUTHORIZATION));
    byte[] shown =
        header
            .substring(Math.min(header.length(), SCHEME.length()))
            .strip()
            .getBytes(StandardCharsets.UTF_8);
    // Compared in constant time: the time taken tells nothing of the token.
    if (!MessageDigest.isEqual(expected, shown)) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        new PreAuthenticatedAuthenticationToken(
            "jeton", "", AuthorityUtils.createAuthorityList("ROLE_" + MACHINE)));
    SecurityContextHolder.setContext(context);
    try {
      chain.doFilter(request, response);
    } finally {
      SecurityContextHolder.clearContext();
    }
  }
}

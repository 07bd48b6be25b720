package tn.flotte.orchestrator.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/** French first, English by {@code ?lang=en}, remembered in a cookie; files with their caching. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
  static final String LANGUAGE = "lang";

  /** Where programs ask; everything else is asked for by people. */
  private static final List<String> FOR_PROGRAMS = List.of("/api/", "/documents/", "/actuator/");

  private static final List<Locale> LANGUAGES = List.of(Locale.FRENCH, Locale.ENGLISH);

  @Bean
  static LocaleResolver localeResolver() {
    CookieLocaleResolver resolver = new CookieLocaleResolver("langue");
    resolver.setDefaultLocale(Locale.FRENCH);
    resolver.setCookieHttpOnly(true);
    resolver.setCookieSameSite("Lax");
    resolver.setCookieMaxAge(Duration.ofDays(365));
    resolver.setRejectInvalidCookies(false);
    return resolver;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    LocaleResolver resolver = localeResolver();
    registry.addInterceptor(
        new HandlerInterceptor() {
          @Override
          public boolean preHandle(
              HttpServletRequest request, HttpServletResponse response, Object handler) {
            String wanted = request.getParameter(LANGUAGE);
            LANGUAGES.stream()
                .filter(language -> language.getLanguage().equals(wanted))
                .findFirst()
                .ifPresent(language -> resolver.setLocale(request, response, language));
            return true;
          }
        });
  }

  /**
   * Errors of pages are pages, whatever a browser says that it accepts; programs get theirs as they
   * ask for it.
   */
  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
    HeaderContentNegotiationStrategy asAsked = new HeaderContentNegotiationStrategy();
    configurer.strategies(
        List.of(
            request ->
                isErrorOfAPage(request)
                    ? List.of(MediaType.TEXT_HTML)
                    : asAsked.resolveMediaTypes(request)));
  }

  private static boolean isErrorOfAPage(NativeWebRequest request) {
    return request.getAttribute(
                RequestDispatcher.ERROR_REQUEST_URI, RequestAttributes.SCOPE_REQUEST)
            instanceof String path
        && FOR_PROGRAMS.stream().noneMatch(path::startsWith);
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    // A library's address holds its version; our own files may change with every release.
    registry
        .addResourceHandler("/webjars/**")
        .addResourceLocations("classpath:/META-INF/resources/webjars/")
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    registry
        .addResourceHandler(
            "/flotte.css", "/flotte.js", "/bureau.css", "/bureau.js", "/favicon.svg")
        .addResourceLocations("classpath:/static/")
        .setCacheControl(CacheControl.noCache());
  }
}

package tn.flotte.orchestrator.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame round every page needs: who looks, where, and this page in the other language. */
@ControllerAdvice
class Frame {
  @ModelAttribute
  void frame(
      HttpServletRequest request, Locale locale, @Nullable Authentication someone, Model model) {
    if (someone != null) {
      Viewer.of(someone).ifPresent(viewer -> model.addAttribute("visiteur", viewer));
    }
    String other = Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? "fr" : "en";
    Link here = new Link(request.getRequestURI());
    for (var parameter : request.getParameterMap().entrySet()) {
      if (request.getMethod().equals("GET") && parameter.getValue().length > 0) {
        here = here.with(parameter.getKey(), parameter.getValue()[0]);
      }
    }
    model.addAttribute("chemin", request.getRequestURI());
    model.addAttribute("ici", here.without(WebConfiguration.LANGUAGE).toString());
    model.addAttribute("autreLangue", other);
    model.addAttribute(
        "memePageAutreLangue", here.with(WebConfiguration.LANGUAGE, other).toString());
  }
}

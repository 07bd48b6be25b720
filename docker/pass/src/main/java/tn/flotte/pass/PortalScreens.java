package tn.flotte.pass;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import tn.flotte.pass.Sessions.Session;

/** Login, logout, the frames and what stands in them at first. */
@Controller
class PortalScreens {

  private final Screens screens;
  private final Sessions sessions;
  private final PassSettings settings;
  private final Clock clock;

  PortalScreens(Screens screens, Sessions sessions, PassSettings settings, Clock clock) {
    this.screens = screens;
    this.sessions = sessions;
    this.settings = settings;
    this.clock = clock;
  }

  @GetMapping("/")
  ResponseEntity<byte[]> root() {
    return redirect("connexion.do").build();
  }

  @GetMapping("/connexion.do")
  ResponseEntity<byte[]> login(HttpServletRequest request) {
    Screen screen = screens.screen("IDENTIFICATION");
    Gate.sessionId(request)
        .flatMap(sessions::whyEnded)
        .ifPresent(motif -> screen.error(motif.message()));
    return loginForm(screen, "");
  }

  @PostMapping("/connexion.do")
  ResponseEntity<byte[]> enter(
      @RequestParam(defaultValue = "") String txtCpt,
      @RequestParam(defaultValue = "") String txtPwd) {
    String compte = txtCpt.strip().toUpperCase(Locale.ROOT);
    if (compte.isEmpty() || !txtPwd.equals(settings.comptes().get(compte))) {
      sessions.refuse(compte);
      return loginForm(
          screens.screen("IDENTIFICATION").error("Compte ou mot de passe incorrect"), compte);
    }
    Session session = sessions.open(compte);
    return redirect("accueil.do")
        .header(HttpHeaders.SET_COOKIE, Gate.COOKIE + "=" + session.id() + "; Path=/; HttpOnly")
        .build();
  }

  private ResponseEntity<byte[]> loginForm(Screen screen, String compte) {
    return screen
        .form("connexion.do")
        .raw("<script type=\"text/javascript\">sortirDuCadre();</script>")
        .raw("<br><br><table border=\"0\" width=\"420\"><tr><td>")
        .openTable("ACCES AU SYSTEME PASS")
        .row("COMPTE", screen.input("txtCpt", compte, 16, Mask.TEXTE))
        .row("MOT DE PASSE", screen.password("txtPwd"))
        .closeTable()
        .buttons(
            screen.button(
                "CONNEXION",
                "valider('connexion.do','',[['txtCpt','COMPTE'],['txtPwd','MOT DE PASSE']])"))
        .raw("</td></tr></table><br><font size=\"1\">PASS v4.2.17 - Direction Informatique</font>")
        .reply();
  }

  @GetMapping("/deconnexion.do")
  ResponseEntity<byte[]> leave(@RequestAttribute(Gate.SESSION) Session session) {
    sessions.leave(session.id());
    return redirect("connexion.do").build();
  }

  @GetMapping("/accueil.do")
  ResponseEntity<byte[]> frames() {
    return Screen.answer(
        new Html()
            .raw(
                """
                <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Frameset//EN">
                <html><head><title>PASS - PRODUCTION</title></head>
                <frameset rows="46,*" border="0" frameborder="0" framespacing="0">
                <frame name="bandeau" src="bandeau.do" scrolling="no" noresize>
                <frameset cols="190,*" border="1">
                <frame name="menu" src="menu.do" scrolling="auto">
                <frame name="travail" src="bienvenue.do" scrolling="auto">
                </frameset></frameset></html>
                """));
  }

  @GetMapping("/bandeau.do")
  ResponseEntity<byte[]> banner(@RequestAttribute(Gate.SESSION) Session session) {
    return Screen.answer(
        new Html()
            .raw("<html><head><link rel=\"stylesheet\" type=\"text/css\" href=\"pass.css\"></head>")
            .raw("<body class=\"bandeau\"><table width=\"100%\" border=\"0\"><tr><td>")
            .raw("<font size=\"4\" color=\"#FFFFFF\"><b>PASS</b></font>")
            .raw(" <font size=\"1\" color=\"#C0D0F0\">GESTION DES SINISTRES AUTOMOBILE</font></td>")
            .raw("<td align=\"right\"><font size=\"1\" color=\"#FFFFFF\">UTILISATEUR : <b>")
            .text(session.compte())
            .raw("</b>&nbsp;&nbsp;DATE : ")
            .text(LocalDate.now(clock).format(Mask.JOUR))
            .raw("</font></td></tr></table></body></html>"));
  }

  @GetMapping("/menu.do")
  ResponseEntity<byte[]> menu() {
    Html html =
        new Html()
            .raw("<html><head><link rel=\"stylesheet\" type=\"text/css\" href=\"pass.css\"></head>")
            .raw("<body class=\"menu\"><table width=\"100%\" border=\"0\" cellspacing=\"1\">");
    heading(html, "SINISTRES");
    item(html, "Recherche préouverture", "recherchePre.do", "travail");
    item(html, "Recherche dossier", "rechercheDos.do", "travail");
    item(html, "Missions en cours", "missionsCours.do", "travail");
    item(html, "Dossiers ouverts", "dossiersOuverts.do", "travail");
    heading(html, "REFERENTIEL");
    item(html, "Annuaire agences", "annuaireAge.do", "travail");
    item(html, "Annuaire experts", "annuaireExp.do", "travail");
    heading(html, "SESSION");
    item(html, "Déconnexion", "deconnexion.do", "_top");
    return Screen.answer(html.raw("</table></body></html>"));
  }

  private static void heading(Html html, String text) {
    html.raw("<tr><td class=\"rubrique\"><b>").text(text).raw("</b></td></tr>");
  }

  private static void item(Html html, String text, String address, String target) {
    html.raw("<tr><td>&nbsp;&#8226;&nbsp;<a href=\"" + address + "\" target=\"" + target + "\">")
        .text(text)
        .raw("</a></td></tr>");
  }

  @GetMapping("/bienvenue.do")
  ResponseEntity<byte[]> welcome() {
    return screens
        .screen("ACCUEIL")
        .raw("<br><br><font size=\"2\">")
        .text("Bienvenue. Choisissez une fonction dans le menu.")
        .raw("</font>")
        .reply();
  }

  static ResponseEntity.BodyBuilder redirect(String address) {
    return ResponseEntity.status(302).header(HttpHeaders.LOCATION, address);
  }
}

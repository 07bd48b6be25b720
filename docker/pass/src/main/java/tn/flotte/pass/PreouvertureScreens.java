package tn.flotte.pass;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.CharsetEncoder;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import tn.flotte.pass.Entry.Dossier;
import tn.flotte.pass.Locks.Lock;
import tn.flotte.pass.Mask.MaskException;
import tn.flotte.pass.Seed.Agence;
import tn.flotte.pass.Sessions.Session;

/** A préouverture: consulted, corrected under its lock, validated. */
@Controller
class PreouvertureScreens {

  private static final String TITLE = "PREOUVERTURE SINISTRE";

  private final Screens screens;
  private final Records records;
  private final Locks locks;
  private final Clock clock;

  PreouvertureScreens(Screens screens, Records records, Locks locks, Clock clock) {
    this.screens = screens;
    this.records = records;
    this.locks = locks;
    this.clock = clock;
  }

  static String status(Preouverture one, List<Dossier> dossiers) {
    if (!dossiers.isEmpty()) {
      return "OUVERTE";
    }
    return one.validee() ? "VALIDEE" : "EN ATTENTE";
  }

  @GetMapping("/preouverture.do")
  ResponseEntity<byte[]> consult(@RequestParam(defaultValue = "") String num) {
    return shown(screens.screen(TITLE), num);
  }

  @GetMapping("/preouvertureMod.do")
  ResponseEntity<byte[]> edit(
      @RequestAttribute(Gate.SESSION) Session session,
      @RequestParam(defaultValue = "") String num) {
    Screen screen = screens.screen(TITLE);
    Optional<Preouverture> found = records.preouverture(num);
    Optional<String> refusal = found.flatMap(one -> notEditable(one, session));
    if (found.isEmpty() || refusal.isPresent()) {
      refusal.ifPresent(screen::error);
      return shown(screen, num);
    }
    Optional<Lock> other = locks.take(num, session.compte());
    if (other.isPresent()) {
      return shown(screen.error(other.get().message()), num);
    }
    Preouverture one = found.get();
    Map<Champ, String> values = new EnumMap<>(Champ.class);
    for (Champ champ : Champ.values()) {
      values.put(champ, one.shown(champ));
    }
    return editForm(screen, one, values);
  }

  private Optional<String> notEditable(Preouverture one, Session session) {
    if (!records.dossiersOf(one.numeroDeclaration()).isEmpty()) {
      return Optional.of("Un dossier est ouvert pour cette déclaration : modification impossible");
    }
    return locks.heldByOther(one.numeroDeclaration(), session.compte()).map(Lock::message);
  }

  @GetMapping("/preouvertureAbd.do")
  ResponseEntity<byte[]> abandon(
      @RequestAttribute(Gate.SESSION) Session session,
      @RequestParam(defaultValue = "") String num) {
    locks.release(num, session.compte());
    return shown(screens.screen(TITLE), num);
  }

  @PostMapping("/preouvertureMod.do")
  ResponseEntity<byte[]> correct(
      HttpServletRequest request,
      @RequestAttribute(Gate.SESSION) Session session,
      @RequestParam(defaultValue = "") String num) {
    Screen screen = screens.screen(TITLE);
    Optional<Preouverture> found = records.preouverture(num);
    if (found.isEmpty()) {
      return shown(screen, num);
    }
    Preouverture one = found.get();
    Optional<String> refusal = notEditable(one, session);
    if (refusal.isPresent()) {
      return shown(screen.error(refusal.get()), num);
    }
    List<String> errors = new ArrayList<>();
    Map<Champ, String> typed = new EnumMap<>(Champ.class);
    Map<Champ, Object> values = new EnumMap<>(Champ.class);
    for (Champ champ : Champ.values()) {
      String value = typed(request, champ);
      typed.put(champ, value);
      Object canonical = canonical(one, champ, value, errors);
      if (canonical != null) {
        values.put(champ, canonical);
      }
    }
    if (!errors.isEmpty()) {
      return editForm(screen.errors(errors), one, typed);
    }
    records.correct(num, values, session.compte());
    locks.release(num, session.compte());
    return shown(screen.notice("Enregistrement effectué"), num);
  }

  private static String typed(HttpServletRequest request, Champ champ) {
    @Nullable String[] sent = request.getParameterValues(champ.control());
    if (sent == null) {
      return "";
    }
    List<String> values = new ArrayList<>();
    for (String value : sent) {
      values.add(Objects.requireNonNullElse(value, "").strip());
    }
    return String.join(", ", values);
  }

  /** A value left as it was is kept even when it breaks the mask: the agent typed it so. */
  private @Nullable Object canonical(
      Preouverture one, Champ champ, String value, List<String> errors) {
    if (value.equals(asSent(one.shown(champ)))) {
      return one.value(champ);
    }
    if (value.isEmpty()) {
      if (champ.required()) {
        errors.add(champ.label() + " : zone obligatoire");
      }
      return null;
    }
    if (!champ.choices().isEmpty() && !champ.choices().contains(value)) {
      errors.add(champ.label() + " : valeur inconnue");
      return null;
    }
    if (value.length() > champ.length()) {
      errors.add(champ.label() + " : zone trop longue");
      return null;
    }
    try {
      Object canonical = champ.mask().canonical(value);
      if (champ == Champ.DATE_ACCIDENT
          && LocalDate.parse(canonical.toString()).isAfter(LocalDate.now(clock))) {
        errors.add(champ.label() + " : date postérieure à la date du jour");
      }
      return canonical;
    } catch (MaskException e) {
      errors.add(champ.label() + " : " + e.getMessage());
      return null;
    }
  }

  /** What a browser sends back for a shown value: what its charset lacks comes as a reference. */
  static String asSent(String shown) {
    CharsetEncoder encoder = Gate.FORM.newEncoder();
    StringBuilder sent = new StringBuilder(shown.length());
    shown
        .strip()
        .codePoints()
        .forEach(
            point -> {
              String character = Character.toString(point);
              sent.append(encoder.canEncode(character) ? character : "&#" + point + ";");
            });
    return sent.toString();
  }

  @PostMapping("/preouvertureVal.do")
  ResponseEntity<byte[]> validate(
      @RequestAttribute(Gate.SESSION) Session session,
      @RequestParam(defaultValue = "") String num) {
    Screen screen = screens.screen(TITLE);
    Optional<Preouverture> found = records.preouverture(num);
    if (found.isEmpty()) {
      return shown(screen, num);
    }
    Preouverture one = found.get();
    Optional<Lock> other = locks.heldByOther(num, session.compte());
    List<String> errors = new ArrayList<>();
    other.map(Lock::message).ifPresent(errors::add);
    if (one.validee()) {
      errors.add("Préouverture déjà validée");
    }
    for (Champ champ : Champ.values()) {
      if (champ.required() && one.value(champ) == null) {
        errors.add(champ.label() + " : zone obligatoire");
      }
    }
    if (!one.shown(Champ.MODE).equals("DOMMAGE") && one.value(Champ.COMPAGNIE_ADVERSE) == null) {
      errors.add("CIE ADVERSE : zone obligatoire pour le mode " + one.shown(Champ.MODE));
    }
    if (!errors.isEmpty()) {
      return shown(screen.errors(errors), num);
    }
    records.validate(num, session.compte());
    return shown(screen.notice("Préouverture validée"), num);
  }

  private ResponseEntity<byte[]> shown(Screen screen, String num) {
    Optional<Preouverture> found = records.preouverture(num);
    if (found.isEmpty()) {
      return screen.error("Déclaration inconnue : " + num).reply();
    }
    Preouverture one = found.get();
    List<Dossier> dossiers = records.dossiersOf(num);
    screen.form("preouvertureVal.do").hidden("num", num);
    contract(screen, one, status(one, dossiers));
    screen.openTable("DECLARATION");
    pairs(
        screen, champ -> new Html().raw("<font size=\"2\">").text(one.shown(champ)).raw("</font>"));
    screen.closeTable();
    if (!dossiers.isEmpty()) {
      screen.raw("<br>");
      screen.add(
          Html.table(
              List.of("DOSSIER(S) OUVERT(S)", "NOEUD", "NATURE", "OUVERT LE", "PAR"),
              dossiers.stream()
                  .map(
                      dossier ->
                          List.of(
                              Screen.link(
                                  dossier.numeroDossier(),
                                  "dossier.do?num=" + Html.url(dossier.numeroDossier())),
                              Html.of(dossier.noeud()),
                              Html.of(dossier.nature()),
                              Html.of(DossierScreens.moment(dossier.creeLe())),
                              Html.of(dossier.compte())))
                  .toList()));
    }
    String key = Html.url(num);
    List<Html> buttons = new ArrayList<>();
    if (dossiers.isEmpty()) {
      buttons.add(screen.button("MODIFIER", "aller('preouvertureMod.do?num=" + key + "')"));
    }
    if (!one.validee()) {
      buttons.add(
          screen.button(
              "VALIDER",
              "valider('preouvertureVal.do','Confirmez-vous la validation de la préouverture ?',[])"));
    } else {
      buttons.add(screen.button("OUVRIR DOSSIER", "aller('ouverture.do?num=" + key + "')"));
    }
    buttons.add(screen.button("RETOUR", "aller('recherchePre.do')"));
    return screen.buttons(buttons.toArray(Html[]::new)).reply();
  }

  private void contract(Screen screen, Preouverture one, String status) {
    screen
        .openTable("CONTRAT")
        .row("N° DECLARATION", bold(one.numeroDeclaration()), "ETAT", bold(status));
    records
        .contrat(one.police())
        .ifPresentOrElse(
            contrat ->
                screen
                    .row("ASSURE", Html.of(contrat.assure()), "N° POLICE", Html.of(one.police()))
                    .row(
                        "ADRESSE",
                        Html.of(contrat.adresse()),
                        "TELEPHONE",
                        Html.of(contrat.telephone()))
                    .row(
                        "VEHICULE",
                        Html.of(contrat.marque() + " - " + contrat.immatriculation()),
                        "EFFET / ECHEANCE",
                        Html.of(
                            Mask.DATE.shown(contrat.debut())
                                + " - "
                                + Mask.DATE.shown(contrat.fin())))
                    .row(
                        "GARANTIES",
                        Html.of(String.join(" / ", contrat.garanties())),
                        "FRANCHISE (DT)",
                        Html.of(Mask.MONTANT.shown(contrat.franchise()))),
            () -> screen.row("N° POLICE", Html.of(one.police() + " (CONTRAT NON TROUVE)")));
    screen
        .row(
            "AGENCE",
            Html.of(
                one.agence()
                    + records
                        .agence(one.agence())
                        .map(Agence::nom)
                        .map(nom -> " - " + nom)
                        .orElse("")),
            "DATE DECLARATION",
            Html.of(Mask.DATE.shown(one.dateDeclaration())))
        .row(
            "OPTION GA",
            Html.of(one.gestionGa() ? "OUI" : "NON"),
            "VOL TOTAL",
            Html.of(one.volTotal() ? "OUI" : "NON"))
        .closeTable();
  }

  private static Html bold(String value) {
    return new Html().raw("<b>").text(value).raw("</b>");
  }

  /** Lays the fields out two by two. */
  private static void pairs(Screen screen, Function<Champ, Html> control) {
    Champ[] all = Champ.values();
    for (int i = 0; i + 1 < all.length; i += 2) {
      screen.row(
          all[i].label(), control.apply(all[i]), all[i + 1].label(), control.apply(all[i + 1]));
    }
  }

  private ResponseEntity<byte[]> editForm(
      Screen screen, Preouverture one, Map<Champ, String> values) {
    String num = one.numeroDeclaration();
    screen.form("preouvertureMod.do").generatedNames().hidden("num", num);
    contract(screen, one, status(one, List.of()) + " (MODIFICATION)");
    screen.openTable("DECLARATION");
    pairs(screen, champ -> control(screen, champ, values.getOrDefault(champ, "")));
    return screen
        .closeTable()
        .buttons(
            screen.button(
                "ENREGISTRER",
                "valider('preouvertureMod.do','',[['txtDtAcc','DATE ACCIDENT'],['txtLieu','LIEU ACCIDENT'],['txtImm1','IMMAT. VEHICULE ASSURE']])"),
            screen.button("ABANDONNER", "aller('preouvertureAbd.do?num=" + Html.url(num) + "')"))
        .reply();
  }

  private static Html control(Screen screen, Champ champ, String value) {
    if (champ.mask() == Mask.CASES) {
      List<String> crossed = List.of(value.split("\\s*,\\s*"));
      Html html = new Html().raw("<table class=\"cases\" border=\"0\" cellspacing=\"0\"><tr>");
      for (int box = 1; box <= 17; box++) {
        String number = String.valueOf(box);
        html.raw("<td>" + number + "</td><td>")
            .add(screen.check(champ.control(), number, crossed.contains(number)))
            .raw("</td>" + (box == 9 ? "</tr><tr>" : ""));
      }
      return html.raw("</tr></table>");
    }
    if (!champ.choices().isEmpty()) {
      Map<String, String> choices = new LinkedHashMap<>();
      if (!value.isEmpty()) {
        choices.put(value, value);
      }
      champ.choices().forEach(choice -> choices.put(choice, choice));
      return screen.select(champ.control(), choices, value);
    }
    return screen.input(champ.control(), value, champ.length(), champ.mask());
  }
}

package tn.flotte.connectors.pass.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.Alert;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.ScriptTimeoutException;
import org.openqa.selenium.UnhandledAlertException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.remote.RemoteWebDriver;
import tn.flotte.bots.api.Evidence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A place at PASS's screens: one browser, worked a whole screen at a time. Pages use it; it knows
 * how to go somewhere, fill, press and wait, and what a submit is, but nothing of any particular
 * screen. Not thread-safe.
 */
public final class Poste {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SCRIPT = script();
  // What browsers understand by ISO-8859-1.
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final long POLL_NANOS = Duration.ofMillis(3).toNanos();
  private static final Duration DIALOG_PATIENCE = Duration.ofMillis(500);
  // Longer than a screen usually takes, much shorter than the browser's own limit for a script.
  private static final Duration TRANCHE = Duration.ofMillis(400);

  // Selenium would log every command with what it sends, the password too. Kept here, because
  // loggers are forgotten.
  private static final Logger COMMANDS = Logger.getLogger("org.openqa.selenium.remote");

  static {
    COMMANDS.setLevel(Level.INFO);
  }

  private final Navigateur navigateur;
  private final RemoteWebDriver driver;
  private final Ecrans ecrans;
  private final URI base;
  private final Duration delai;
  private boolean soumis;
  private boolean repondAuSubmit;
  private boolean verrouTenu;
  private int vues;
  private int fichiers;
  private String dernierEcran = "";
  private String derniereAdresse = "";
  private Consumer<Evidence> temoin = evidence -> {};

  /**
   * @param base where PASS is; screens' addresses are relative to it
   * @param delai time limit for a screen to appear
   */
  public Poste(Navigateur navigateur, Ecrans ecrans, URI base, Duration delai) {
    this.navigateur = navigateur;
    this.driver = navigateur.driver();
    this.ecrans = ecrans;
    this.base = base.toString().endsWith("/") ? base : URI.create(base + "/");
    this.delai = delai;
  }

  public Ecrans ecrans() {
    return ecrans;
  }

  /**
   * Begins a verb: nothing has been submitted in it.
   *
   * @param temoin is handed a picture before and after each submit
   */
  public void debuter(Consumer<Evidence> temoin) {
    soumis = false;
    verrouTenu = false;
    this.temoin = temoin;
  }

  /**
   * Whether something was submitted in this verb whose answer, seen and checked, has not been
   * confirmed yet.
   */
  public boolean soumis() {
    return soumis;
  }

  /**
   * Whether the last answer is the one to what was submitted, not to something that was asked
   * later.
   */
  public boolean repondAuSubmit() {
    return repondAuSubmit;
  }

  /**
   * Whether PASS showed an editing screen in this verb, so that it has locked the record for us.
   */
  public boolean verrouTenu() {
    return verrouTenu;
  }

  /** How many screens came so far; a page whose number this is still stands there. */
  int vues() {
    return vues;
  }

  /** What was submitted has been seen to have been done, or to have been refused. */
  public void conclure() {
    soumis = false;
  }

  /**
   * What a person would see now. Empty when no picture can or may be taken: a page with a password
   * isn't photographed.
   */
  public Optional<Evidence> photo() {
    if (dernierEcran.equals(LoginPage.ECRAN)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Evidence(dernierEcran, derniereAdresse, navigateur.photo()));
    } catch (WebDriverException e) {
      return Optional.empty();
    }
  }

  /** Opens a screen by its address and reads it, or whatever came instead. */
  Vue aller(String ecran, Map<String, String> parametres, String... attendus) {
    String adresse = Objects.requireNonNull(ecrans.ecran(ecran).adresse(), ecran);
    return allerA(ecran, remplacer(adresse, parametres), attendus);
  }

  /** Leaves an editing screen the way that gives its lock back. */
  Vue abandonner(String ecran, Map<String, String> parametres, String... attendus) {
    String adresse = Objects.requireNonNull(ecrans.ecran(ecran).abandon(), ecran);
    return allerA(attendus[0], remplacer(adresse, parametres), attendus);
  }

  private Vue allerA(String ecran, String adresse, String... attendus) {
    repondAuSubmit = false;
    dernierEcran = ecran;
    ObjectNode args = acte("aller", attendus.length == 0 ? new String[] {ecran} : attendus);
    args.put("adresse", adresse);
    return attendu(args);
  }

  /** Opens a screen through the menu. */
  Vue menu(String ecran) {
    dernierEcran = ecran;
    ObjectNode args = acte("menu", ecran);
    args.put("lien", Objects.requireNonNull(ecrans.ecran(ecran).menu(), ecran));
    return attendu(args);
  }

  /** Opens a screen in the whole window, whatever stood there. */
  Vue allerEnHaut(String ecran, String... attendus) {
    dernierEcran = ecran;
    try {
      regarder(acte("marquer"));
    } catch (JavascriptException | ScriptTimeoutException e) {
      // The window is changing already.
      LockSupport.parkNanos(POLL_NANOS);
    } catch (UnhandledAlertException e) {
      refermer();
    }
    String adresse =
        base.resolve(Objects.requireNonNull(ecrans.ecran(ecran).adresse(), ecran)).toString();
    try {
      driver.get(adresse);
    } catch (UnhandledAlertException e) {
      refermer();
      driver.get(adresse);
    } catch (WebDriverException e) {
      throw new NavigateurPerdu(e);
    }
    return attendu(acte("regarder", attendus));
  }

  /**
   * Fills fields in one go and tells what then stands in them, after PASS's masks.
   *
   * @param valeurs field to value, as PASS writes values
   */
  Saisie remplir(String ecran, Map<String, String> valeurs) {
    ObjectNode args = acte("remplir", ecran);
    args.put("ecran", ecran);
    args.put("photo", true);
    args.set("valeurs", JSON.valueToTree(valeurs));
    try {
      JsonNode champs = regarder(args).path("champs");
      Map<String, String> relues = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> champ : champs.properties()) {
        String trouble = champ.getValue().path("trouble").asString("");
        if (!trouble.isEmpty()) {
          return new Saisie.Impossible(champ.getKey(), trouble);
        }
        relues.put(champ.getKey(), champ.getValue().path("valeur").asString(""));
      }
      return new Saisie.Relue(relues);
    } catch (UnhandledAlertException e) {
      return new Saisie.Contestee(refermer());
    } catch (JavascriptException | ScriptTimeoutException e) {
      throw new NavigateurPerdu(e);
    }
  }

  /**
   * Fills a screen and reads it back; what was read must be what was meant, in canonical form.
   *
   * @return what stands in the fields now, as PASS writes it
   */
  Reponse<Map<String, String>> saisir(String ecran, Map<String, Entree> entrees) {
    Map<String, String> ecrites = new LinkedHashMap<>();
    entrees.forEach((champ, entree) -> ecrites.put(champ, entree.forme().ecrite(entree.valeur())));
    for (Map.Entry<String, String> ecrite : ecrites.entrySet()) {
      if (!WINDOWS_1252.newEncoder().canEncode(ecrite.getValue())) {
        return new Reponse.Refusee<>(
            List.of(
                "field %s can't hold \"%s\": PASS knows only Western European characters"
                    .formatted(ecrite.getKey(), ecrite.getValue())));
      }
    }
    return switch (remplir(ecran, ecrites)) {
      case Saisie.Contestee contestee -> new Reponse.Refusee<>(List.of(contestee.message()));
      case Saisie.Impossible impossible -> {
        String what = controle(ecran, impossible.champ(), impossible.trouble());
        yield switch (impossible.trouble()) {
          case "OPTION", "LONG" ->
              new Reponse.Refusee<>(
                  List.of(what + ": \"" + ecrites.get(impossible.champ()) + "\""));
          default -> new Reponse.Changee<>(what);
        };
      }
      case Saisie.Relue relue -> {
        for (Map.Entry<String, Entree> entree : entrees.entrySet()) {
          Forme forme = entree.getValue().forme();
          String meant = forme.canonique(entree.getValue().valeur());
          String found = forme.canonique(relue.valeurs().getOrDefault(entree.getKey(), ""));
          if (!meant.equals(found)) {
            yield new Reponse.Changee<>(
                "field %s of screen %s was filled with \"%s\" but holds \"%s\" after PASS's mask"
                    .formatted(entree.getKey(), ecran, meant, found));
          }
        }
        yield new Reponse.Obtenue<>(relue.valeurs());
      }
    };
  }

  /** What to write into a field, canonical, and the form in which PASS writes such a value. */
  record Entree(String valeur, Forme forme) {}

  /** What became of filling a screen. */
  sealed interface Saisie {
    /** Filled; this is what stands there now. */
    record Relue(Map<String, String> valeurs) implements Saisie {}

    /**
     * A field did not take its value: OPTION (not offered), LONG, FERME, ABSENT, DEUX, DESACCORD.
     */
    record Impossible(String champ, String trouble) implements Saisie {}

    /** PASS put up a message while it was filled. */
    record Contestee(String message) implements Saisie {}
  }

  /**
   * Sends a screen by its button, once the veil is off and the fields still hold these values, and
   * reads the answer. PASS's question is answered with yes only if it is the one that the map
   * states.
   */
  Vue envoyer(String ecran, Map<String, String> valeurs, String... attendus) {
    ObjectNode args = acte("presser", ecran);
    args.put("ecran", ecran);
    args.set("valeurs", JSON.valueToTree(valeurs));
    photo().ifPresent(temoin);
    Vue vue = presser(args, ecrans.ecran(ecran).question(), true, attendus);
    vue.ecran().ifPresent(e -> dernierEcran = e);
    if (soumis) {
      photo().ifPresent(temoin);
    }
    return vue;
  }

  /** Sends the login; there is no picture of it, and nothing is changed by it. */
  Vue entrer(String ecran, Map<String, String> valeurs, String... attendus) {
    ObjectNode args = acte("presser", ecran);
    args.put("ecran", ecran);
    args.set("valeurs", JSON.valueToTree(valeurs));
    return presser(args, null, false, attendus);
  }

  /** Sends a search, which changes nothing: without waiting for the veil. */
  Vue interroger(String ecran, Map<String, String> valeurs) {
    ObjectNode args = acte("presser", ecran);
    args.put("ecran", ecran);
    args.put("direct", true);
    args.set("valeurs", JSON.valueToTree(valeurs));
    return presser(args, null, false, ecran);
  }

  /** Follows a link of a list's foot. */
  Vue suivre(String ecran, String lien) {
    ObjectNode args = acte("presser", ecran);
    args.put("ecran", ecran);
    args.put("lien", lien);
    args.set("valeurs", JSON.createObjectNode());
    return presser(args, null, false, ecran);
  }

  private Vue presser(
      ObjectNode args, @Nullable String question, boolean effet, String... attendus) {
    boolean avant = soumis;
    repondAuSubmit = effet;
    soumis = avant || (effet && question == null);
    try {
      Vue pret = new Vue(insister(args));
      if (!pret.json().path("pret").asBoolean(false)) {
        soumis = avant;
        return pret;
      }
    } catch (UnhandledAlertException e) {
      // The question may be there before the script's answer is; anything else gets a no.
      if (question == null) {
        soumis = avant;
        return dialogue(refermer());
      }
    } catch (JavascriptException | ScriptTimeoutException e) {
      if (question != null) {
        return muette("the screen went away before anything was sent");
      }
    }
    if (question != null) {
      Optional<Vue> autre = repondre(question, attendus);
      if (autre.isPresent()) {
        return autre.get();
      }
    }
    // After the login the whole window changes.
    boolean inFrame = effet || args.has("direct") || args.has("lien");
    ObjectNode next = acte(inFrame ? "attendre" : "regarder", attendus);
    next.put("photo", effet);
    return attendu(next);
  }

  /** Repeats an act that answers slice by slice, until it is done or the time is over. */
  private JsonNode insister(ObjectNode args) {
    long until = System.nanoTime() + delai.toNanos();
    while (true) {
      JsonNode answer = appeler(args);
      if (!answer.path("encore").asBoolean(false)) {
        return answer;
      }
      if (System.nanoTime() > until) {
        return muette("the screen stayed as it was for " + delai.toSeconds() + " s").json();
      }
    }
  }

  /** Answers PASS's question; what was seen instead, when it was not the one that was expected. */
  private Optional<Vue> repondre(String question, String... attendus) {
    long until = System.nanoTime() + delai.toNanos();
    long look = System.nanoTime() + DIALOG_PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      try {
        Alert alert = driver.switchTo().alert();
        String asked = net(alert.getText());
        if (asked.equals(question)) {
          soumis = true;
          alert.accept();
          return Optional.empty();
        }
        alert.dismiss();
        return Optional.of(dialogue(asked));
      } catch (NoAlertPresentException e) {
        LockSupport.parkNanos(POLL_NANOS);
      } catch (WebDriverException e) {
        throw new NavigateurPerdu(e);
      }
      if (System.nanoTime() > look) {
        // It may have been sent without a question: then a new screen is there.
        ObjectNode args = acte("regarder", attendus);
        args.put("photo", true);
        try {
          JsonNode seen = regarder(args);
          if (!seen.path("encore").asBoolean(false)) {
            soumis = true;
            return Optional.of(seen.path("enHaut").asBoolean(false) ? attendu(args) : vue(seen));
          }
        } catch (UnhandledAlertException | JavascriptException | ScriptTimeoutException e) {
          continue;
        }
        look = System.nanoTime() + DIALOG_PATIENCE.toNanos();
      }
    }
    return Optional.of(muette("PASS did not ask \"" + question + "\""));
  }

  /** The bytes of a file behind a link, fetched within the session. */
  Fichier fichier(String adresse) {
    repondAuSubmit = false;
    ObjectNode args = acte("fichier");
    args.put("adresse", adresse);
    args.put("id", ++fichiers);
    JsonNode answer;
    try {
      answer = insister(args);
    } catch (ScriptTimeoutException e) {
      return new Fichier(0, "", new byte[0]);
    }
    if (answer.path("muet").asBoolean(false)) {
      return new Fichier(0, "", new byte[0]);
    }
    return new Fichier(
        answer.path("statut").asInt(0),
        answer.path("genre").asString(""),
        Base64.getDecoder().decode(answer.path("base64").asString("")));
  }

  /** A file as the server sent it; status 0 when no answer came. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Fichier(int statut, String genre, byte[] octets) {}

  /**
   * Runs an act that ends with a new screen. When the whole window changes, it is looked at from
   * outside: a script that waits in a window that goes away never answers.
   */
  private Vue attendu(ObjectNode args) {
    vues++;
    long until = System.nanoTime() + delai.toNanos();
    ObjectNode current = args;
    while (System.nanoTime() < until) {
      try {
        boolean outside = current.path("acte").asString("").equals("regarder");
        JsonNode answer = outside ? regarder(current) : appeler(current);
        boolean top = answer.path("enHaut").asBoolean(false);
        if (!top && !answer.path("encore").asBoolean(false)) {
          return vue(answer);
        }
        if (!answer.path("rester").asBoolean(false)) {
          current = suite(current, top || outside ? "regarder" : "attendre");
        }
        if (outside) {
          LockSupport.parkNanos(POLL_NANOS);
        }
      } catch (UnhandledAlertException e) {
        return dialogue(refermer());
      } catch (ScriptTimeoutException | JavascriptException e) {
        current = suite(current, "regarder");
      }
    }
    return muette("no screen within " + delai.toSeconds() + " s");
  }

  /** A screen that was read; the address of the frame says more than that of the window. */
  private Vue vue(JsonNode answer) {
    Vue vue = new Vue(answer);
    if (!vue.url().isEmpty()) {
      derniereAdresse = vue.url();
    }
    return vue;
  }

  private static ObjectNode suite(ObjectNode args, String acte) {
    return args.deepCopy().put("acte", acte);
  }

  private JsonNode regarder(ObjectNode args) {
    try {
      return JSON.readTree(String.valueOf(driver.executeScript(SCRIPT, args.toString())));
    } catch (UnhandledAlertException | JavascriptException | ScriptTimeoutException e) {
      throw e;
    } catch (WebDriverException e) {
      throw new NavigateurPerdu(e);
    }
  }

  private ObjectNode acte(String acte, String... attendus) {
    ObjectNode args = JSON.createObjectNode();
    args.put("acte", acte);
    args.put("cadre", ecrans.cadre());
    args.put("menu", ecrans.menu());
    args.put("voile", ecrans.voile());
    args.put("base", base.toString());
    args.put("tranche", TRANCHE.toMillis());
    args.set("pannes", JSON.valueToTree(ecrans.pannes()));
    ObjectNode maps = args.putObject("ecrans");
    for (String attendu : attendus) {
      maps.set(attendu, JSON.valueToTree(ecrans.ecran(attendu)));
    }
    return args;
  }

  private JsonNode appeler(ObjectNode args) {
    try {
      Object answer = driver.executeAsyncScript(SCRIPT, args.toString());
      return JSON.readTree(String.valueOf(answer));
    } catch (UnhandledAlertException | JavascriptException | ScriptTimeoutException e) {
      throw e;
    } catch (WebDriverException e) {
      throw new NavigateurPerdu(e);
    }
  }

  /** Says no to whatever PASS put up, and tells its text. */
  private String refermer() {
    try {
      Alert alert = driver.switchTo().alert();
      String text = net(alert.getText());
      alert.dismiss();
      return text;
    } catch (NoAlertPresentException e) {
      return "";
    } catch (WebDriverException e) {
      throw new NavigateurPerdu(e);
    }
  }

  private static Vue muette(String raison) {
    return new Vue(JSON.createObjectNode().put("muet", true).put("raison", raison));
  }

  private static Vue dialogue(String text) {
    return new Vue(JSON.createObjectNode().put("trouble", "DIALOGUE").put("champ", text));
  }

  private static String remplacer(String adresse, Map<String, String> parametres) {
    String result = adresse;
    for (Map.Entry<String, String> parametre : parametres.entrySet()) {
      result =
          result.replace(
              "{" + parametre.getKey() + "}",
              URLEncoder.encode(parametre.getValue(), StandardCharsets.ISO_8859_1));
    }
    return result;
  }

  private static String net(@Nullable String text) {
    return text == null ? "" : text.replaceAll("[\\s\\u00a0]+", " ").strip();
  }

  private static String script() {
    try (InputStream in = Poste.class.getResourceAsStream("screen.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The robot's own screen.js can't be read.", e);
    }
  }

  /**
   * The browser is gone, or no longer obeys. Carries the driver's reason only: its exceptions print
   * what was sent to the browser, a password among it.
   */
  public static final class NavigateurPerdu extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NavigateurPerdu(WebDriverException cause) {
      super(raison(cause));
    }

    private static String raison(WebDriverException cause) {
      String raw = String.valueOf(cause.getRawMessage());
      int end = raw.indexOf('\n');
      return cause.getClass().getSimpleName() + ": " + (end < 0 ? raw : raw.substring(0, end));
    }
  }

  /**
   * The answer to a look that hoped for {@code attendu}; {@code page} is made when its landmark
   * stands and all its controls are there.
   */
  <P> Reponse<P> reponse(Vue vue, String attendu, Function<Vue, P> page) {
    if (vue.trouble().isPresent()) {
      return new Reponse.Changee<>(ecart(vue, attendu));
    }
    if (vue.muette()) {
      return new Reponse.Muette<>(vue.raison());
    }
    List<String> messages = vue.messages();
    if (vue.panne().isPresent() && !vue.ecran().equals(Optional.of(attendu))) {
      return switch (vue.panne().get()) {
        case "connexion" ->
            new Reponse.SessionPerdue<>(
                String.join(" ", messages), ecrans.message("ailleurs", messages).isPresent());
        case "maintenance" -> new Reponse.Maintenance<>();
        default -> new Reponse.Erreur<>(vue.debut());
      };
    }
    Optional<Matcher> verrou = ecrans.message("verrou", messages);
    if (verrou.isPresent()) {
      return new Reponse.Verrouillee<>(verrou.get().group(1), verrou.get().group(2));
    }
    if (!vue.ecran().equals(Optional.of(attendu))) {
      if (!messages.isEmpty()) {
        return new Reponse.Refusee<>(messages);
      }
      return new Reponse.Changee<>(
          "expected screen %s (\"%s\"), but PASS shows \"%s\": %s"
              .formatted(attendu, ecrans.ecran(attendu).titre(), vue.titre(), vue.debut()));
    }
    verrouTenu |= ecrans.ecran(attendu).abandon() != null;
    Optional<String> ecart = ecartDeControle(vue, attendu);
    if (ecart.isPresent()) {
      return new Reponse.Changee<>(ecart.get());
    }
    return new Reponse.Obtenue<>(page.apply(vue));
  }

  private Optional<String> ecartDeControle(Vue vue, String nom) {
    Ecrans.Ecran ecran = ecrans.ecran(nom);
    for (Map.Entry<String, String> trouble : vue.troubles().entrySet()) {
      List<Ecrans.Voie> voies =
          ecran
              .champs()
              .getOrDefault(
                  trouble.getKey(), ecran.textes().getOrDefault(trouble.getKey(), List.of()));
      return Optional.of(controle(nom, trouble.getKey(), trouble.getValue(), voies));
    }
    for (Map.Entry<String, Ecrans.Liste> liste : ecran.listes().entrySet()) {
      int found = vue.tableaux(liste.getKey());
      if (found > 1 || (found == 0 && !liste.getValue().facultative())) {
        return Optional.of(
            "list %s of screen %s: %d tables have the columns %s"
                .formatted(liste.getKey(), nom, found, liste.getValue().colonnes().values()));
      }
    }
    for (String bloc : ecran.blocs().keySet()) {
      if (vue.bloc(bloc).isEmpty()) {
        return Optional.of("block %s of screen %s is missing".formatted(bloc, nom));
      }
    }
    return Optional.empty();
  }

  private static String controle(
      String ecran, String champ, String trouble, List<Ecrans.Voie> voies) {
    String what =
        switch (trouble) {
          case "ABSENT" -> "was not found";
          case "DEUX" -> "was found more than once";
          case "DESACCORD" -> "is not the same by its ways";
          case "OPTION" -> "doesn't offer the value";
          case "LONG" -> "is too short for the value";
          case "FERME" -> "can't be written to";
          default -> trouble;
        };
    return "control %s of screen %s %s; expected by %s".formatted(champ, ecran, what, voies);
  }

  String controle(String ecran, String champ, String trouble) {
    return controle(
        ecran, champ, trouble, ecrans.ecran(ecran).champs().getOrDefault(champ, List.of()));
  }

  private String ecart(Vue vue, String attendu) {
    String trouble = vue.trouble().orElse("");
    return switch (trouble) {
      case "DIALOGUE" ->
          "PASS said \"%s\" where screen %s was expected; it was answered with no"
              .formatted(vue.champEnTrouble(), attendu);
      case "BOUTON" ->
          "the button to send the screen before %s was found %d times"
              .formatted(attendu, vue.nombre());
      case "MENU" ->
          "the menu's link to screen %s was found %d times".formatted(attendu, vue.nombre());
      case "VALEUR" ->
          "field %s no longer held what was read back before screen %s"
              .formatted(vue.champEnTrouble(), attendu);
      case "ECRAN" -> "the screen was no longer there when it should have been sent";
      default -> trouble;
    };
  }
}

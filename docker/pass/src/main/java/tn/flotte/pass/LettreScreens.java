package tn.flotte.pass;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import tn.flotte.pass.Entry.Lettre;
import tn.flotte.pass.Locks.Lock;
import tn.flotte.pass.Seed.Contrat;
import tn.flotte.pass.Sessions.Session;

/** Edits the letters to the adverse company, and prints them. */
@Controller
class LettreScreens {

  private static final String TITLE = "EDITION LETTRES";
  private static final int LONGEST = 4000;
  private static final Map<String, String> GENRES = new LinkedHashMap<>();

  static {
    GENRES.put("IDA", "Lettre IDA");
    GENRES.put("HIDA", "Lettre d'ouverture HIDA");
  }

  private final Screens screens;
  private final Records records;
  private final Locks locks;
  private final Clock clock;

  LettreScreens(Screens screens, Records records, Locks locks, Clock clock) {
    this.screens = screens;
    this.records = records;
    this.locks = locks;
    this.clock = clock;
  }

  @GetMapping("/lettre.do")
  ResponseEntity<byte[]> form(
      @RequestAttribute(Gate.SESSION) Session session,
      @RequestParam(defaultValue = "") String num) {
    Screen screen = screens.screen(TITLE);
    if (records.dossier(num).isEmpty()) {
      return screen.error("Dossier inconnu : " + num).reply();
    }
    Optional<Lock> other = locks.take(num, session.compte());
    if (other.isPresent()) {
      return screen.error(other.get().message()).reply();
    }
    return form(screen, num, "", "");
  }

  @PostMapping("/lettre.do")
  ResponseEntity<byte[]> edit(
      @RequestAttribute(Gate.SESSION) Session session,
      @RequestParam(defaultValue = "") String num,
      @RequestParam(defaultValue = "") String cboGenre,
      @RequestParam(defaultValue = "") String txtTexte) {
    Screen screen = screens.screen(TITLE);
    Optional<Lock> other = locks.heldByOther(num, session.compte());
    if (records.dossier(num).isEmpty() || other.isPresent()) {
      return screen.error(other.map(Lock::message).orElse("Dossier inconnu : " + num)).reply();
    }
    String company = declaration(num).map(one -> one.shown(Champ.COMPAGNIE_ADVERSE)).orElse("");
    List<String> errors = new ArrayList<>();
    if (!GENRES.containsKey(cboGenre)) {
      errors.add("GENRE DE LETTRE : zone obligatoire");
    }
    if (company.isEmpty()) {
      errors.add("Aucune compagnie adverse sur la déclaration : édition impossible");
    }
    if (txtTexte.length() > LONGEST) {
      errors.add("TEXTE : " + LONGEST + " caractères au plus");
    }
    if (!errors.isEmpty()) {
      return form(screen.errors(errors), num, cboGenre, txtTexte);
    }
    String text = txtTexte.isBlank() ? standard(cboGenre, num) : txtTexte.strip();
    records.write(
        num, cboGenre, company, GENRES.getOrDefault(cboGenre, ""), text, session.compte());
    locks.release(num, session.compte());
    return form(screen.notice("Lettre éditée"), num, "", "");
  }

  /** The printed letter; {@code no} counts from 1. */
  @GetMapping("/lettrePdf.do")
  ResponseEntity<byte[]> print(
      @RequestParam(defaultValue = "") String num, @RequestParam(defaultValue = "1") int no)
      throws IOException {
    List<Lettre> letters = records.lettresOf(num);
    if (no < 1 || no > letters.size()) {
      return screens.screen(TITLE).error("Lettre inconnue").reply();
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"lettre.pdf\"")
        .body(LettrePdf.of(letters.get(no - 1)));
  }

  private Optional<Preouverture> declaration(String num) {
    return records.dossier(num).flatMap(one -> records.preouverture(one.numeroDeclaration()));
  }

  private String standard(String genre, String num) {
    Optional<Preouverture> one = declaration(num);
    String accident = one.map(each -> each.shown(Champ.DATE_ACCIDENT)).orElse("");
    String insured =
        one.flatMap(each -> records.contrat(each.police())).map(Contrat::assure).orElse("");
    String plates =
        one.map(
                each ->
                    each.shown(Champ.IMMATRICULATION_ASSURE)
                        + " / "
                        + each.shown(Champ.IMMATRICULATION_ADVERSE))
            .orElse("");
    String opening =
        "Messieurs,\n\nNous vous informons de l'ouverture de notre dossier "
            + num
            + " relatif à l'accident du "
            + accident
            + ", mettant en cause les véhicules "
            + plates
            + " (notre assuré : "
            + insured
            + ", votre police : "
            + one.map(each -> each.shown(Champ.POLICE_ADVERSE)).orElse("")
            + ").\n\n";
    return opening
        + (genre.equals("IDA")
            ? "Ce sinistre est géré dans le cadre de la convention d'indemnisation directe des"
                + " assurés (IDA).\n\n"
            : "Ce sinistre est géré hors convention IDA. Nous vous prions d'ouvrir un dossier de"
                + " votre côté et de nous en communiquer la référence.\n\n")
        + "Veuillez agréer, Messieurs, l'expression de nos salutations distinguées.\n\nTunis, le "
        + java.time.LocalDate.now(clock).format(Mask.JOUR);
  }

  private ResponseEntity<byte[]> form(Screen screen, String num, String genre, String texte) {
    return screen
        .form("lettre.do")
        .generatedNames()
        .hidden("num", num)
        .openTable("DOSSIER " + num)
        .row(
            "GENRE DE LETTRE",
            screen.select("cboGenre", GENRES, genre),
            "DESTINATAIRE",
            Html.of(declaration(num).map(one -> one.shown(Champ.COMPAGNIE_ADVERSE)).orElse("")))
        .row("TEXTE (VIDE = TEXTE TYPE)", screen.area("txtTexte", texte, 6))
        .closeTable()
        .buttons(
            screen.button(
                "EDITER",
                "valider('lettre.do','Confirmez-vous l\\'édition de la lettre ?',[['cboGenre','GENRE DE LETTRE']])"),
            screen.button("RETOUR", "aller('dossierAbd.do?num=" + Html.url(num) + "')"))
        .raw("<br>")
        .add(table(num, records.lettresOf(num)))
        .reply();
  }

  /** The letters of a dossier, each with its print. */
  static Html table(String num, List<Lettre> letters) {
    List<List<Html>> lines = new ArrayList<>();
    for (int i = 0; i < letters.size(); i++) {
      Lettre letter = letters.get(i);
      String address = "lettrePdf.do?num=" + Html.url(num) + "&no=" + (i + 1);
      lines.add(
          List.of(
              Html.of(letter.objet()),
              Html.of(letter.destinataire()),
              Html.of(DossierScreens.moment(letter.creeLe())),
              Html.of(letter.compte()),
              new Html().raw("<a target=\"_blank\" href=\"").text(address).raw("\">Imprimer</a>")));
    }
    return Html.table(List.of("LETTRE", "DESTINATAIRE", "EDITEE LE", "PAR", "IMPRESSION"), lines);
  }
}

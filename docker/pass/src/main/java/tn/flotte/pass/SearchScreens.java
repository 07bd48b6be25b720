package tn.flotte.pass;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tn.flotte.pass.Entry.Dossier;
import tn.flotte.pass.Records.Criteria;
import tn.flotte.pass.Seed.Agence;
import tn.flotte.pass.Seed.Contrat;
import tn.flotte.pass.Seed.Expert;

/** Searches for préouvertures and dossiers, and the directory; lists of ten lines a page. */
@Controller
class SearchScreens {

  private static final String NOTHING = "Aucun enregistrement ne correspond aux critères";
  private static final String NO_CRITERION = "Veuillez saisir au moins un critère";

  private final Screens screens;
  private final Records records;

  SearchScreens(Screens screens, Records records) {
    this.screens = screens;
    this.records = records;
  }

  @GetMapping("/recherchePre.do")
  ResponseEntity<byte[]> declarations() {
    return declarationForm(screens.screen("RECHERCHE PREOUVERTURE"), criteria(Map.of())).reply();
  }

  @PostMapping("/recherchePre.do")
  ResponseEntity<byte[]> findDeclarations(
      @RequestParam Map<String, String> form, @RequestParam(defaultValue = "1") int pg) {
    Screen screen = screens.screen("RECHERCHE PREOUVERTURE");
    Criteria criteria = criteria(form);
    declarationForm(screen, criteria);
    if (criteria.empty()) {
      return screen.error(NO_CRITERION).reply();
    }
    Slice<Preouverture> slice = Slice.of(records.search(criteria), pg);
    if (slice.total() == 0) {
      return screen.error(NOTHING).reply();
    }
    List<List<Html>> lines =
        slice.lines().stream()
            .map(
                one ->
                    List.of(
                        Screen.link(
                            one.numeroDeclaration(),
                            "preouverture.do?num=" + Html.url(one.numeroDeclaration())),
                        Html.of(one.shown(Champ.DATE_ACCIDENT)),
                        Html.of(one.police()),
                        Html.of(records.contrat(one.police()).map(Contrat::assure).orElse("")),
                        Html.of(one.shown(Champ.IMMATRICULATION_ASSURE)),
                        Html.of(one.shown(Champ.NATURE)),
                        Html.of(one.agence()),
                        Html.of(status(one))))
            .toList();
    return screen
        .raw("<br>")
        .add(
            Html.table(
                List.of(
                    "N° DECLARATION",
                    "DT ACC.",
                    "POLICE",
                    "ASSURE",
                    "IMMAT.",
                    "NATURE",
                    "AG.",
                    "ETAT"),
                lines))
        .pager(slice)
        .reply();
  }

  private String status(Preouverture one) {
    return PreouvertureScreens.status(one, records.dossiersOf(one.numeroDeclaration()));
  }

  private Screen declarationForm(Screen screen, Criteria criteria) {
    return screen
        .form("recherchePre.do")
        .hidden("pg", "1")
        .openTable("CRITERES DE RECHERCHE")
        .row(
            "N° DECLARATION",
            screen.input("txtNum", criteria.declaration(), 14, Mask.TEXTE),
            "N° POLICE",
            screen.input("txtPol", criteria.police(), 16, Mask.TEXTE))
        .row(
            "IMMATRICULATION",
            screen.input("txtImm", criteria.plaque(), 12, Mask.PLAQUE),
            "DATE ACCIDENT",
            screen.input("txtDt", criteria.date(), 10, Mask.DATE))
        .row(
            "AGENCE",
            screen.select("cboAge", agences(), criteria.noeud()),
            "NOM ASSURE",
            screen.input("txtNom", criteria.nom(), 30, Mask.TEXTE))
        .closeTable()
        .buttons(
            screen.button("RECHERCHER", "rechercher('recherchePre.do')"),
            screen.button("EFFACER", "aller('recherchePre.do')"));
  }

  @GetMapping("/rechercheDos.do")
  ResponseEntity<byte[]> dossiers() {
    return dossierForm(screens.screen("RECHERCHE DOSSIER SINISTRE"), criteria(Map.of())).reply();
  }

  @PostMapping("/rechercheDos.do")
  ResponseEntity<byte[]> findDossiers(
      @RequestParam Map<String, String> form, @RequestParam(defaultValue = "1") int pg) {
    Screen screen = screens.screen("RECHERCHE DOSSIER SINISTRE");
    Criteria criteria = criteria(form);
    dossierForm(screen, criteria);
    if (criteria.empty()) {
      return screen.error(NO_CRITERION).reply();
    }
    Slice<Dossier> slice = Slice.of(records.searchDossiers(criteria), pg);
    if (slice.total() == 0) {
      return screen.error(NOTHING).reply();
    }
    List<List<Html>> lines = slice.lines().stream().map(this::line).toList();
    return screen
        .raw("<br>")
        .add(
            Html.table(
                List.of(
                    "N° DOSSIER",
                    "N° DECLARATION",
                    "ASSURE",
                    "NATURE",
                    "MODE",
                    "NOEUD",
                    "OUVERT LE",
                    "PAR"),
                lines))
        .pager(slice)
        .reply();
  }

  private List<Html> line(Dossier one) {
    String assure =
        records
            .preouverture(one.numeroDeclaration())
            .flatMap(declaration -> records.contrat(declaration.police()))
            .map(Contrat::assure)
            .orElse("");
    return List.of(
        Screen.link(one.numeroDossier(), "dossier.do?num=" + Html.url(one.numeroDossier())),
        Html.of(one.numeroDeclaration()),
        Html.of(assure),
        Html.of(one.nature()),
        Html.of(one.mode()),
        Html.of(one.noeud()),
        Html.of(DossierScreens.moment(one.creeLe())),
        Html.of(one.compte()));
  }

  private Screen dossierForm(Screen screen, Criteria criteria) {
    Map<String, String> nodes = new LinkedHashMap<>(agences());
    nodes.put(Records.CDL_AUTO, "CDL_AUTO - SIEGE");
    return screen
        .form("rechercheDos.do")
        .hidden("pg", "1")
        .openTable("CRITERES DE RECHERCHE")
        .row(
            "N° DOSSIER",
            screen.input("txtDos", criteria.dossier(), 14, Mask.TEXTE),
            "N° DECLARATION",
            screen.input("txtNum", criteria.declaration(), 14, Mask.TEXTE))
        .row(
            "N° POLICE",
            screen.input("txtPol", criteria.police(), 16, Mask.TEXTE),
            "IMMATRICULATION",
            screen.input("txtImm", criteria.plaque(), 12, Mask.PLAQUE))
        .row(
            "DATE ACCIDENT",
            screen.input("txtDt", criteria.date(), 10, Mask.DATE),
            "NOEUD",
            screen.select("cboAge", nodes, criteria.noeud()))
        .row("NOM ASSURE", screen.input("txtNom", criteria.nom(), 30, Mask.TEXTE))
        .closeTable()
        .buttons(
            screen.button("RECHERCHER", "rechercher('rechercheDos.do')"),
            screen.button("EFFACER", "aller('rechercheDos.do')"));
  }

  private Map<String, String> agences() {
    Map<String, String> choices = new LinkedHashMap<>();
    records
        .agences()
        .forEach(agence -> choices.put(agence.code(), agence.code() + " - " + agence.nom()));
    return choices;
  }

  private static Criteria criteria(Map<String, String> form) {
    return new Criteria(
        of(form, "txtNum"),
        of(form, "txtDos"),
        of(form, "txtPol"),
        of(form, "txtImm"),
        of(form, "txtDt"),
        of(form, "cboAge"),
        of(form, "txtNom"));
  }

  private static String of(Map<String, String> form, String name) {
    return form.getOrDefault(name, "").strip();
  }

  @GetMapping("/annuaireAge.do")
  ResponseEntity<byte[]> agencyDirectory() {
    return agencies("", "", 1);
  }

  @PostMapping("/annuaireAge.do")
  ResponseEntity<byte[]> findAgencies(
      @RequestParam(defaultValue = "") String txtCode,
      @RequestParam(defaultValue = "") String txtNom,
      @RequestParam(defaultValue = "1") int pg) {
    return agencies(txtCode.strip(), txtNom.strip(), pg);
  }

  private ResponseEntity<byte[]> agencies(String code, String nom, int page) {
    Screen screen = directory(screens.screen("ANNUAIRE DES AGENCES"), "annuaireAge.do", code, nom);
    List<Agence> found =
        records.agences().stream()
            .filter(agence -> named(code, nom, agence.code(), agence.nom(), agence.email()))
            .toList();
    if (found.isEmpty()) {
      return screen.error(NOTHING).reply();
    }
    Slice<Agence> slice = Slice.of(found, page);
    List<List<Html>> lines =
        slice.lines().stream()
            .map(
                agence ->
                    List.of(Html.of(agence.code()), Html.of(agence.nom()), Html.of(agence.email())))
            .toList();
    return screen
        .add(Html.table(List.of("CODE", "AGENCE", "ADRESSE ELECTRONIQUE"), lines))
        .pager(slice)
        .reply();
  }

  @GetMapping("/annuaireExp.do")
  ResponseEntity<byte[]> expertDirectory() {
    return experts("", "", 1);
  }

  @PostMapping("/annuaireExp.do")
  ResponseEntity<byte[]> findExperts(
      @RequestParam(defaultValue = "") String txtCode,
      @RequestParam(defaultValue = "") String txtNom,
      @RequestParam(defaultValue = "1") int pg) {
    return experts(txtCode.strip(), txtNom.strip(), pg);
  }

  private ResponseEntity<byte[]> experts(String code, String nom, int page) {
    Screen screen = directory(screens.screen("ANNUAIRE DES EXPERTS"), "annuaireExp.do", code, nom);
    List<Expert> found =
        records.experts().stream()
            .filter(expert -> named(code, nom, expert.code(), expert.nom(), expert.email()))
            .toList();
    if (found.isEmpty()) {
      return screen.error(NOTHING).reply();
    }
    Slice<Expert> slice = Slice.of(found, page);
    List<List<Html>> lines =
        slice.lines().stream()
            .map(
                expert ->
                    List.of(
                        Html.of(expert.code()),
                        Html.of(expert.nom()),
                        Html.of(expert.email()),
                        Html.of(String.join(", ", expert.agences()))))
            .toList();
    return screen
        .add(Html.table(List.of("CODE", "EXPERT", "ADRESSE ELECTRONIQUE", "AGENCES"), lines))
        .pager(slice)
        .reply();
  }

  private static boolean named(String code, String wanted, String ofOne, String nom, String email) {
    return (code.isEmpty() || ofOne.equalsIgnoreCase(code))
        && (wanted.isEmpty()
            || Records.folded(nom).contains(Records.folded(wanted))
            || email.equalsIgnoreCase(wanted));
  }

  private static Screen directory(Screen screen, String address, String code, String nom) {
    return screen
        .form(address)
        .hidden("pg", "1")
        .openTable("CRITERES DE RECHERCHE")
        .row(
            "CODE",
            screen.input("txtCode", code, 8, Mask.TEXTE),
            "NOM OU ADRESSE",
            screen.input("txtNom", nom, 60, Mask.TEXTE))
        .closeTable()
        .buttons(screen.button("RECHERCHER", "valider('" + address + "','',[])"));
  }

  /** The window in which an expert is picked for a mission. */
  @GetMapping("/choixExpert.do")
  ResponseEntity<byte[]> chooseExpert(@RequestParam(defaultValue = "1") int pg) {
    Screen screen = screens.screen("CHOIX EXPERT");
    Slice<Expert> slice = Slice.of(records.experts(), pg);
    List<List<Html>> lines =
        slice.lines().stream()
            .map(
                expert ->
                    List.of(
                        new Html()
                            .raw("<a href=\"#\" onclick=\"")
                            .text("return choisir('" + Html.url(expert.code()) + "')")
                            .raw("\">")
                            .text(expert.code())
                            .raw("</a>"),
                        Html.of(expert.nom()),
                        Html.of(String.join(", ", expert.agences()))))
            .toList();
    return screen
        .form("choixExpert.do")
        .hidden("pg", "1")
        .add(Html.table(List.of("CODE", "EXPERT", "AGENCES"), lines))
        .pager(slice)
        .buttons(screen.button("FERMER", "window.close()"))
        .reply();
  }

  @PostMapping("/choixExpert.do")
  ResponseEntity<byte[]> turnExperts(@RequestParam(defaultValue = "1") int pg) {
    return chooseExpert(pg);
  }
}

package tn.flotte.pass;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import tn.flotte.pass.Entry.Dossier;
import tn.flotte.pass.Locks.Lock;
import tn.flotte.pass.Mask.MaskException;
import tn.flotte.pass.Seed.Contrat;
import tn.flotte.pass.Sessions.Session;

/**
 * Opens a dossier from a validated préouverture. As in the real system, nothing keeps a declaration
 * from being opened again: whoever doesn't look first makes a second dossier.
 */
@Controller
class OuvertureScreens {

  private static final String TITLE = "OUVERTURE DOSSIER SINISTRE";

  private final Screens screens;
  private final Records records;
  private final Locks locks;
  private final Faults faults;

  OuvertureScreens(Screens screens, Records records, Locks locks, Faults faults) {
    this.screens = screens;
    this.records = records;
    this.locks = locks;
    this.faults = faults;
  }

  @GetMapping("/ouverture.do")
  ResponseEntity<byte[]> form(
      @RequestAttribute(Gate.SESSION) Session session,
      @RequestParam(defaultValue = "") String num) {
    Screen screen = screens.screen(TITLE);
    Optional<Preouverture> found = records.preouverture(num);
    if (found.isEmpty()) {
      return screen.error("Déclaration inconnue : " + num).reply();
    }
    if (!found.get().validee()) {
      return screen.error("Préouverture " + num + " non validée : ouverture impossible").reply();
    }
    Optional<Lock> other = locks.take(num, session.compte());
    if (other.isPresent()) {
      return screen.error(other.get().message()).reply();
    }
    return form(screen, found.get(), found.get().shown(Champ.NATURE), "", "", false);
  }

  @PostMapping("/ouverture.do")
  ResponseEntity<byte[]> open(
      @RequestAttribute(Gate.SESSION) Session session,
      @RequestParam(defaultValue = "") String num,
      @RequestParam(defaultValue = "") String cboNat,
      @RequestParam(defaultValue = "") String cboNoeud,
      @RequestParam(defaultValue = "") String lstSite,
      @RequestParam(defaultValue = "") String txtRes,
      @RequestParam(defaultValue = "") String chkGA) {
    Screen screen = screens.screen(TITLE);
    Optional<Preouverture> found = records.preouverture(num);
    if (found.isEmpty()) {
      return screen.error("Déclaration inconnue : " + num).reply();
    }
    Preouverture one = found.get();
    Optional<Lock> other = locks.heldByOther(num, session.compte());
    if (other.isPresent()) {
      return screen.error(other.get().message()).reply();
    }
    String noeud = faults.controlMoved() ? lstSite : cboNoeud;
    boolean gestionGa = chkGA.equals("O");
    List<String> errors = new ArrayList<>();
    if (!one.validee()) {
      errors.add("Préouverture non validée : ouverture impossible");
    }
    if (!Champ.NATURES.contains(cboNat)) {
      errors.add("NATURE SINISTRE : zone obligatoire");
    }
    if (!records.noeuds().contains(noeud)) {
      errors.add(
          (faults.controlMoved() ? "SITE DE RATTACHEMENT" : "NOEUD") + " : zone obligatoire");
    }
    if (gestionGa
        && !records
            .contrat(one.police())
            .map(Contrat::garanties)
            .orElse(List.of())
            .contains("GA")) {
      errors.add("GESTION GA : option non souscrite au contrat");
    }
    Optional<BigDecimal> reserve = reserve(txtRes, errors);
    if (!errors.isEmpty() || reserve.isEmpty()) {
      return form(screen.errors(errors), one, cboNat, noeud, txtRes, gestionGa);
    }
    Dossier dossier = records.open(num, noeud, cboNat, reserve.get(), gestionGa, session.compte());
    locks.release(num, session.compte());
    String key = Html.url(dossier.numeroDossier());
    return screen
        .raw(
            "<br><br><table border=\"1\" cellpadding=\"10\" bgcolor=\"#FFFFFF\"><tr><td><font size=\"2\">")
        .text("Le dossier sinistre N° ")
        .raw("<b>")
        .text(dossier.numeroDossier())
        .raw("</b>")
        .text(" a été ouvert (déclaration " + num + ", noeud " + dossier.noeud() + ")")
        .raw("</font></td></tr></table>")
        .buttons(
            screen.button("CONSULTER LE DOSSIER", "aller('dossier.do?num=" + key + "')"),
            screen.button("MISSION D'EXPERTISE", "aller('mission.do?num=" + key + "')"))
        .reply();
  }

  private static Optional<BigDecimal> reserve(String typed, List<String> errors) {
    if (typed.isBlank()) {
      errors.add("RESERVE (DT) : zone obligatoire");
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(Mask.MONTANT.canonical(typed).toString()));
    } catch (MaskException e) {
      errors.add("RESERVE (DT) : " + e.getMessage());
      return Optional.empty();
    }
  }

  private ResponseEntity<byte[]> form(
      Screen screen,
      Preouverture one,
      String nature,
      String noeud,
      String reserve,
      boolean gestionGa) {
    String num = one.numeroDeclaration();
    Map<String, String> natures = new LinkedHashMap<>();
    Champ.NATURES.forEach(each -> natures.put(each, each));
    Map<String, String> nodes = new LinkedHashMap<>();
    records.agences().forEach(each -> nodes.put(each.code(), each.code() + " - " + each.nom()));
    nodes.put(Records.CDL_AUTO, "CDL_AUTO - SIEGE");
    screen
        .form("ouverture.do")
        .generatedNames()
        .hidden("num", num)
        .openTable("DECLARATION")
        .row(
            "N° DECLARATION",
            Html.of(num),
            "ASSURE",
            Html.of(records.contrat(one.police()).map(Contrat::assure).orElse("")))
        .row(
            "MODE GESTION",
            Html.of(one.shown(Champ.MODE)),
            "ESTIMATION (DT)",
            Html.of(one.shown(Champ.ESTIMATION)))
        .closeTable()
        .openTable("OUVERTURE")
        .row("NATURE SINISTRE", screen.select("cboNat", natures, nature));
    if (!faults.controlMoved()) {
      screen.row("NOEUD", screen.select("cboNoeud", nodes, noeud));
    }
    screen
        .row("RESERVE (DT)", screen.input("txtRes", reserve, 14, Mask.MONTANT))
        .row("GESTION GA", screen.check("chkGA", "O", gestionGa));
    if (faults.controlMoved()) {
      screen.row("SITE DE RATTACHEMENT", screen.select("lstSite", nodes, noeud));
    }
    return screen
        .closeTable()
        .buttons(
            screen.button(
                "OUVRIR",
                "valider('ouverture.do','Confirmez-vous l\\'ouverture du dossier sinistre ?',[['txtRes','RESERVE']])"),
            screen.button("ABANDONNER", "aller('preouvertureAbd.do?num=" + Html.url(num) + "')"))
        .reply();
  }
}

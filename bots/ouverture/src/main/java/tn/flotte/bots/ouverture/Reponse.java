package tn.flotte.bots.ouverture;

import static tn.flotte.connectors.mail.Phrases.inerte;
import static tn.flotte.connectors.mail.Phrases.ligne;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Question;
import tn.flotte.connectors.mail.Message;
import tn.flotte.connectors.mail.MiseEnPage;
import tn.flotte.connectors.mail.Phrases;
import tn.flotte.connectors.pass.Correction;
import tn.flotte.connectors.pass.GenreLettre;
import tn.flotte.connectors.pass.Preouverture;

/**
 * Writes what the cell writes (annex A steps 7 and 13): to the intermediary, and to the cell itself
 * when a mail is put in quarantine; and names papers for whoever reads the list. Values that come
 * from strangers are cut to a line, stripped of control and direction characters, and shown inert.
 */
final class Reponse {
  /** Names of files that a mail lists at most. */
  private static final int FICHIERS = 10;

  private static final Pattern PLUSIEURS = Pattern.compile("(.+)#([0-9]{1,4})");

  private static final Phrases PHRASES =
      new Phrases(
          ResourceBundle.getBundle(
              "tn.flotte.bots.ouverture.reponses",
              Locale.FRENCH,
              ResourceBundle.Control.getNoFallbackControl(
                  ResourceBundle.Control.FORMAT_PROPERTIES)));

  private final @Nullable URI tableauDeBord;

  /** What a type of piece is called within a sentence. */
  static String court(String type) {
    return PHRASES.text("court." + type);
  }

  /** {@code tableauDeBord}: where the cell opens the dashboard; null for mails without links. */
  Reponse(@Nullable URI tableauDeBord) {
    this.tableauDeBord = tableauDeBord;
  }

  /**
   * The dossier is open: its number, node, mission, letter, what was corrected, and what the nature
   * asks for besides.
   *
   * @param doute whether further documents are asked for
   */
  Message dossierOuvert(
      Preouverture preouverture,
      String dossier,
      String noeud,
      OrdreDeMission.Resultat mission,
      @Nullable GenreLettre lettre,
      Regles.Nature nature,
      boolean doute,
      List<Correction> corrections) {
    Map<String, String> values =
        Map.of("declaration", preouverture.numero().valeur(), "dossier", dossier);
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(text("libelle.dossier"), dossier);
    lines.put(text("libelle.declaration"), preouverture.numero().valeur());
    lines.put(
        text("libelle.vehicule"),
        inerte(apres(preouverture.immatriculationAssure(), "immatriculation_assure", corrections)));
    lines.put(text("libelle.accident"), date(preouverture, corrections));
    lines.put(text("libelle.noeud"), noeud);
    lines.put(
        text("libelle.mission"),
        switch (mission) {
          case OrdreDeMission.Resultat.AEnregistrer m ->
              text("ouvert.mission", Map.of("om", m.numeroOm(), "expert", m.expertNom()));
          case OrdreDeMission.Resultat.ALaCellule _ -> text("ouvert.mission.cellule");
        });
    if (lettre != null) {
      String company = apres(preouverture.compagnieAdverse(), "compagnie_adverse", corrections);
      lines.put(
          text("libelle.lettre"),
          text("ouvert.lettre." + lettre, Map.of("compagnie", inerte(company))));
    }
    if (preouverture.gestionGa()) {
      lines.put(text("libelle.gestion"), text("ouvert.ga"));
    }
    MiseEnPage page = debut().paragraphe(text("ouvert.intro", values)).tableau(lines);
    if (!corrections.isEmpty()) {
      page.paragraphe(text("ouvert.corrections"))
          .liste(corrections.stream().map(this::correction).toList());
    }
    if (doute) {
      page.paragraphe(text("ouvert.doute")).liste(inertes(nature.doute().documents()));
    }
    if (!nature.depot().documents().isEmpty()) {
      page.paragraphe(text("ouvert.depot", Map.of("cas", inerte(nature.depot().cas()))))
          .liste(inertes(nature.depot().documents()));
      if (nature.depot().exemple()) {
        page.paragraphe(text("ouvert.depot.exemple"));
      }
    }
    page.paragraphe(text("ouvert.originaux")).paragraphe(text("ouvert.reference", values));
    return fin(page).message(text("ouvert.sujet", values));
  }

  /**
   * To Générale Assistance: asks it to take a claim, or orders it to.
   *
   * @param demande whether it is asked, because another party bears the damage (IDA, HIDA)
   */
  Message priseEnCharge(
      Preouverture preouverture,
      String dossier,
      OrdreDeMission.Resultat mission,
      boolean demande,
      List<Correction> corrections) {
    Map<String, String> values =
        Map.of("declaration", preouverture.numero().valeur(), "dossier", dossier);
    String key = demande ? "ga.demande" : "ga.ordre";
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(text("libelle.dossier"), dossier);
    lines.put(text("libelle.declaration"), preouverture.numero().valeur());
    lines.put(text("libelle.police"), apres(preouverture.police(), "police", corrections));
    lines.put(
        text("libelle.assure"),
        (preouverture.assureNom() + " " + preouverture.assurePrenom()).strip());
    lines.put(
        text("libelle.vehicule"),
        apres(preouverture.immatriculationAssure(), "immatriculation_assure", corrections));
    lines.put(text("libelle.accident"), date(preouverture, corrections));
    lines.put(text("libelle.lieu"), preouverture.lieu());
    lines.put(
        text("libelle.sinistre"),
        text("ga.sinistre", Map.of("nature", preouverture.nature(), "mode", preouverture.mode())));
    if (demande) {
      lines.put(
          text("libelle.adverse"),
          Stream.of(
                  apres(
                      preouverture.immatriculationAdverse(),
                      "immatriculation_adverse",
                      corrections),
                  apres(preouverture.compagnieAdverse(), "compagnie_adverse", corrections),
                  apres(preouverture.policeAdverse(), "police_adverse", corrections))
              .filter(v -> !v.isBlank())
              .collect(Collectors.joining(", ")));
    }
    if (mission instanceof OrdreDeMission.Resultat.AEnregistrer m) {
      lines.put(
          text("libelle.mission"),
          text("ouvert.mission", Map.of("om", m.numeroOm(), "expert", m.expertNom())));
    }
    lines.values().removeIf(String::isBlank);
    lines.replaceAll((_, value) -> inerte(value));
    return fin(debut()
            .paragraphe(text(key + ".intro", values))
            .tableau(lines)
            .paragraphe(text("ga.suite", values))
            .paragraphe(text("ouvert.reference", values)))
        .message(text(key + ".sujet", values));
  }

  /** Something is missing or illegible: each piece, why, and what to do. */
  Message regularisation(
      Preouverture preouverture,
      Controle.Resultat.Incomplet incomplet,
      Regles.Nature nature,
      List<Piece> pieces) {
    return fin(pieces(preouverture, incomplet, nature, pieces))
        .message(
            text("regularisation.sujet", Map.of("declaration", preouverture.numero().valeur())));
  }

  /** The same as a draft for the cell. */
  Message demande(
      Preouverture preouverture,
      Controle.Resultat.Incomplet incomplet,
      Regles.Nature nature,
      List<Piece> pieces) {
    return signee(pieces(preouverture, incomplet, nature, pieces))
        .message(
            text("regularisation.sujet", Map.of("declaration", preouverture.numero().valeur())));
  }

  /** What was asked for has not come. */
  Message relance(Rappel rappel) {
    Map<String, String> values =
        Map.of("declaration", rappel.declaration(), "jour", Texte.jour(rappel.demandeLe()));
    MiseEnPage quoi =
        rappel.pieces().isEmpty()
            ? debut().paragraphe(text("relance.lettre", values))
            : debut()
                .paragraphe(text("relance.intro", values))
                .liste(rappel.pieces())
                .paragraphe(text("regularisation.faire"));
    return fin(quoi.paragraphe(text("regularisation.reference", values))
            .paragraphe(text("relance.croise")))
        .message(
            text(rappel.pieces().isEmpty() ? "relance.sujet.lettre" : "relance.sujet", values));
  }

  /** What is asked for, a line each, as the sender is told. */
  List<String> attendues(
      Controle.Resultat.Incomplet incomplet, Regles.Nature nature, List<Piece> pieces) {
    List<String> wanted = new ArrayList<>();
    incomplet
        .manquantes()
        .forEach(
            t ->
                wanted.add(
                    text("regularisation.manquante", Map.of("piece", alternatives(t, nature)))));
    incomplet.illisibles().forEach((t, why) -> wanted.add(illisible(alternatives(t, nature), why)));
    incomplet
        .incompletes()
        .forEach((t, why) -> wanted.add(incomplete(alternatives(t, nature), why)));
    Set<String> named =
        incomplet.illisibles().values().stream()
            .map(Controle.Illisible::fichier)
            .collect(Collectors.toSet());
    pieces.stream()
        .filter(p -> !p.lisible() && p.inconnue() && named.add(p.fichier()))
        .limit(FICHIERS)
        .forEach(p -> wanted.add(illisible(text("piece.autre"), Controle.illisible(p))));
    return wanted;
  }

  private MiseEnPage pieces(
      Preouverture preouverture,
      Controle.Resultat.Incomplet incomplet,
      Regles.Nature nature,
      List<Piece> pieces) {
    Map<String, String> values =
        Map.of(
            "declaration",
            preouverture.numero().valeur(),
            "immatriculation",
            inerte(preouverture.immatriculationAssure()),
            "date",
            Texte.jour(preouverture.dateAccident()));
    MiseEnPage page =
        debut()
            .paragraphe(text("regularisation.intro", values))
            .liste(attendues(incomplet, nature, pieces));
    String received =
        pieces.stream()
            .filter(Piece::lisible)
            .map(Piece::type)
            .filter(t -> PHRASES.contient("piece." + t) && !t.equals("autre"))
            .filter(t -> !incomplet.incompletes().containsKey(t))
            .distinct()
            .map(t -> minuscule(piece(t)))
            .collect(Collectors.joining(", "));
    if (!received.isEmpty()) {
      page.paragraphe(text("regularisation.recues", Map.of("pieces", received)));
    }
    return page.paragraphe(text("regularisation.faire"))
        .paragraphe(text("regularisation.reference", values));
  }

  /** The same papers again; {@code issue} is what became of the first mail. */
  Message doublon(String declaration, @Nullable String dossier, String issue) {
    if (dossier != null) {
      return rappel("doublon.ouvert", declaration, dossier);
    }
    String key = issue.equals(Issue.REGULARISATION) ? "doublon.attente" : "doublon.examen";
    Map<String, String> values = Map.of("declaration", declaration, "reference", declaration);
    return fin(debut().paragraphe(text(key, values)).paragraphe(text("doublon.reference", values)))
        .message(text("doublon.sujet", values));
  }

  /** Somebody else opened the dossier before the mail came. */
  Message dejaOuvert(String declaration, String dossier) {
    return rappel("doublon.ailleurs", declaration, dossier);
  }

  /** A draft for the cell: something is missing that only the sender has. */
  Message demande(@Nullable Preouverture preouverture) {
    String sujet =
        preouverture == null
            ? text("demande.sujet")
            : text(
                "demande.sujet.declaration", Map.of("declaration", preouverture.numero().valeur()));
    String intro =
        preouverture == null
            ? text("demande.intro")
            : text(
                "demande.intro.declaration", Map.of("declaration", preouverture.numero().valeur()));
    MiseEnPage page = debut().paragraphe(intro);
    page.paragraphe(preouverture == null ? text("demande.numero") : text("demande.a-completer"))
        .paragraphe(text("regularisation.faire"));
    return signee(page).message(sujet);
  }

  /** The cell does nothing with the mail, and says why. */
  Message refus(@Nullable Preouverture preouverture, String motif) {
    Map<String, String> values =
        preouverture == null ? Map.of() : Map.of("declaration", preouverture.numero().valeur());
    String suffix = preouverture == null ? "" : ".declaration";
    return signee(
            debut()
                .paragraphe(text("refus.intro" + suffix, values))
                .paragraphe(ligne(motif))
                .paragraphe(text("refus.suite")))
        .message(text("refus.sujet" + suffix, values));
  }

  /** What the cell has written itself: its words as they are, in both forms. */
  Message lettre(Question.Lettre lettre) {
    MiseEnPage page = new MiseEnPage();
    for (String paragraph : lettre.texte().replace("\r", "").split("\n{2,}", -1)) {
      if (!paragraph.isBlank()) {
        page.paragraphe(paragraph.strip());
      }
    }
    return page.message(inerte(lettre.sujet()));
  }

  /** To the cell: what was put out of its way, and why. */
  Message quarantaine(Courrier courrier, String motif, long item) {
    Map<String, String> values = Map.of("item", Long.toString(item));
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(
        text("quarantaine.expediteur"),
        courrier.expediteur().isEmpty()
            ? "—"
            : text(
                "quarantaine.expediteur.annonce",
                Map.of("adresse", inerte(courrier.expediteur()))));
    lines.put(
        text("quarantaine.objet"), courrier.sujet().isBlank() ? "—" : inerte(courrier.sujet()));
    lines.put(text("quarantaine.motif"), inerte(motif));
    if (!courrier.jointes().isEmpty()) {
      lines.put(
          text("quarantaine.fichiers"),
          courrier.jointes().stream()
              .limit(FICHIERS)
              .map(j -> inerte(j.nom()))
              .collect(Collectors.joining(", ")));
    }
    lines.put(text("quarantaine.tableau-de-bord"), text("quarantaine.element", values));
    MiseEnPage page =
        debut()
            .paragraphe(text("quarantaine.intro"))
            .tableau(lines)
            .paragraphe(text("quarantaine.prudence"))
            .paragraphe(text(danger("quarantaine.faire", courrier)))
            .paragraphe(text("quarantaine.suite", values));
    if (tableauDeBord != null) {
      String root = tableauDeBord.toString().replaceAll("/+$", "");
      page.lien(text("quarantaine.ouvrir", values), URI.create(root + "/elements/" + item));
    }
    return page.paragraphe(text("cordialement") + "\n" + text("quarantaine.signature"))
        .paragraphe(text("quarantaine.automatique"))
        .message(text(danger("quarantaine.sujet", courrier), values));
  }

  /** What a piece is called in French. */
  String piece(String type) {
    return PHRASES.contient("piece." + type) ? text("piece." + type) : text("piece.autre");
  }

  /** All papers of which one is enough here, the one that is spoken of first. */
  private String alternatives(String type, Regles.Nature nature) {
    return piece(type)
        + nature.pieces().stream()
            .filter(oneOf -> oneOf.contains(type))
            .flatMap(List::stream)
            .filter(t -> !t.equals(type))
            .map(t -> text("piece.ou", Map.of("piece", minuscule(piece(t)))))
            .collect(Collectors.joining());
  }

  private String illisible(String piece, Controle.Illisible why) {
    Defaut defaut = Defaut.de(why.motif());
    return text(
            "regularisation.illisible",
            Map.of(
                "piece",
                piece,
                "motif",
                inerte(defaut.dit(why.motif())),
                "fichier",
                fichier(why.fichier()),
                "conseil",
                text("conseil." + defaut)))
        .strip();
  }

  private String incomplete(String piece, Controle.Illisible why) {
    return text(
        "regularisation.incomplete",
        Map.of("piece", piece, "motif", inerte(why.motif()), "fichier", fichier(why.fichier())));
  }

  /** A file by its name; {@code scan.pdf#2} is the second paper in it. */
  private String fichier(String fichier) {
    Matcher several = PLUSIEURS.matcher(fichier);
    return several.matches()
        ? text(
            "fichier.piece",
            Map.of("fichier", inerte(several.group(1)), "numero", several.group(2)))
        : text("fichier", Map.of("fichier", inerte(fichier)));
  }

  /** What is missing, in a few words for whoever reads the list. */
  String manque(Controle.Resultat.Incomplet what) {
    List<String> parts = new ArrayList<>();
    what.manquantes().forEach(t -> parts.add(text("manque." + t)));
    what.illisibles()
        .forEach(
            (t, why) ->
                parts.add(
                    text(
                        "manque.illisible",
                        Map.of(
                            "piece",
                            court(t),
                            "motif",
                            inerte(Defaut.de(why.motif()).dit(why.motif()))))));
    what.incompletes()
        .forEach(
            (t, why) ->
                parts.add(
                    text(
                        "manque.incomplet",
                        Map.of("piece", court(t), "motif", inerte(why.motif())))));
    return String.join(", ", parts);
  }

  /** What is left to a person when a mail is in quarantine. */
  String quarantaineAFaire(Courrier courrier) {
    return text(danger("quarantaine.reste", courrier));
  }

  /** The text for a dangerous mail is another than the one for an unknown sender. */
  private static String danger(String key, Courrier courrier) {
    return key + (courrier.menaces().isEmpty() ? ".inconnu" : ".danger");
  }

  private static List<String> inertes(List<String> values) {
    return values.stream().map(Phrases::inerte).toList();
  }

  private static String minuscule(String text) {
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  private Message rappel(String key, String declaration, String dossier) {
    Map<String, String> values =
        Map.of("declaration", declaration, "dossier", dossier, "reference", dossier);
    return fin(debut().paragraphe(text(key, values)).paragraphe(text("doublon.reference", values)))
        .message(text("doublon.sujet.dossier", values));
  }

  private String correction(Correction c) {
    return text(
        "ouvert.correction",
        Map.of(
            "champ",
            libelle(c.champ()),
            "avant",
            valeur(c.champ(), c.avant()),
            "apres",
            valeur(c.champ(), c.apres())));
  }

  private static String libelle(String champ) {
    return java.util.Arrays.stream(ChampPass.values())
        .filter(c -> c.nom().equals(champ))
        .findFirst()
        .map(c -> Character.toUpperCase(c.libelle().charAt(0)) + c.libelle().substring(1))
        .orElse(champ);
  }

  private static String valeur(String champ, String value) {
    return champ.equals(ChampPass.DATE_ACCIDENT.nom())
        ? Texte.jour(java.time.LocalDate.parse(value))
        : inerte(value);
  }

  private static String date(Preouverture preouverture, List<Correction> corrections) {
    return Texte.jour(
        java.time.LocalDate.parse(
            apres(preouverture.dateAccident().toString(), "date_accident", corrections)));
  }

  private static String apres(String value, String champ, List<Correction> corrections) {
    return corrections.stream()
        .filter(c -> c.champ().equals(champ))
        .map(Correction::apres)
        .findFirst()
        .orElse(value);
  }

  private MiseEnPage debut() {
    return new MiseEnPage().paragraphe(text("bonjour"));
  }

  private MiseEnPage fin(MiseEnPage page) {
    return signee(page).paragraphe(text("automatique"));
  }

  private MiseEnPage signee(MiseEnPage page) {
    return page.paragraphe(text("cordialement") + "\n" + text("signature"));
  }

  private String text(String key) {
    return PHRASES.text(key);
  }

  private String text(String key, Map<String, String> values) {
    return PHRASES.text(key, values);
  }
}

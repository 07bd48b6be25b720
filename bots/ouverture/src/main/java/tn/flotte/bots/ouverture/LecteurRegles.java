package tn.flotte.bots.ouverture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Ecriture;
import tn.flotte.bots.api.RuleFault;
import tn.flotte.connectors.pass.GenreLettre;

/** Reads the text of the rules: all of it can be used, or every reason why not is said. */
final class LecteurRegles {
  /** Modes of settlement as PASS spells them. */
  private static final Set<String> MODES = Set.of("IDA", "HIDA", "DOMMAGE");

  /** Boxes of the constat. */
  private static final int CASES = 17;

  private static final String PIECE = "une pièce que le robot reconnaît";
  private static final String CHAMP = "un champ que le robot compare";
  private static final String NATURE = "une des natures";
  private static final String MODE = "un mode de PASS";
  private static final String REMARQUE = "une remarque du robot";

  private static final List<String> FACULTATIVES =
      List.of("remarques-bloquantes", "signes", "delais-lettres");
  private static final List<String> REQUISES =
      List.of(
          "natures",
          "relances",
          "temoins",
          "faits",
          "ga",
          "champs-cles",
          "champs-doute",
          "champs-bloquants",
          "lecture-sure",
          "corrections",
          "concordances-minimales",
          "recherche",
          "noeud",
          "lettres",
          "bareme",
          "conventions",
          "responsabilites",
          "compagnies",
          "notre-compagnie",
          "formats");

  private final List<RuleFault> fautes = new ArrayList<>();

  private LecteurRegles() {}

  /** The rules, or why there are none. */
  record Lecture(@Nullable Regles regles, List<RuleFault> fautes) {
    Lecture {
      fautes = List.copyOf(fautes);
    }
  }

  static Lecture lire(int version, String texte) {
    LecteurRegles lecteur = new LecteurRegles();
    Endroit tout = Endroit.texte(texte, lecteur.fautes);
    Regles regles = tout == null ? null : lecteur.regles(version, tout);
    return lecteur.fautes.isEmpty()
        ? new Lecture(regles, List.of())
        : new Lecture(
            null,
            lecteur.fautes.stream()
                .sorted(
                    Comparator.comparingInt(RuleFault::line).thenComparingInt(RuleFault::column))
                .toList());
  }

  private Regles regles(int version, Endroit tout) {
    Map<String, Endroit> champs = tout.champs(REQUISES, FACULTATIVES);
    Map<String, Regles.Nature> natures = new LinkedHashMap<>();
    Map<String, Endroit> lues = lu(champs, "natures").table();
    lues.forEach((nom, nature) -> natures.put(nom, nature(nature)));
    Set<String> connues = natures.keySet();
    Map<String, Map<String, BigDecimal>> bareme = bareme(lu(champs, "bareme"), connues);
    natures.forEach(
        (nom, nature) -> {
          if (nature.ouvertureAutomatique() && !bareme.containsKey(nom)) {
            lu(lues, nom)
                .faute(
                    "le robot ouvre la nature %s, mais le barème n'a pas de réserve pour elle"
                        .formatted(nom));
          }
        });
    Set<String> compagnies = nonVide(lu(champs, "compagnies"), Endroit::textes);
    return new Regles(
        version,
        natures,
        lu(champs, "temoins").entier("un nombre de témoins", 0, 2),
        faits(lu(champs, "faits"), connues),
        ga(lu(champs, "ga"), connues),
        champsPass(lu(champs, "champs-cles")),
        champsPass(lu(champs, "champs-bloquants")),
        champsPass(lu(champs, "champs-doute")),
        lu(champs, "lecture-sure").confiance(),
        corrections(lu(champs, "corrections")),
        lu(champs, "concordances-minimales").entier("un nombre de concordances", 0, 10),
        recherche(lu(champs, "recherche")),
        noeud(lu(champs, "noeud")),
        lettres(lu(champs, "lettres")),
        delaisLettres(lu(champs, "delais-lettres")),
        bareme,
        conventions(lu(champs, "conventions")),
        responsabilites(lu(champs, "responsabilites")),
        relances(lu(champs, "relances")),
        signes(lu(champs, "signes")),
        lu(champs, "remarques-bloquantes").plusieursParmi(Remarque.CODES, REMARQUE),
        compagnies,
        lu(champs, "notre-compagnie").parmi(compagnies, "une des compagnies"),
        formats(lu(champs, "formats")));
  }

  private static Endroit lu(Map<String, Endroit> champs, String nom) {
    Endroit found = champs.get(nom);
    if (found == null) {
      throw new IllegalStateException("The reader asks for a key that it has not named: " + nom);
    }
    return found;
  }

  private static Regles.Nature nature(Endroit endroit) {
    Map<String, Endroit> champs =
        endroit.champs(
            List.of("pieces", "delai-jours", "deux-parties", "ouverture-automatique"),
            List.of("pieces-facultatives", "depot", "doute"));
    List<List<String>> pieces = new ArrayList<>();
    for (Endroit unDe : nonVide(lu(champs, "pieces"), Endroit::liste)) {
      pieces.add(List.copyOf(nonVide(unDe, liste -> liste.plusieursParmi(Piece.EXIGIBLES, PIECE))));
    }
    return new Regles.Nature(
        pieces,
        lu(champs, "pieces-facultatives").plusieursParmi(Piece.EXIGIBLES, PIECE),
        lu(champs, "delai-jours").entier("un nombre de jours", 1, 365),
        lu(champs, "deux-parties").ouiNon(),
        lu(champs, "ouverture-automatique").ouiNon(),
        depot(lu(champs, "depot")),
        doute(lu(champs, "doute")));
  }

  private static Regles.Depot depot(Endroit endroit) {
    if (!endroit.present()) {
      return Regles.Depot.AUCUN;
    }
    Map<String, Endroit> champs = endroit.champs(List.of("cas", "documents"), List.of("exemple"));
    return new Regles.Depot(
        lu(champs, "exemple").ouiNon(),
        lu(champs, "cas").texte(),
        List.copyOf(nonVide(lu(champs, "documents"), Endroit::textes)));
  }

  private static Regles.Doute doute(Endroit endroit) {
    if (!endroit.present()) {
      return Regles.Doute.AUCUN;
    }
    Map<String, Endroit> champs =
        endroit.champs(List.of("remarques", "documents"), List.of("leve-par"));
    Set<String> codes = new HashSet<>(Remarque.CODES);
    codes.remove(Remarque.DOUTE);
    return new Regles.Doute(
        nonVide(lu(champs, "remarques"), liste -> liste.plusieursParmi(codes, REMARQUE)),
        lu(champs, "leve-par").plusieursParmi(Piece.EXIGIBLES, PIECE),
        List.copyOf(nonVide(lu(champs, "documents"), Endroit::textes)));
  }

  private static Regles.Faits faits(Endroit endroit, Set<String> natures) {
    Map<String, Endroit> champs = endroit.champs(List.of("confiance", "natures"), List.of());
    return new Regles.Faits(
        lu(champs, "confiance").confiance(), motsParNature(lu(champs, "natures"), natures));
  }

  private static Regles.Ga ga(Endroit endroit, Set<String> natures) {
    Map<String, Endroit> champs =
        endroit.champs(List.of(), List.of("seulement-si", "mots-exclus", "pieces-exclues"));
    return new Regles.Ga(
        motsParNature(lu(champs, "seulement-si"), natures),
        mots(lu(champs, "mots-exclus")),
        lu(champs, "pieces-exclues").plusieursParmi(Piece.EXIGIBLES, PIECE));
  }

  private static Map<String, Set<String>> motsParNature(Endroit endroit, Set<String> natures) {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    endroit
        .table()
        .forEach(
            (nature, words) -> {
              connue(words, nature, natures, NATURE);
              found.put(nature, mots(words));
            });
    return found;
  }

  private static void connue(Endroit endroit, String key, Set<String> known, String what) {
    if (!known.contains(key)) {
      endroit.fauteDeCle(
          "« %s » n'est pas %s ; il y a : %s"
              .formatted(key, what, known.stream().sorted().collect(Collectors.joining(", "))));
    }
  }

  private static Set<String> mots(Endroit endroit) {
    Set<String> found = new LinkedHashSet<>();
    for (Endroit word : endroit.liste()) {
      String plain = Indices.mots(word.texte());
      if (plain.isBlank()) {
        word.faute("un mot a au moins une lettre ou un chiffre");
      }
      found.add(plain);
    }
    return found;
  }

  private static Set<String> champsPass(Endroit endroit) {
    return endroit.plusieursParmi(ChampPass.NOMS, CHAMP);
  }

  private static List<Regles.Correctible> corrections(Endroit endroit) {
    Set<String> corrigibles =
        Arrays.stream(ChampPass.values())
            .filter(ChampPass::corrigible)
            .map(ChampPass::nom)
            .collect(Collectors.toSet());
    Map<String, Regles.Correctible> found = new LinkedHashMap<>();
    for (Endroit entree : endroit.liste()) {
      Map<String, Endroit> champs = entree.champs(List.of("champ", "concordances"), List.of());
      String champ = lu(champs, "champ").parmi(corrigibles, "un champ que PASS laisse corriger");
      Regles.Correctible one =
          new Regles.Correctible(
              champ,
              lu(champs, "concordances")
                  .entier("un nombre de concordances", 1, ChampPass.NOMS.size()));
      if (found.put(champ, one) != null) {
        entree.faute("« %s » est écrit deux fois".formatted(champ));
      }
    }
    return List.copyOf(found.values());
  }

  private static Regles.Recherche recherche(Endroit endroit) {
    Map<String, Endroit> champs =
        endroit.champs(List.of("minimum", "ecart", "concorde", "probable", "contredit"), List.of());
    return new Regles.Recherche(
        points(champs, "minimum", 1, 100),
        points(champs, "ecart", 1, 100),
        points(champs, "concorde", 1, 100),
        points(champs, "probable", 1, 100),
        points(champs, "contredit", -100, -1));
  }

  private static int points(Map<String, Endroit> champs, String nom, int least, int most) {
    return lu(champs, nom).entier("un nombre de points", least, most);
  }

  private static Regles.Orientation noeud(Endroit endroit) {
    Map<String, Endroit> champs =
        endroit.champs(List.of("siege", "plafond"), List.of("modes-sans-plafond"));
    return new Regles.Orientation(
        lu(champs, "siege").texte(),
        lu(champs, "plafond").montant(),
        lu(champs, "modes-sans-plafond").plusieursParmi(MODES, MODE));
  }

  private static Map<String, GenreLettre> lettres(Endroit endroit) {
    Set<String> genres =
        Arrays.stream(GenreLettre.values()).map(Enum::name).collect(Collectors.toSet());
    Map<String, GenreLettre> found = new LinkedHashMap<>();
    endroit
        .table()
        .forEach(
            (mode, genre) -> {
              connue(genre, mode, MODES, MODE);
              String name = genre.parmi(genres, "une lettre de PASS");
              if (genres.contains(name)) {
                found.put(mode, GenreLettre.valueOf(name));
              }
            });
    return found;
  }

  private static Regles.DelaisLettres delaisLettres(Endroit endroit) {
    if (!endroit.present()) {
      return Regles.DelaisLettres.USUELS;
    }
    Map<String, Endroit> champs = endroit.champs(List.of("remise", "suites"), List.of());
    Map<String, Endroit> suites =
        lu(champs, "suites")
            .champs(Arrays.stream(GenreLettre.values()).map(Enum::name).toList(), List.of());
    Map<GenreLettre, Integer> jours = new EnumMap<>(GenreLettre.class);
    for (GenreLettre genre : GenreLettre.values()) {
      jours.put(genre, lu(suites, genre.name()).entier("un nombre de jours", 1, 365));
    }
    return new Regles.DelaisLettres(
        lu(champs, "remise").entier("un nombre de jours", 1, 60), jours);
  }

  private static Map<String, Map<String, BigDecimal>> bareme(Endroit endroit, Set<String> natures) {
    Map<String, Map<String, BigDecimal>> found = new LinkedHashMap<>();
    endroit
        .table()
        .forEach(
            (nature, modes) -> {
              connue(modes, nature, natures, NATURE);
              Map<String, BigDecimal> reserves = new LinkedHashMap<>();
              modes
                  .table()
                  .forEach(
                      (mode, reserve) -> {
                        connue(reserve, mode, MODES, MODE);
                        reserves.put(mode, reserve.montant());
                      });
              found.put(nature, Map.copyOf(reserves));
            });
    return found;
  }

  private static Map<String, Regles.Convention> conventions(Endroit endroit) {
    Map<String, Regles.Convention> found = new LinkedHashMap<>();
    endroit
        .table()
        .forEach(
            (mode, convention) -> {
              connue(convention, mode, MODES, MODE);
              Map<String, Endroit> champs =
                  convention.champs(List.of(), List.of("plafond", "compagnie-membre", "preuves"));
              Endroit plafond = lu(champs, "plafond");
              found.put(
                  mode,
                  new Regles.Convention(
                      plafond.present() ? plafond.montant() : null,
                      lu(champs, "compagnie-membre").ouiNon(),
                      lu(champs, "preuves")
                          .plusieursParmi(
                              Set.of(Piece.CONSTAT, Piece.DECLARATION_HONNEUR),
                              "une preuve que le robot sait vérifier")));
            });
    return found;
  }

  private static List<Regles.Cas> responsabilites(Endroit endroit) {
    List<Regles.Cas> found = new ArrayList<>();
    for (Endroit entree : endroit.liste()) {
      Map<String, Endroit> champs =
          entree.champs(List.of("cas", "libelle", "cochees", "autre", "part"), List.of());
      Set<Integer> cochees = cases(lu(champs, "cochees"));
      Set<Integer> autre = cases(lu(champs, "autre"));
      Regles.Cas cas =
          new Regles.Cas(
              lu(champs, "cas").entier("un numéro de cas", 1, 99),
              lu(champs, "libelle").texte(),
              cochees,
              autre,
              lu(champs, "part").entier("une part en pour cent", 0, 100));
      if (cochees.equals(autre) && cas.part() != 50) {
        entree.faute("des deux côtés les mêmes cases : la part ne peut être que 50");
      }
      found.stream()
          .filter(autreCas -> autreCas.part(cochees, autre).isPresent())
          .findFirst()
          .ifPresent(
              autreCas ->
                  entree.faute(
                      "les mêmes cases sont déjà celles du cas %d".formatted(autreCas.numero())));
      found.add(cas);
    }
    return found;
  }

  private static Set<Integer> cases(Endroit endroit) {
    Set<Integer> found = new LinkedHashSet<>();
    for (Endroit box : endroit.liste()) {
      found.add(box.entier("un numéro de case", 1, CASES));
    }
    return found;
  }

  private static Regles.Relances relances(Endroit endroit) {
    Map<String, Endroit> champs = endroit.champs(List.of("delai-jours", "nombre"), List.of());
    return new Regles.Relances(
        lu(champs, "delai-jours").entier("un nombre de jours", 1, 365),
        lu(champs, "nombre").entier("un nombre de relances", 0, 20));
  }

  private static Regles.Signes signes(Endroit endroit) {
    if (!endroit.present()) {
      return Regles.Signes.AUCUN;
    }
    Map<String, Endroit> champs =
        endroit.champs(
            List.of(
                "seuil",
                "points",
                "contrat-recent-jours",
                "historique-jours",
                "distance",
                "sinistres-au-plus"),
            List.of("circonstances-opposees"));
    Map<String, Integer> points = new LinkedHashMap<>();
    lu(champs, "points")
        .table()
        .forEach(
            (code, nombre) -> {
              connue(nombre, code, Signe.CODES, "un signe du robot");
              points.put(code, nombre.entier("un nombre de points", 0, 100));
            });
    List<List<Integer>> opposees = new ArrayList<>();
    for (Endroit paire : lu(champs, "circonstances-opposees").liste()) {
      List<Integer> deux =
          paire.liste().stream().map(c -> c.entier("un numéro de case", 1, CASES)).toList();
      if (deux.size() != 2) {
        paire.faute("deux cases par ligne : celle de A, puis celle de B");
      }
      opposees.add(deux);
    }
    return new Regles.Signes(
        lu(champs, "seuil").entier("un nombre de points", 1, 1000),
        points,
        lu(champs, "contrat-recent-jours").entier("un nombre de jours", 0, 365),
        lu(champs, "historique-jours").entier("un nombre de jours", 1, 3650),
        // Beyond, different papers are alike (ADR 0030).
        lu(champs, "distance").entier("un nombre de bits", 0, 50),
        lu(champs, "sinistres-au-plus").entier("un nombre de sinistres", 1, 20),
        opposees);
  }

  private static Formats formats(Endroit endroit) {
    Map<String, Endroit> champs =
        endroit.champs(List.of("declaration", "om", "immatriculations"), List.of("dossier"));
    Map<String, Endroit> om = lu(champs, "om").champs(List.of("expression", "exemple"), List.of());
    Pattern forme = expression(lu(om, "expression"));
    Endroit exemple = lu(om, "exemple");
    String numero = exemple.texte();
    if (exemple.present() && !forme.matcher(numero).matches()) {
      exemple.faute("l'expression ne reconnaît pas l'exemple « %s »".formatted(numero));
    }
    return new Formats(
        format(lu(champs, "declaration")),
        lu(champs, "dossier").present() ? format(lu(champs, "dossier")) : Formats.DOSSIER_USUEL,
        forme,
        nonVide(lu(champs, "immatriculations"), Endroit::liste).stream()
            .map(LecteurRegles::format)
            .toList());
  }

  private static Formats.Format format(Endroit endroit) {
    Map<String, Endroit> champs =
        endroit.champs(List.of("expression", "ecriture", "exemple"), List.of());
    Pattern expression = expression(lu(champs, "expression"));
    Endroit ecriture = lu(champs, "ecriture");
    Endroit exemple = lu(champs, "exemple");
    String modele = ecriture.texte();
    Formats.Format format =
        new Formats.Format(expression, new Ecriture(expression.pattern(), modele, exemple.texte()));
    int groups = Math.min(9, expression.matcher("").groupCount());
    Set<Integer> named =
        Pattern.compile("\\$([0-9])")
            .matcher(modele)
            .results()
            .map(m -> Integer.parseInt(m.group(1)))
            .collect(Collectors.toSet());
    if (ecriture.present()
        && (named.isEmpty() || named.stream().anyMatch(n -> n == 0 || n > groups))) {
      ecriture.faute(
          "« %s » doit nommer des groupes de l'expression, de $1 à $%d".formatted(modele, groups));
    } else if (exemple.present() && !format.ecrit(format.ecriture().exemple())) {
      exemple.faute(
          "l'expression et l'écriture ne rendent pas l'exemple « %s » tel quel"
              .formatted(format.ecriture().exemple()));
    }
    return format;
  }

  /** A regular expression that a stranger's text can't make slow: no repetition without end. */
  private static Pattern expression(Endroit endroit) {
    String text = endroit.texte();
    try {
      Pattern expression = Pattern.compile(text);
      String bare = text.replaceAll("\\\\.", "").replaceAll("\\[[^\\]]*\\]", "");
      if (Stream.of("*", "+", ",}").anyMatch(bare::contains)) {
        endroit.faute("une répétition sans fin : écrivez {1,9} au lieu de + ou *");
      } else if (endroit.present() && expression.matcher("").find()) {
        endroit.faute("l'expression reconnaît aussi un texte vide");
      }
      return expression;
    } catch (PatternSyntaxException e) {
      endroit.faute(
          "« %s » n'est pas une expression régulière (%s, caractère %d)"
              .formatted(text, e.getDescription(), e.getIndex() + 1));
      return Pattern.compile("");
    }
  }

  private static <C extends java.util.Collection<?>> C nonVide(
      Endroit endroit, java.util.function.Function<Endroit, C> lecture) {
    C found = lecture.apply(endroit);
    if (found.isEmpty() && endroit.estListe()) {
      endroit.faute("la liste ne peut pas être vide");
    }
    return found;
  }
}

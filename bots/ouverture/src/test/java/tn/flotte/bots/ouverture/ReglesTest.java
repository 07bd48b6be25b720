package tn.flotte.bots.ouverture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.RuleBook;
import tn.flotte.bots.api.RuleFault;
import tn.flotte.bots.api.RuleTable;

class ReglesTest {
  private final ReglesOuverture book =
      new ReglesOuverture(new ClassPathResource("tn/flotte/bots/ouverture/regles.yaml"));

  @Test
  void readsTheRulesThatComeWithTheBot() {
    assertThat(Dossiers.REGLES.natures()).containsOnlyKeys("MATERIEL", "VOL", "INCENDIE");
    assertThat(Dossiers.REGLES.natures().get("MATERIEL").ouvertureAutomatique()).isTrue();
    assertThat(Dossiers.REGLES.compagnies())
        .hasSize(16)
        .contains("ZITOUNA TAKAFUL", "AT-TAKAFULIA");
    assertThat(Dossiers.REGLES.formats().immatriculation("123 TU 4567")).isTrue();
    assertThat(Dossiers.REGLES.formats().immatriculation("123tu4567")).isFalse();
  }

  @Test
  void rulesThatSayNothingOfLettersHaveTheUsualDelays() {
    String text = book.origin();
    int from = text.indexOf("delais-lettres:");
    int to = text.indexOf("# EXEMPLE", from);
    LecteurRegles.Lecture read =
        LecteurRegles.lire(1, text.substring(0, from) + text.substring(to));
    assertThat(read.fautes()).isEmpty();
    assertThat(java.util.Objects.requireNonNull(read.regles()).delaisLettres())
        .isEqualTo(Regles.DelaisLettres.USUELS)
        .isEqualTo(Dossiers.REGLES.delaisLettres());
  }

  /** What is written instead, and what is then said of it: the line is that of the change. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delai-jours: 5 | delai-jours: cinq | natures.MATERIEL.delai-jours | « cinq » n'est pas un nombre de jours",
        "delai-jours: 5 | delai-jours: 0 | natures.MATERIEL.delai-jours | Un nombre de jours va de 1 à 365, pas 0",
        "delai-jours: 5 | delai-jours: | natures.MATERIEL.delai-jours | un texte est attendu ici",
        "delai-jours: 5 | delais-jours: 5 | natures.MATERIEL.delais-jours | « delais-jours » n'est pas une clé connue ici",
        "deux-parties: true | deux-parties: peut-être | natures.MATERIEL.deux-parties | « peut-être » n'est ni oui ni non",
        "- [certificat_police] | - [certificat_plice] | natures.VOL.pieces[3][1] | « certificat_plice » n'est pas une pièce que le robot reconnaît",
        "- [certificat_police] | - [] | natures.VOL.pieces[3] | la liste ne peut pas être vide",
        "- [certificat_police] | - certificat_police | natures.VOL.pieces[3] | une liste est attendue ici",
        "leve-par: [certificat_secours] | leve-par: [feu] | natures.INCENDIE.doute.leve-par[1] | « feu » n'est pas une pièce",
        "remarques: [declaration_tardive] | remarques: [tardive] | natures.INCENDIE.doute.remarques[1] | « tardive » n'est pas une remarque du robot",
        "remarques: [declaration_tardive] | remarques: [doute] | natures.INCENDIE.doute.remarques[1] | « doute » n'est pas une remarque du robot",
        "cas: vol total | cas: '' | natures.VOL.depot.cas | un texte d'une ligne est attendu ici",
        "nombre: 2 | nombre: -1 | relances.nombre | Un nombre de relances va de 0 à 20, pas -1",
        "temoins: 2 | temoins: 3 | temoins | Un nombre de témoins va de 0 à 2, pas 3",
        "confiance: 0.95 | confiance: 0,95 | faits.confiance | « 0,95 » n'est pas une confiance",
        "VOL: [vol, volé, volée | VAL: [vol, volé, volée | faits.natures.VAL | « VAL » n'est pas une des natures",
        "VOL: [vol partiel] | VAL: [vol partiel] | ga.seulement-si.VAL | « VAL » n'est pas une des natures",
        "mots-exclus: [vol total, | mots-exclus: ['!', | ga.mots-exclus[1] | un mot a au moins une lettre",
        "champs-cles: [immatriculation_assure, | champs-cles: [plaque, | champs-cles[1] | « plaque » n'est pas un champ que le robot compare",
        "lecture-sure: 0.97 | lecture-sure: 1.2 | lecture-sure | « 1.2 » n'est pas une confiance",
        "champ: compagnie_adverse | champ: police | corrections[3].champ | « police » n'est pas un champ que PASS laisse corriger",
        "champ: compagnie_adverse | champ: date_accident | corrections[3] | « date_accident » est écrit deux fois",
        "concordances: 3 | concordances: 0 | corrections[4].concordances | Un nombre de concordances va de 1",
        "contredit: -2 | contredit: 2 | recherche.contredit | Un nombre de points va de -100 à -1, pas 2",
        "siege: CDL_AUTO | siège: CDL_AUTO | noeud.siege | il manque « siege »",
        "plafond: 5000.000 | plafond: 5 000 | noeud.plafond | « 5 000 » n'est pas un montant en dinars",
        "modes-sans-plafond: [IDA] | modes-sans-plafond: [IDE] | noeud.modes-sans-plafond[1] | « IDE » n'est pas un mode de PASS",
        "HIDA: OUVERTURE | HIDA: RECOURS | lettres.HIDA | « RECOURS » n'est pas une lettre de PASS",
        "remise: 7 | remise: 0 | delais-lettres.remise | Un nombre de jours va de 1 à 60, pas 0",
        "OUVERTURE: 20 | OUVERTURES: 20 | delais-lettres.suites.OUVERTURES | « OUVERTURES » n'est pas une clé connue ici",
        "IDA: 1200.000 | IDA: 1200,000 | bareme.MATERIEL.IDA | « 1200,000 » n'est pas un montant en dinars",
        "IDA: 1200.000 | IDA: 0 | bareme.MATERIEL.IDA | « 0 » n'est pas un montant en dinars",
        "IDA: 1200.000 | TOUS: 1200.000 | bareme.MATERIEL.TOUS | « TOUS » n'est pas un mode de PASS",
        "compagnie-membre: true | membre: true | conventions.IDA.membre | « membre » n'est pas une clé connue ici",
        "preuves: [constat, | preuves: [om, | conventions.HIDA.preuves[1] | « om » n'est pas une preuve",
        "cochees: [8] | cochees: [18] | responsabilites[1].cochees[1] | Un numéro de case va de 1 à 17, pas 18",
        "cochees: [10], autre: [9], part: 100 | cochees: [10], autre: [10], part: 100 | responsabilites[3] | des deux côtés les mêmes cases",
        "cochees: [8], autre: [1], part: 100 | cochees: [8], autre: [1], part: 101 | responsabilites[1].part | Une part en pour cent va de 0 à 100",
        "cochees: [4], autre: [] | cochees: [], autre: [2] | responsabilites[8] | les mêmes cases sont déjà celles du cas 40",
        "contrat_recent: 3 | contrat_recnt: 3 | signes.points.contrat_recnt | « contrat_recnt » n'est pas un signe du robot",
        "seuil: 6 | seuil: 0 | signes.seuil | Un nombre de points va de 1",
        "distance: 40 | distance: 120 | signes.distance | Un nombre de bits va de 0 à 50, pas 120",
        "- [8, 8] | - [8] | signes.circonstances-opposees[2] | deux cases par ligne",
        "remarques-bloquantes: [] | remarques-bloquantes: [retard] | remarques-bloquantes[1] | « retard » n'est pas une remarque du robot",
        "- COMAR | - STAR | compagnies[2] | « STAR » est écrit deux fois",
        "notre-compagnie: LLOYD | notre-compagnie: LLOID | notre-compagnie | « LLOID » n'est pas une des compagnies",
        "expression: '[0-9]{6}' | expression: '[0-9{6}' | formats.om.expression | n'est pas une expression régulière",
        "expression: '[0-9]{6}' | expression: '[0-9]+' | formats.om.expression | une répétition sans fin",
        "expression: '[0-9]{6}' | expression: '[0-9]{0,6}' | formats.om.expression | l'expression reconnaît aussi un texte vide",
        "exemple: '004512' | exemple: '4512' | formats.om.exemple | l'expression ne reconnaît pas l'exemple",
        "ecriture: D$1-$2-$3 | ecriture: D$1-$2-$4 | formats.declaration.ecriture | doit nommer des groupes de l'expression, de $1 à $3",
        "exemple: RS 123456 | exemple: RS 12 3456 | formats.immatriculations[2].exemple | ne rendent pas l'exemple",
      })
  void refusesAMistakeAndSaysWhere(String was, String is, String field, String said) {
    String text = book.origin();
    int at = text.indexOf(was);
    assertThat(at).as(was).isNotNegative();
    int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    List<RuleFault> faults =
        refused(text.substring(0, at) + is + text.substring(at + was.length()));
    assertThat(faults)
        .anySatisfy(
            fault -> {
              assertThat(fault.field()).isEqualTo(field);
              assertThat(fault.message()).contains(said);
              // What is missing is told at the key above it.
              assertThat(fault.line()).isEqualTo(said.startsWith("il manque") ? line - 1 : line);
              assertThat(fault.column()).isPositive();
            });
  }

  @Test
  void refusesWhatIsNoYamlAndSaysWhere() {
    String text = book.origin();
    assertThat(refused(text.replace("  nombre: 2", "\tnombre: 2")))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.message()).contains("tabulation");
              assertThat(fault.line()).isEqualTo(line(text, "  nombre: 2"));
            });
    assertThat(refused(text.replace("pieces: ", "pieces").replace("[vol partiel]", "[vol partiel")))
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).contains("mise en forme"));
    assertThat(refused(""))
        .singleElement()
        .extracting(RuleFault::message)
        .isEqualTo("le texte est vide");
    assertThat(refused("# rien")).isNotEmpty();
    assertThat(refused("bonjour")).isNotEmpty();
    assertThat(refused("- a\n- b")).isNotEmpty();
    assertThat(refused("a: &x [*x, *x]")).isNotEmpty();
    assertThat(refused("a: " + "[".repeat(5_000))).isNotEmpty();
    assertThat(refused("# " + "a".repeat(300_000))).isNotEmpty();
  }

  @Test
  void refusesAKeyThatIsThereTwiceOrNotAtAll() {
    String text = book.origin();
    assertThat(refused(text + "temoins: 1\n"))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.message()).isEqualTo("« temoins » est écrit deux fois");
              assertThat(fault.line()).isEqualTo((int) text.lines().count() + 1);
            });
    assertThat(refused(text.replace("temoins: 2\n", "")))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.message()).isEqualTo("il manque « temoins »");
              assertThat(fault.field()).isEqualTo("temoins");
            });
    assertThat(refused(text + "piece-requise: oui\n"))
        .extracting(RuleFault::field)
        .containsExactly("piece-requise");
  }

  @Test
  void refusesANatureThatTheRobotOpensWithoutAReserve() {
    assertThat(refused(book.origin().replace("  INCENDIE:\n    DOMMAGE: 10000.000\n", "")))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.field()).isEqualTo("natures.INCENDIE");
              assertThat(fault.message()).contains("le barème n'a pas de réserve");
            });
  }

  @Test
  void tellsAllMistakesInTheOrderOfTheText() {
    assertThat(
            refused(
                book.origin()
                    .replace("temoins: 2", "temoins: deux")
                    .replace("delai-jours: 2", "delai-jours: deux")
                    .replace("notre-compagnie: LLOYD", "notre-compagnie: X")))
        .extracting(RuleFault::field)
        .containsExactly("natures.VOL.delai-jours", "temoins", "notre-compagnie");
  }

  @Test
  void saysAFaultInOneSentence() {
    String text = book.origin();
    assertThat(
            refused(text.replaceFirst("delai-jours: 5", "delai-jours: cinq")).getFirst().sentence())
        .isEqualTo(
            "ligne %d : « cinq » n'est pas un nombre de jours (natures.MATERIEL.delai-jours)"
                .formatted(line(text, "    delai-jours: 5")));
  }

  @Test
  void takesTheCompanysOwnFormat() {
    String text =
        book.origin()
            .replaceFirst(
                "expression: '\\(\\?i\\)\\(\\?<!\\[A-Z0-9\\]\\)D.*",
                "expression: 'SIN-([0-9]{1,9})'")
            .replace("ecriture: D$1-$2-$3", "ecriture: SIN-$1")
            .replace("exemple: D26-027-00123", "exemple: SIN-42");
    Regles regles = LecteurRegles.lire(7, text).regles();
    assertThat(regles).isNotNull();
    assertThat(
            NumeroLu.chercher(
                Dossiers.unCourrier().sujet("dossier SIN-42 svp").construire(),
                List.of(),
                regles.formats(),
                0.97))
        .containsExactly(new NumeroLu("SIN-42", NumeroLu.Source.SUJET, true));
  }

  @Test
  void showsTheRulesInTables() {
    RuleBook.Reading read = book.read(book.origin());
    assertThat(read).isInstanceOf(RuleBook.Reading.Accepted.class);
    List<RuleTable> tables = ((RuleBook.Reading.Accepted) read).tables();
    assertThat(tables)
        .allSatisfy(
            table ->
                assertThat(table.rows())
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row).hasSameSizeAs(table.columns())));
    assertThat(tables.getFirst().rows())
        .contains(
            List.of(
                "INCENDIE",
                "constat + ordre de mission + certificat de secours ou déclaration sur l'honneur",
                "certificat d'enregistrement d'une affaire judiciaire",
                "5 jours",
                "non",
                "oui"));
  }

  @Test
  void refusesToBeginWithoutAFile() {
    assertThatThrownBy(() -> new ReglesOuverture(new FileSystemResource("/nulle/part")).origin())
        .isInstanceOfSatisfying(
            ConnectorException.class,
            e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIGURATION));
  }

  @Test
  void eachShareIsThatOfWhoeverTickedTheBoxes() {
    Regles.Cas cas = new Regles.Cas(10, "choc arrière", Set.of(8), Set.of(1), 100);
    assertThat(cas.part(Set.of(8), Set.of(1))).contains(100);
    assertThat(cas.part(Set.of(1), Set.of(8))).contains(0);
    assertThat(cas.part(Set.of(8), Set.of(1, 9))).isEmpty();
  }

  private static int line(String text, String begin) {
    return text.lines().toList().indexOf(begin) + 1;
  }

  private static List<RuleFault> refused(String text) {
    ReglesOuverture book = new ReglesOuverture(new ByteArrayResource(new byte[0]));
    RuleBook.Reading read = book.read(text);
    assertThat(read).isInstanceOf(RuleBook.Reading.Refused.class);
    return ((RuleBook.Reading.Refused) read).faults();
  }
}

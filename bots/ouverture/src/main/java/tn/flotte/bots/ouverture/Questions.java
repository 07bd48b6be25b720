package tn.flotte.bots.ouverture;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Claims.ClaimState;
import tn.flotte.bots.api.Question;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.ouverture.Effets.DossierOuvert;
import tn.flotte.connectors.mail.Message;
import tn.flotte.connectors.pass.Preouverture;

/**
 * Says to the cell what the bot can't decide: the doubts, the fields with both values, the papers,
 * a letter that is ready, and where the procedure goes on with the answer.
 */
final class Questions {
  /** Steps at which the procedure goes on; PASS is read anew from the second on. */
  private static final String TRIER = "trier";

  private static final String IDENTIFIER = "identifier";
  private static final String REJOINDRE = "rejoindre";

  private final Comparateur comparateur;
  private final Regles regles;
  private final Pieces pieces;
  private final Reponse reponse;
  private final Vues vues;

  Questions(Comparateur comparateur, Regles regles, Pieces pieces, Reponse reponse, Vues vues) {
    this.comparateur = comparateur;
    this.regles = regles;
    this.pieces = pieces;
    this.reponse = reponse;
    this.vues = vues;
  }

  /** A machine wrote it, yet it brings papers. */
  Question machine(Work work, String doute) {
    return new Question(
        "expediteur",
        TRIER,
        true,
        List.of(doute),
        work.get(Courrier.class).texte(),
        List.of(),
        jointes(work),
        lettre(null));
  }

  /** Nobody knows which claim it is. */
  Question sinistre(Work work, String doute) {
    List<Question.Lu> read = new ArrayList<>();
    for (Piece piece : lues(work)) {
      piece
          .champ(Choix.NUMERO)
          .ifPresent(v -> read.add(lu(piece, Choix.NUMERO, v, Avis.ILLISIBLE)));
    }
    Question.Champ number =
        new Question.Champ(
            Choix.NUMERO,
            "numéro de déclaration",
            Question.Forme.DECLARATION,
            null,
            new Choix(work.decisions()).numero().orElse(null),
            read,
            true,
            true,
            List.of(regles.formats().declaration().ecriture()));
    return new Question(
        "sinistre",
        IDENTIFIER,
        true,
        List.of(doute),
        work.get(Courrier.class).texte(),
        List.of(number),
        papiers(work),
        lettre(null));
  }

  /** The same papers for another claim, or papers for a dossier that is open. */
  Question passe(Work work, Doublon.Resultat.AVerifier why) {
    return duSinistre(work, "doublon", why.continuer(), List.of(why.motif()));
  }

  /** The papers tell of another kind of claim than PASS. */
  Question nature(Work work, Controle.Resultat.Contredit why) {
    return duSinistre(work, "nature", true, why.doutes());
  }

  /** Our answers seem to be answered by a machine. */
  Question echange(Work work, String doute) {
    return duSinistre(work, "echange", true, List.of(doute));
  }

  /** The rules leave the opening to a person. */
  Question reservee(Work work, String doute) {
    return duSinistre(work, "nature", false, List.of(doute));
  }

  /** Values contradict each other, or too little agrees. */
  Question contradiction(Work work, Rapprochement.Resultat.AVerifier why) {
    // Without a reserve nothing can be opened, whatever a person says of the values.
    boolean possible = Orientation.de(work.get(Fiche.class).preouverture(), regles).isPresent();
    return duSinistre(work, "contradiction", possible, why.doutes());
  }

  /** Several signs together ask for a second look; the letter speaks of none of them. */
  Question vigilance(Work work, Vigilance.Resultat.AVerifier why) {
    Question asked = duSinistre(work, "signes", true, why.doutes());
    return new Question(
        asked.cause(),
        asked.reprise(),
        asked.continuer(),
        asked.doutes(),
        asked.message(),
        asked.champs(),
        asked.papiers(),
        asked.lettre(),
        why.renvois());
  }

  /**
   * PASS changed between decision and effect. Once the dossier is open, what remains is done by
   * hand.
   */
  @Nullable Question empeche(Work work, String doute) {
    if (work.find(Fiche.class).isEmpty()) {
      return null;
    }
    boolean possible = work.find(DossierOuvert.class).isEmpty();
    return duSinistre(work, "pass", possible, List.of(doute));
  }

  private Question duSinistre(Work work, String cause, boolean continuer, List<String> doutes) {
    Preouverture claim = work.get(Fiche.class).preouverture();
    return new Question(
        cause,
        REJOINDRE,
        continuer,
        doutes,
        work.get(Courrier.class).texte(),
        champs(work, claim, doutes),
        papiers(work),
        work.find(DossierOuvert.class).isPresent() ? null : lettreDuSinistre(work, claim));
  }

  /** In question is what contradicts PASS, and what a doubt quotes from PASS beside a reading. */
  private List<Question.Champ> champs(Work work, Preouverture claim, List<String> doutes) {
    Choix choix = new Choix(work.decisions());
    List<Piece> all = reunies(work);
    Map<ChampPass, List<Question.Lu>> read = new EnumMap<>(ChampPass.class);
    Map<ChampPass, Boolean> disputed = new EnumMap<>(ChampPass.class);
    for (Comparaison c : comparateur.comparer(claim, all)) {
      all.stream()
          .filter(p -> p.fichier().equals(c.fichier()))
          .findFirst()
          .flatMap(p -> p.champ(c.lecture()).map(v -> lu(p, c.lecture(), v, c.avis())))
          .ifPresent(l -> read.computeIfAbsent(c.champ(), _ -> new ArrayList<>()).add(l));
      disputed.merge(c.champ(), arrete(c) && choix.valeur(c.champ()).isEmpty(), Boolean::logicalOr);
    }
    List<Question.Champ> champs = new ArrayList<>();
    for (ChampPass champ : ChampPass.values()) {
      champs.add(
          new Question.Champ(
              champ.nom(),
              champ.libelle(),
              champ.forme(),
              champ.de(claim),
              choix.valeur(champ).orElse(null),
              read.getOrDefault(champ, List.of()),
              disputed.getOrDefault(champ, false)
                  || (read.containsKey(champ)
                      && choix.valeur(champ).isEmpty()
                      && cite(doutes, champ.de(claim))),
              champ.corrigible(),
              champ.forme() == Question.Forme.IMMATRICULATION
                  ? regles.formats().immatriculations().stream()
                      .map(Formats.Format::ecriture)
                      .toList()
                  : List.of()));
    }
    return champs;
  }

  private static boolean cite(List<String> doutes, String value) {
    return !value.isBlank() && doutes.stream().anyMatch(d -> d.contains("« " + value + " »"));
  }

  private boolean arrete(Comparaison c) {
    return switch (c.avis()) {
      case CONTREDIT_SUR -> regles.bloquant(c.champ());
      case CONTREDIT -> regles.doute(c.champ());
      case CONCORDE, PROBABLE, ILLISIBLE -> false;
    };
  }

  private static Question.Lu lu(Piece piece, String champ, Valeur valeur, Avis avis) {
    return new Question.Lu(
        piece.fichier(),
        champ,
        valeur.texte(),
        valeur.confiance(),
        avis.name().toLowerCase(Locale.ROOT));
  }

  private Question.Lettre lettreDuSinistre(Work work, Preouverture claim) {
    Regles.Nature nature = regles.natures().get(claim.nature());
    Optional<Controle.Resultat.Incomplet> incomplet =
        work.find(Controle.Resultat.class).flatMap(Controle.Resultat::manque);
    return nature != null && incomplet.isPresent()
        ? brouillon(reponse.demande(claim, incomplet.get(), nature, reunies(work)))
        : lettre(claim);
  }

  private Question.Lettre lettre(@Nullable Preouverture claim) {
    return brouillon(reponse.demande(claim));
  }

  private static Question.Lettre brouillon(Message message) {
    return new Question.Lettre(message.sujet(), message.texte());
  }

  private List<Question.Papier> papiers(Work work) {
    return vues.papiers(work.find(ClaimState.class).isPresent() ? reunies(work) : lues(work));
  }

  private static List<Question.Papier> jointes(Work work) {
    return work.get(Courrier.class).utiles().stream()
        .map(j -> new Question.Papier(j.sha256(), j.nom(), Piece.INCONNU, null, null))
        .toList();
  }

  private static List<Piece> lues(Work work) {
    return work.find(Reception.Lecture.class).map(Reception.Lecture::pieces).orElse(List.of());
  }

  private List<Piece> reunies(Work work) {
    return pieces.reunir(work.get(ClaimState.class).pieces(), lues(work));
  }
}

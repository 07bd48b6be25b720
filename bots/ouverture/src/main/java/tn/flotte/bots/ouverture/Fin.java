package tn.flotte.bots.ouverture;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.FiledPiece;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.Outcome.Details;
import tn.flotte.bots.api.Outcome.LettreARemettre;
import tn.flotte.bots.api.Question;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.ouverture.Effets.CorrectionFaite;
import tn.flotte.bots.ouverture.Effets.DossierOuvert;
import tn.flotte.bots.ouverture.Effets.GaSollicitee;
import tn.flotte.bots.ouverture.Effets.LettreEditee;
import tn.flotte.connectors.pass.Correction;
import tn.flotte.connectors.pass.Preouverture;

/**
 * How a mail ends, said for people: the outcome, one sentence why, and what is filed under the
 * claim. A mail that waits for a person is not answered: the cell answers it when it has decided.
 */
final class Fin {
  private final Regles regles;
  private final Pieces pieces;
  private final Reponse reponse;
  private final Questions questions;
  private final ZoneId zone;

  Fin(Regles regles, Pieces pieces, Reponse reponse, Questions questions, ZoneId zone) {
    this.regles = regles;
    this.pieces = pieces;
    this.reponse = reponse;
    this.questions = questions;
    this.zone = zone;
  }

  Outcome ignore(Work work) {
    return new Outcome.Done(
        Issue.IGNORE, ((Tri.Resultat.Ignore) work.get(Tri.Resultat.class)).motif(), Details.NONE);
  }

  Outcome quarantaine(Work work) {
    return new Outcome.Rejected(
        Issue.QUARANTAINE,
        ((Tri.Resultat.Quarantaine) work.get(Tri.Resultat.class)).motif(),
        Details.NONE.avec(
            new Outcome.Tache("quarantaine", reponse.quarantaineAFaire(work.get(Courrier.class)))));
  }

  Outcome machineAvecPieces(Work work) {
    String motif = ((Tri.Resultat.AVerifier) work.get(Tri.Resultat.class)).motif();
    return new Outcome.Review(
        Issue.A_VERIFIER, motif, Details.NONE, questions.machine(work, motif));
  }

  Outcome rapport(Work work) {
    return switch (work.get(RapportRecu.Resultat.class)) {
      case RapportRecu.Resultat.Rattache r -> rapportConfie(work, r.preouverture());
      case RapportRecu.Resultat.AVerifier v ->
          new Outcome.Review(Issue.A_VERIFIER, v.motif(), sansSinistre(work), null);
    };
  }

  private Outcome rapportConfie(Work work, Preouverture claim) {
    Details details =
        details(work, claim, numeroDossier(work), List.of(), List.of(), List.of(), List.of());
    return work.get(RapportRecu.Suite.class).dejaVenu()
        ? new Outcome.Done(
            Issue.DOUBLON,
            "Même rapport d'expertise qu'un courriel précédent, pour la déclaration %s : rien de nouveau à saisir."
                .formatted(claim.numero()),
            details)
        : new Outcome.Done(
            Issue.RAPPORT,
            "Rapport d'expertise reçu pour la déclaration %s : confié au robot d'expertise."
                .formatted(claim.numero()),
            details);
  }

  /** GA's slips are filed; paying GA is left to people. */
  Outcome reglementGa(Work work) {
    return switch (work.get(ReglementGa.Resultat.class)) {
      case ReglementGa.Resultat.Rattache r -> {
        Details details =
            details(
                work, r.preouverture(), r.dossier(), List.of(), List.of(), List.of(), List.of());
        if (!r.manque().isEmpty()) {
          yield new Outcome.Review(
              Issue.A_VERIFIER,
              "Règlement de Générale Assistance pour le dossier %s, incomplet : %s absent ou illisible."
                  .formatted(r.dossier(), String.join(" et ", r.manque())),
              details,
              null);
        }
        String task =
            "Règlement de Générale Assistance à traiter pour le dossier %s : bordereau et bon de sortie sont classés."
                .formatted(r.dossier());
        yield new Outcome.Done(
            Issue.RAPPORT, task, details.avec(new Outcome.Tache("reglement_ga", task)));
      }
      case ReglementGa.Resultat.AVerifier v ->
          new Outcome.Review(Issue.A_VERIFIER, v.motif(), sansSinistre(work), null);
    };
  }

  Outcome sinistreIncertain(Work work) {
    Identification.Resultat.Incertaine why =
        (Identification.Resultat.Incertaine) work.get(Identification.Resultat.class);
    return new Outcome.Review(
        Issue.A_VERIFIER, why.motif(), sansSinistre(work), questions.sinistre(work, why.motif()));
  }

  Outcome doublon(Work work) {
    String motif =
        switch (work.get(Doublon.Resultat.class)) {
          case Doublon.Resultat.MemesPieces m ->
              m.numeroDossier() == null
                  ? "Mêmes pièces qu'un courriel précédent, sinistre sans dossier : l'expéditeur a été informé."
                  : "Mêmes pièces qu'un courriel précédent : dossier %s déjà ouvert, rappelé à l'expéditeur."
                      .formatted(m.numeroDossier());
          case Doublon.Resultat.DejaOuvert o ->
              "Dossier %s déjà ouvert dans PASS : pièces classées, numéro rappelé à l'expéditeur."
                  .formatted(o.numeroDossier());
          case Doublon.Resultat.Nouveau _ -> "";
          case Doublon.Resultat.EnBoucle b -> b.motif();
          case Doublon.Resultat.AVerifier v -> v.motif();
        };
    return new Outcome.Done(
        Issue.DOUBLON, motif, details(work, List.of(), List.of(), List.of(), List.of()));
  }

  Outcome passeARevoir(Work work) {
    Doublon.Resultat.AVerifier why = (Doublon.Resultat.AVerifier) work.get(Doublon.Resultat.class);
    return review(work, why.motif(), questions.passe(work, why));
  }

  Outcome doublonEnBoucle(Work work) {
    String motif = ((Doublon.Resultat.EnBoucle) work.get(Doublon.Resultat.class)).motif();
    return review(work, motif, questions.echange(work, motif));
  }

  /** What lacks stays said: the person goes on from there. */
  Outcome regularisationEnBoucle(Work work) {
    Controle.Resultat.EnBoucle why = (Controle.Resultat.EnBoucle) work.get(Controle.Resultat.class);
    return new Outcome.Review(
        Issue.A_VERIFIER,
        "%s Pièces à demander : %s.".formatted(why.doute(), reponse.manque(why.incomplet())),
        details(
            work,
            why.incomplet().absentes(),
            List.copyOf(why.incomplet().illisibles().keySet()),
            List.of(),
            List.of()),
        questions.echange(work, why.doute()));
  }

  Outcome regularisation(Work work) {
    Controle.Resultat.Incomplet what =
        (Controle.Resultat.Incomplet) work.get(Controle.Resultat.class);
    return new Outcome.Rejected(
        Issue.REGULARISATION,
        "Pièces demandées à l'intermédiaire : %s.".formatted(reponse.manque(what)),
        details(
            work, what.absentes(), List.copyOf(what.illisibles().keySet()), List.of(), List.of()));
  }

  Outcome natureContredite(Work work) {
    Controle.Resultat.Contredit why =
        (Controle.Resultat.Contredit) work.get(Controle.Resultat.class);
    return review(work, why.motif(), questions.nature(work, why));
  }

  Outcome ouvertureReservee(Work work) {
    Preouverture claim = work.get(Fiche.class).preouverture();
    Controle.Resultat found = work.get(Controle.Resultat.class);
    String motif =
        switch (found) {
          case Controle.Resultat.Complet _ ->
              "Nature %s : pièces complètes, ouverture réservée à un gestionnaire."
                  .formatted(claim.nature());
          case Controle.Resultat.Incomplet i ->
              "Nature %s, traitée par un gestionnaire ; pièces à demander : %s."
                  .formatted(claim.nature(), reponse.manque(i));
          case Controle.Resultat.NatureInconnue n ->
              "Nature inconnue dans PASS : « %s ».".formatted(n.nature());
          case Controle.Resultat.EnBoucle b -> b.doute();
          case Controle.Resultat.Contredit c -> c.motif();
        };
    Details details =
        found instanceof Controle.Resultat.Incomplet i
            ? details(
                work, i.absentes(), List.copyOf(i.illisibles().keySet()), List.of(), List.of())
            : details(work, List.of(), List.of(), List.of(), List.of());
    return new Outcome.Review(Issue.A_VERIFIER, motif, details, questions.reservee(work, motif));
  }

  Outcome contradiction(Work work) {
    Rapprochement.Resultat.AVerifier why =
        (Rapprochement.Resultat.AVerifier) work.get(Rapprochement.Resultat.class);
    return new Outcome.Review(
        Issue.A_VERIFIER,
        why.motif(),
        details(
            work,
            List.of(),
            List.of(),
            List.of(),
            why.remarques().stream().map(Remarque::texte).toList()),
        questions.contradiction(work, why));
  }

  Outcome aRegarder(Work work) {
    Vigilance.Resultat.AVerifier why =
        (Vigilance.Resultat.AVerifier) work.get(Vigilance.Resultat.class);
    return review(work, why.motif(), questions.vigilance(work, why));
  }

  /** The cell has written to the sender; what it brought stays filed. */
  Outcome ecrit(Work work) {
    work.recorded("lire", Reception.Lecture.class);
    work.recorded("consulter", Fiche.class);
    Decision decision = work.decisions().getLast();
    Details details =
        work.find(Fiche.class).isEmpty()
            ? sansSinistre(work)
            : details(work, List.of(), List.of(), List.of(), List.of());
    return switch (decision.genre()) {
      case REJETER ->
          new Outcome.Rejected(
              Issue.REJETE,
              "Rejeté par %s : %s".formatted(decision.par(), decision.motif()),
              details);
      case DEMANDER, CONTINUER ->
          new Outcome.Rejected(
              Issue.REGULARISATION,
              "Renseignements demandés à l'expéditeur par %s.".formatted(decision.par()),
              details);
    };
  }

  /** An effect must not happen any more; what was done before it is said. */
  Outcome empeche(Work work, String motif) {
    return new Outcome.Review(
        Issue.A_VERIFIER,
        motif,
        work.find(Fiche.class).isEmpty()
            ? sansSinistre(work)
            : details(work, List.of(), List.of(), corrections(work), List.of()),
        questions.empeche(work, motif));
  }

  Outcome dossierOuvert(Work work) {
    DossierOuvert open = work.get(DossierOuvert.class);
    List<Correction> corrections = corrections(work);
    StringBuilder motif =
        new StringBuilder(
            "Dossier %s ouvert sur le nœud %s.".formatted(open.numero(), open.noeud()));
    if (!corrections.isEmpty()) {
      motif.append(" PASS corrigé.");
    }
    Details details =
        details(
            work,
            work.get(Fiche.class).preouverture(),
            open.numero(),
            List.of(),
            List.of(),
            corrections,
            work.get(Effets.Remarques.class).lignes());
    if (work.get(OrdreDeMission.Resultat.class) instanceof OrdreDeMission.Resultat.ALaCellule m) {
      String task = "Mission à enregistrer par la cellule : %s.".formatted(m.motif());
      motif.append(' ').append(task);
      details = details.avec(new Outcome.Tache("mission", task));
    }
    if (work.find(GaSollicitee.class).isPresent()) {
      motif
          .append(' ')
          .append(work.get(GaSollicitee.class).demande() ? "Demande" : "Ordre")
          .append(" de prise en charge envoyé")
          .append(work.get(GaSollicitee.class).demande() ? "e" : "")
          .append(" à GA.");
    }
    if (work.find(PriseEnCharge.class).orElse(null) instanceof PriseEnCharge.ALaCellule ga) {
      motif.append(' ').append(ga.motif());
      details = details.avec(new Outcome.Tache("ga", ga.motif()));
    }
    return new Outcome.Done(Issue.DOSSIER_OUVERT, motif.toString(), details);
  }

  private static List<Correction> corrections(Work work) {
    return work.find(CorrectionFaite.class).map(CorrectionFaite::corrections).orElse(List.of());
  }

  private Outcome review(Work work, String motif, Question question) {
    return new Outcome.Review(
        Issue.A_VERIFIER,
        motif,
        details(work, List.of(), List.of(), List.of(), List.of()),
        question);
  }

  private Details sansSinistre(Work work) {
    return new Details(
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        Map.of(),
        remarques(work, List.of()),
        classees(work),
        List.of(),
        reperes(work, null),
        List.of());
  }

  private Details details(
      Work work,
      List<String> missing,
      List<String> illegible,
      List<Correction> corrections,
      List<String> remarks) {
    return details(
        work,
        work.get(Fiche.class).preouverture(),
        numeroDossier(work),
        missing,
        illegible,
        corrections,
        remarks);
  }

  private Details details(
      Work work,
      Preouverture claim,
      @Nullable String dossier,
      List<String> missing,
      List<String> illegible,
      List<Correction> corrections,
      List<String> remarks) {
    return new Details(
        claim.numero().valeur(),
        dossier,
        work.find(DossierOuvert.class)
            .map(DossierOuvert::noeud)
            .orElseGet(() -> Orientation.noeud(claim, regles)),
        claim.nature(),
        missing,
        illegible,
        Effets.parChamp(corrections),
        remarques(work, remarks),
        classees(work),
        List.of(),
        reperes(work, claim),
        aRemettre(work, claim));
  }

  /** Words by which people will look for the claim. */
  private static Map<String, String> reperes(Work work, @Nullable Preouverture claim) {
    Map<String, String> marks = new LinkedHashMap<>();
    if (work.find(Tri.Resultat.class).orElse(null) instanceof Tri.Resultat.Agence a) {
      marks.put("agence", a.code());
    }
    if (claim != null) {
      marks.put("agence", claim.agence());
      marks.put("immatriculation", claim.immatriculationAssure());
      marks.put("immatriculation_adverse", claim.immatriculationAdverse());
      corrections(work).stream()
          .filter(c -> c.champ().startsWith("immatriculation"))
          .forEach(c -> marks.put(c.champ().replace("_assure", ""), c.apres()));
      marks.put("police", claim.police());
      marks.put("assure", (claim.assureNom() + " " + claim.assurePrenom()).strip());
    }
    marks.values().removeIf(String::isBlank);
    return marks;
  }

  /** Whatever becomes of a mail, it is said how it came, and which signs were seen on it. */
  private static List<String> remarques(Work work, List<String> others) {
    return Stream.of(
            work.get(Courrier.class).remarque().stream(),
            others.stream(),
            work.find(Vigilance.Resultat.class).stream().flatMap(v -> v.lignes().stream()))
        .flatMap(lines -> lines)
        .distinct()
        .toList();
  }

  private static @Nullable String numeroDossier(Work work) {
    Optional<String> opened = work.find(DossierOuvert.class).map(DossierOuvert::numero);
    Optional<String> found =
        work.find(Fiche.class)
            .flatMap(f -> f.dossiers().stream().findFirst())
            .map(d -> d.numero().valeur());
    return opened.or(() -> found).orElse(null);
  }

  private List<FiledPiece> classees(Work work) {
    List<FiledPiece> filed =
        new ArrayList<>(
            pieces.classer(
                work.find(Reception.Lecture.class)
                    .map(Reception.Lecture::pieces)
                    .orElse(List.of())));
    if (work.find(ReglementGa.Resultat.class).isPresent()) {
      filed.replaceAll(Fin::nommeeParGa);
    }
    work.find(LettreEditee.class)
        .ifPresent(
            l -> filed.add(new FiledPiece(l.sha256(), fichier(l), "lettre", true, null, null)));
    return filed;
  }

  private static FiledPiece nommeeParGa(FiledPiece piece) {
    return ReglementGa.types(piece.fichier()).stream()
        .findFirst()
        .map(
            type ->
                new FiledPiece(
                    piece.sha256(),
                    piece.fichier(),
                    type,
                    piece.lisible(),
                    piece.motifIllisible(),
                    piece.lecture()))
        .orElse(piece);
  }

  /** The printed letter, for people to hand over, with the delays of the rules it came under. */
  private List<LettreARemettre> aRemettre(Work work, Preouverture claim) {
    Regles.DelaisLettres delais = regles.delaisLettres();
    return work.find(LettreEditee.class).stream()
        .map(
            l ->
                new LettreARemettre(
                    l.genre().name(),
                    compagnieAdverse(work, claim),
                    l.sha256(),
                    fichier(l),
                    Objects.requireNonNullElseGet(
                        l.le(), () -> LocalDate.ofInstant(work.clock().instant(), zone)),
                    delais.remise(),
                    delais.suite(l.genre())))
        .toList();
  }

  private static String compagnieAdverse(Work work, Preouverture claim) {
    return corrections(work).stream()
        .filter(c -> c.champ().equals(ChampPass.COMPAGNIE_ADVERSE.nom()))
        .map(Correction::apres)
        .findFirst()
        .orElse(claim.compagnieAdverse());
  }

  private static String fichier(LettreEditee lettre) {
    return "lettre-" + lettre.genre() + ".pdf";
  }
}

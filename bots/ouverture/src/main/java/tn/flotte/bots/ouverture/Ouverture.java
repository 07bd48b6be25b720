package tn.flotte.bots.ouverture;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import tn.flotte.bots.api.Bot;
import tn.flotte.bots.api.Claims.Alike;
import tn.flotte.bots.api.Claims.ClaimState;
import tn.flotte.bots.api.Claims.KnownDocument;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.Contact;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.RapportExpertise;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.ouverture.Effets.CorrectionFaite;
import tn.flotte.bots.ouverture.Effets.CourrielEnvoye;
import tn.flotte.bots.ouverture.Effets.DossierOuvert;
import tn.flotte.bots.ouverture.Effets.GaSollicitee;
import tn.flotte.bots.ouverture.Effets.LettreEditee;
import tn.flotte.bots.ouverture.Effets.MissionEnregistree;
import tn.flotte.bots.ouverture.Effets.RemarquesNotees;
import tn.flotte.bots.ouverture.Effets.ValidationFaite;
import tn.flotte.bots.ouverture.Reception.Lecture;
import tn.flotte.connectors.pass.Annuaire;
import tn.flotte.connectors.pass.NumeroDeclaration;
import tn.flotte.connectors.pass.PassSession;
import tn.flotte.connectors.pass.Preouverture;
import tn.flotte.connectors.pass.Recherche;
import tn.flotte.connectors.pass.SessionsPass;

/**
 * The opening procedure (annex A, steps 6–13), one mail at a time; each step is a decision or a
 * change, made once.
 */
public final class Ouverture extends Bot {
  /** The bot's name. */
  public static final String NOM = "ouverture";

  private static final String TRIER = "direct:ouverture-trier";
  private static final String ECRIRE = "direct:ouverture-ecrire";
  private static final String LIRE = "direct:ouverture-lire";
  private static final String RAPPORT = "direct:ouverture-rapport";
  private static final String IDENTIFIER = "direct:ouverture-identifier";
  private static final String DEDOUBLONNER = "direct:ouverture-dedoublonner";
  private static final String CONTROLER = "direct:ouverture-controler";
  private static final String RAPPROCHER = "direct:ouverture-rapprocher";
  private static final String REGARDER = "direct:ouverture-regarder";
  private static final String CORRIGER = "direct:ouverture-corriger";
  private static final String OUVRIR = "direct:ouverture-ouvrir";

  private final SelonRegles<Jugements> jugements;
  private final ZoneId zone;
  private final SessionsPass sessions;
  private final Reception reception;
  private final Tri tri;
  private final Pieces pieces;
  private final Doublon doublon = new Doublon();
  private final Echange echange;
  private final Effets effets;
  private final Reponse reponse;
  private final String adresseGa;

  Ouverture(
      SelonRegles<Jugements> jugements,
      ZoneId zone,
      SessionsPass sessions,
      Reception reception,
      Tri tri,
      Pieces pieces,
      Echange echange,
      Effets effets,
      Reponse reponse,
      String adresseGa) {
    super(NOM);
    this.jugements = jugements;
    this.zone = zone;
    this.sessions = sessions;
    this.reception = reception;
    this.tri = tri;
    this.pieces = pieces;
    this.echange = echange;
    this.effets = effets;
    this.reponse = reponse;
    this.adresseGa = adresseGa;
  }

  @Override
  public boolean needsPassAccount() {
    return true;
  }

  @Override
  public String ruleBook() {
    return ReglesOuverture.NOM;
  }

  @Override
  public void configure() {
    // What goes wrong is for the agent that hosts the bot, which knows what each kind of failure
    // means.
    errorHandler(noErrorHandler());

    from(work())
        .routeId("ouverture-recevoir")
        .process(step("recevoir", Courrier.class, work -> reception.recevoir(work.item())))
        .choice()
        .when(decided(Decision::ecrit))
        .to(ECRIRE)
        .otherwise()
        .to(TRIER);

    from(ECRIRE)
        .routeId("ouverture-ecrire")
        .process(effect("écrire", CourrielEnvoye.class, effets::ecrire, this::empeche))
        .process(finir(this::ecrit));

    from(TRIER)
        .routeId("ouverture-trier")
        .process(step("trier", Tri.Resultat.class, this::trier))
        .choice()
        .when(est(Tri.Resultat.class, Tri.Resultat.Ignore.class))
        .process(conclure(Fin::ignore))
        .when(est(Tri.Resultat.class, Tri.Resultat.Quarantaine.class))
        .process(effect("signaler", CourrielEnvoye.class, effets::signaler, this::empeche))
        .process(conclure(Fin::quarantaine))
        .when(est(Tri.Resultat.class, Tri.Resultat.AVerifier.class))
        .process(conclure(Fin::machineAvecPieces))
        .otherwise()
        .to(LIRE);

    from(LIRE)
        .routeId("ouverture-lire")
        .process(step("lire", Lecture.class, work -> reception.lire(work.get(Courrier.class))))
        .process(step("reconnaitre", Reconnaissance.class, this::reconnaitre))
        .choice()
        .when(est(Tri.Resultat.class, Tri.Resultat.Assistance.class))
        .process(
            step("rattacher le reglement", ReglementGa.Resultat.class, this::rattacherReglement))
        .process(conclure(Fin::reglementGa))
        .when(when(Reconnaissance.class, Reconnaissance::rapport))
        .to(RAPPORT)
        .otherwise()
        .to(IDENTIFIER);

    from(RAPPORT)
        .routeId("ouverture-rapport")
        .process(step("rattacher", RapportRecu.Resultat.class, this::rattacher))
        .choice()
        .when(est(RapportRecu.Resultat.class, RapportRecu.Resultat.Rattache.class))
        .process(step("confier", RapportRecu.Suite.class, this::confier))
        .end()
        .process(conclure(Fin::rapport));

    from(IDENTIFIER)
        .routeId("ouverture-identifier")
        .process(step("identifier", Identification.Resultat.class, this::identifier))
        .choice()
        .when(est(Identification.Resultat.class, Identification.Resultat.Incertaine.class))
        .process(conclure(Fin::sinistreIncertain))
        .otherwise()
        .process(step("rejoindre", ClaimState.class, this::rejoindre))
        .process(step("consulter", Fiche.class, this::consulter))
        .to(DEDOUBLONNER);

    from(DEDOUBLONNER)
        .routeId("ouverture-dedoublonner")
        .process(step("dedoublonner", Doublon.Resultat.class, this::dedoublonner))
        .choice()
        .when(when(Doublon.Resultat.class, Doublon::repondu))
        .process(effect("repondre", CourrielEnvoye.class, effets::repondreDoublon, this::empeche))
        .process(conclure(Fin::doublon))
        .when(est(Doublon.Resultat.class, Doublon.Resultat.AVerifier.class))
        .process(conclure(Fin::passeARevoir))
        .when(est(Doublon.Resultat.class, Doublon.Resultat.EnBoucle.class))
        .process(conclure(Fin::doublonEnBoucle))
        .otherwise()
        .to(CONTROLER);

    from(CONTROLER)
        .routeId("ouverture-controler")
        .process(step("controler", Controle.Resultat.class, this::controler))
        .choice()
        .when(when(this::reserveAUnePersonne))
        .process(conclure(Fin::ouvertureReservee))
        .when(est(Controle.Resultat.class, Controle.Resultat.Contredit.class))
        .process(conclure(Fin::natureContredite))
        .when(est(Controle.Resultat.class, Controle.Resultat.EnBoucle.class))
        .process(conclure(Fin::regularisationEnBoucle))
        .when(est(Controle.Resultat.class, Controle.Resultat.Incomplet.class))
        .process(effect("reclamer", CourrielEnvoye.class, this::reclamer, this::empeche))
        .process(finir(this::attendreLaSuite))
        .otherwise()
        .to(RAPPROCHER);

    from(RAPPROCHER)
        .routeId("ouverture-rapprocher")
        .process(step("rapprocher", Rapprochement.Resultat.class, this::rapprocher))
        .choice()
        .when(est(Rapprochement.Resultat.class, Rapprochement.Resultat.AVerifier.class))
        .process(conclure(Fin::contradiction))
        .otherwise()
        .to(REGARDER);

    from(REGARDER)
        .routeId("ouverture-regarder")
        .process(step("regarder", Vigilance.Resultat.class, this::regarder))
        .choice()
        .when(est(Vigilance.Resultat.class, Vigilance.Resultat.AVerifier.class))
        .process(conclure(Fin::aRegarder))
        .otherwise()
        .to(CORRIGER);

    from(CORRIGER)
        .routeId("ouverture-corriger")
        .choice()
        .when(when(Rapprochement.Resultat.class, Ouverture::aCorriger))
        .process(effect("corriger", CorrectionFaite.class, effets::corriger, this::empeche))
        .end()
        .to(OUVRIR);

    from(OUVRIR)
        .routeId("ouverture-ouvrir")
        .process(step("orienter", Orientation.class, this::orienter))
        .process(effect("valider", ValidationFaite.class, effets::valider, this::empeche))
        .process(effect("ouvrir", DossierOuvert.class, effets::ouvrir, this::empeche))
        .process(step("lire l'ordre de mission", OrdreDeMission.Resultat.class, this::lireMission))
        .choice()
        .when(est(OrdreDeMission.Resultat.class, OrdreDeMission.Resultat.AEnregistrer.class))
        .process(effect("missionner", MissionEnregistree.class, effets::missionner, this::empeche))
        .end()
        .choice()
        .when(when(Orientation.class, o -> o.lettre() != null))
        .process(effect("editer la lettre", LettreEditee.class, effets::editer, this::empeche))
        .end()
        .choice()
        .when(when(Fiche.class, f -> f.preouverture().gestionGa()))
        .process(step("preparer la prise en charge", PriseEnCharge.class, this::preparerGa))
        .end()
        .choice()
        .when(est(PriseEnCharge.class, PriseEnCharge.AAdresser.class))
        .process(effect("adresser a ga", GaSollicitee.class, effets::adresserAGa, this::empeche))
        .end()
        .process(step("remarquer", Effets.Remarques.class, Effets::remarquer))
        .choice()
        .when(when(Effets.Remarques.class, r -> !r.lignes().isEmpty()))
        .process(effect("noter", RemarquesNotees.class, effets::noter, this::empeche))
        .end()
        .process(effect("repondre", CourrielEnvoye.class, this::repondreOuvert, this::empeche))
        .process(conclure(Fin::dossierOuvert));
  }

  /** Asked for pieces: the sender will be reminded of them. */
  private Outcome attendreLaSuite(Work work) {
    Regles.Relances relances = selon(work).regles().relances();
    if (relances.nombre() > 0) {
      Controle.Resultat.Incomplet what =
          (Controle.Resultat.Incomplet) work.get(Controle.Resultat.class);
      Rappel.apres(work, zone, reponse.attendues(what, nature(work), reunies(work)))
          .deposer(work, relances);
    }
    return selon(work).fin().regularisation(work);
  }

  /** A person wrote: who was asked for something about a known claim will be reminded of it. */
  private Outcome ecrit(Work work) {
    Outcome end = selon(work).fin().ecrit(work);
    Regles.Relances relances = selon(work).regles().relances();
    if (work.decisions().getLast().genre() == Decision.Genre.DEMANDER
        && work.find(Fiche.class).isPresent()
        && relances.nombre() > 0) {
      Rappel.apres(work, zone, List.of()).deposer(work, relances);
    }
    return end;
  }

  /** What decides about this item: under its own version of the rules, whatever is saved since. */
  private Jugements selon(Work work) {
    return jugements.de(work);
  }

  private Outcome empeche(Work work, String motif) {
    return selon(work).fin().empeche(work, motif);
  }

  private Processor conclure(BiFunction<Fin, Work, Outcome> fin) {
    return finir(work -> fin.apply(selon(work).fin(), work));
  }

  /** Ends the item; an answer that was sent goes into the contact log. */
  private static Processor finir(Function<Work, Outcome> fin) {
    return finish(
        work -> {
          Outcome end = fin.apply(work);
          work.find(CourrielEnvoye.class).ifPresent(mail -> consigner(work, mail, end.details()));
          work.find(GaSollicitee.class)
              .ifPresent(ga -> consigner(work, ga.courriel(), end.details()));
          return end;
        });
  }

  /** Puts a mail that was sent before the bot that keeps the contact log. */
  static void consigner(Work work, CourrielEnvoye mail, Outcome.Details details) {
    Contact sent =
        new Contact(
            "envoye/" + mail.messageId(),
            Contact.Sens.ENVOYE,
            work.clock().instant(),
            mail.destinataire(),
            mail.sujet(),
            details.numeroDeclaration(),
            details.numeroDossier(),
            work.item().bot());
    work.deposit(Contact.BOT, sent.cle(), sent.payload());
  }

  private Tri.Resultat trier(Work work) {
    Courrier mail = work.get(Courrier.class);
    // PASS is asked for its directory only when the sender matters.
    Annuaire annuaire =
        tri.selonExpediteur(mail)
            ? sessions.annuaire(work, mail.expediteur())
            : new Annuaire(List.of(), List.of());
    Tri.Resultat result = tri.trier(mail, annuaire);
    return result instanceof Tri.Resultat.AVerifier v && choix(work).admet(v.motif())
        ? tri.declaration(mail, annuaire)
        : result;
  }

  private Reconnaissance reconnaitre(Work work) {
    boolean report =
        work.get(Tri.Resultat.class) instanceof Tri.Resultat.Expert
            || RapportRecu.estRapport(lues(work));
    return new Reconnaissance(work.claims().known(documents(work)), report);
  }

  private static List<String> documents(Work work) {
    return work.get(Courrier.class).utiles().stream()
        .filter(j -> j.octets() > 0)
        .map(Courrier.Jointe::sha256)
        .distinct()
        .toList();
  }

  private RapportRecu.Resultat rattacher(Work work) {
    RapportRecu.Resultat found =
        selon(work).rapport().rattacher(work.get(Courrier.class), lues(work), sessions.de(work));
    if (found instanceof RapportRecu.Resultat.Rattache r) {
      work.claims().join(r.preouverture().numero().valeur());
    }
    return found;
  }

  /** A report is the business of a bot of its own; the very same again is nobody's any more. */
  private RapportRecu.Suite confier(Work work) {
    RapportRecu.Resultat.Rattache claim =
        (RapportRecu.Resultat.Rattache) work.get(RapportRecu.Resultat.class);
    String number = claim.preouverture().numero().valeur();
    List<RapportExpertise> reports =
        RapportRecu.rapports(work.get(Courrier.class), lues(work), number);
    boolean before =
        RapportRecu.dejaVenus(
            reports, work.claims().known(reports.stream().map(RapportExpertise::sha256).toList()));
    if (!before) {
      reports.forEach(r -> work.deposit(RapportExpertise.BOT, r.reference(), r.payload()));
    }
    return new RapportRecu.Suite(before);
  }

  private ReglementGa.Resultat rattacherReglement(Work work) {
    ReglementGa.Resultat found =
        selon(work).reglement().rattacher(work.get(Courrier.class), lues(work), sessions.de(work));
    if (found instanceof ReglementGa.Resultat.Rattache r) {
      work.claims().join(r.preouverture().numero().valeur());
    }
    return found;
  }

  private Identification.Resultat identifier(Work work) {
    String agence =
        switch (work.get(Tri.Resultat.class)) {
          case Tri.Resultat.Agence a -> a.code();
          case Tri.Resultat.Ignore _,
              Tri.Resultat.Quarantaine _,
              Tri.Resultat.AVerifier _,
              Tri.Resultat.Assistance _,
              Tri.Resultat.Expert _ ->
              throw new ConnectorException(
                  FailureKind.BUG, "Only an agency's mail declares a claim.");
        };
    Identification identification = selon(work).identification();
    Optional<String> named = choix(work).numero();
    if (named.isPresent()) {
      return identification.nommee(named.get(), agence, choix(work), sessions.de(work));
    }
    Set<String> telling = Pieces.probantes(lues(work), work.get(Courrier.class));
    Set<String> known =
        work.get(Reconnaissance.class).documents().stream()
            .filter(k -> telling.contains(k.sha256()) && k.numeroDeclaration() != null)
            .map(k -> String.valueOf(k.numeroDeclaration()))
            .collect(Collectors.toSet());
    return identification.identifier(
        work.get(Courrier.class), lues(work), agence, known, sessions.de(work));
  }

  private ClaimState rejoindre(Work work) {
    return work.claims().join(certaine(work).preouverture().numero().valeur());
  }

  /** Read again: before this item's turn, another may have corrected PASS or opened the dossier. */
  private Fiche consulter(Work work) {
    NumeroDeclaration numero = certaine(work).preouverture().numero();
    PassSession pass = sessions.de(work);
    Preouverture now =
        pass.preouverture(numero)
            .orElseThrow(
                () ->
                    new ConnectorException(
                        FailureKind.CHANGED,
                        "PASS no longer shows the préouverture "
                            + numero
                            + " that it showed a moment ago."));
    // The préouverture names the dossiers that were opened from it; the search tells more of them.
    return new Fiche(now, now.dossiers().isEmpty() ? List.of() : pass.dossiers(numero));
  }

  private Doublon.Resultat dedoublonner(Work work) {
    Fiche fiche = work.get(Fiche.class);
    // Asked again: the mail that brought the same papers may have ended since.
    Doublon.Resultat result =
        doublon.examiner(
            fiche.preouverture().numero().valeur(),
            Pieces.probantes(lues(work), work.get(Courrier.class)),
            work.claims().known(documents(work)),
            work.get(ClaimState.class).numeroDossier(),
            fiche.dossiers(),
            choix(work));
    Doublon.Resultat sure =
        result instanceof Doublon.Resultat.DejaOuvert open && !open.admis()
            ? deja(work, open)
            : result;
    return Doublon.repondu(sure)
        ? echange(work).<Doublon.Resultat>map(Doublon.Resultat.EnBoucle::new).orElse(sure)
        : sure;
  }

  /** Why the robot doesn't answer this sender any more. */
  private Optional<String> echange(Work work) {
    return echange.suppose(
        work.get(Courrier.class), work.get(ClaimState.class).items(), choix(work));
  }

  /** Papers are filed to somebody else's dossier only when they may be that claim's. */
  private Doublon.Resultat deja(Work work, Doublon.Resultat.DejaOuvert open) {
    List<String> against =
        new ArrayList<>(
            selon(work)
                .coherence()
                .contradictions(work.get(Fiche.class).preouverture(), lues(work)));
    switch (comparer(work, lues(work))) {
      case Rapprochement.Resultat.AVerifier v -> against.addAll(v.doutes());
      case Rapprochement.Resultat.Conforme c ->
          c.corrections().stream().map(Rapprochement::ecart).forEach(against::add);
    }
    String doubt =
        "Dossier %s déjà ouvert dans PASS par une autre voie. %s"
            .formatted(open.numeroDossier(), String.join(" ", against));
    return against.isEmpty() || choix(work).admet(doubt)
        ? open
        : new Doublon.Resultat.AVerifier(open.numeroDossier(), doubt, true);
  }

  private Controle.Resultat controler(Work work) {
    Jugements selon = selon(work);
    Preouverture claim = work.get(Fiche.class).preouverture();
    List<Piece> all = reunies(work);
    List<String> against =
        selon.coherence().contradictions(claim, all).stream()
            .filter(d -> !choix(work).admet(d))
            .toList();
    if (!against.isEmpty()) {
      return new Controle.Resultat.Contredit(selon.regles().version(), against);
    }
    Controle.Resultat result = selon.controle().verifier(claim.nature(), all);
    return result instanceof Controle.Resultat.Incomplet incomplet
        ? echange(work)
            .<Controle.Resultat>map(doubt -> new Controle.Resultat.EnBoucle(incomplet, doubt))
            .orElse(result)
        : result;
  }

  private Effect<CourrielEnvoye> reclamer(Work work) {
    return effets.reclamer(work, nature(work), reunies(work));
  }

  private Effect<CourrielEnvoye> repondreOuvert(Work work) {
    return effets.repondreOuvert(work, nature(work));
  }

  private Regles.Nature nature(Work work) {
    String nature = work.get(Fiche.class).preouverture().nature();
    Regles.Nature rule = selon(work).regles().natures().get(nature);
    if (rule == null) {
      throw new ConnectorException(
          FailureKind.CONFIGURATION, "The rules no longer know the nature " + nature + ".");
    }
    return rule;
  }

  private Rapprochement.Resultat comparer(Work work, List<Piece> all) {
    Courrier mail = work.get(Courrier.class);
    Jugements selon = selon(work);
    return selon
        .rapprochement()
        .comparer(
            work.get(Fiche.class).preouverture(),
            all,
            Indices.chercher(mail, selon.regles().formats()),
            LocalDate.ofInstant(mail.recuLe(), zone),
            certaine(work).nommeParPiece(),
            choix(work));
  }

  private Rapprochement.Resultat rapprocher(Work work) {
    Preouverture claim = work.get(Fiche.class).preouverture();
    Rapprochement.Resultat result = comparer(work, reunies(work));
    if (!(result instanceof Rapprochement.Resultat.Conforme conforme)) {
      return result;
    }
    if (Orientation.de(claim, selon(work).regles()).isEmpty()) {
      return aVerifier(
          result,
          "Le barème n'a pas de réserve pour la nature %s en mode « %s »."
              .formatted(claim.nature(), claim.mode()));
    }
    // The number of another accident of the same car is an easy slip of the pen.
    List<String> siblings = conforme.accidentConfirme() ? List.of() : autresSinistres(work, claim);
    String doubt =
        "Le véhicule %s a aussi la déclaration %s, et rien de lisible ne dit de quel accident il s'agit."
            .formatted(claim.immatriculationAssure(), String.join(", ", siblings));
    return siblings.isEmpty() || choix(work).admet(doubt) ? result : aVerifier(result, doubt);
  }

  /** Asked of the orchestrator, not of PASS: what the fleet itself has seen with other claims. */
  private Vigilance.Resultat regarder(Work work) {
    Jugements selon = selon(work);
    Regles.Signes signes = selon.regles().signes();
    Preouverture claim = work.get(Fiche.class).preouverture();
    Rapprochement.Resultat.Conforme compared =
        (Rapprochement.Resultat.Conforme) work.get(Rapprochement.Resultat.class);
    LocalDate accident =
        compared.corrections().stream()
            .filter(c -> c.champ().equals(ChampPass.DATE_ACCIDENT.nom()))
            .map(c -> LocalDate.parse(c.apres()))
            .findFirst()
            .orElse(claim.dateAccident());
    Alike alike =
        work.claims()
            .alike(
                Stream.of(claim.immatriculationAssure(), claim.immatriculationAdverse())
                    .filter(plate -> !plate.isBlank())
                    .distinct()
                    .toList(),
                Vigilance.empreintes(lues(work)),
                signes.distance(),
                work.item().createdAt().minus(Duration.ofDays(signes.historiqueJours())));
    return selon
        .vigilance()
        .peser(claim, reunies(work), compared.remarques(), accident, alike, choix(work));
  }

  private List<String> autresSinistres(Work work, Preouverture claim) {
    return sessions
        .de(work)
        .rechercher(new Recherche(claim.immatriculationAssure(), null, null, claim.agence()))
        .stream()
        .map(p -> p.numero().valeur())
        .filter(n -> !n.equals(claim.numero().valeur()))
        .toList();
  }

  private static Rapprochement.Resultat aVerifier(Rapprochement.Resultat result, String motif) {
    return new Rapprochement.Resultat.AVerifier(
        List.of(motif), result.remarques(), result.comparaisons());
  }

  private PriseEnCharge preparerGa(Work work) {
    Preouverture claim = work.get(Fiche.class).preouverture();
    return PriseEnCharge.de(
        claim, adresseGa, selon(work).coherence().exclusionsGa(claim, reunies(work)));
  }

  private Orientation orienter(Work work) {
    return Orientation.de(work.get(Fiche.class).preouverture(), selon(work).regles())
        .orElseThrow(
            () ->
                new ConnectorException(
                    FailureKind.BUG, "The comparison lets no claim pass without a reserve."));
  }

  private OrdreDeMission.Resultat lireMission(Work work) {
    return selon(work)
        .mission()
        .lire(
            reunies(work),
            sessions.annuaire(work, work.get(Courrier.class).expediteur()).experts());
  }

  private static Choix choix(Work work) {
    return new Choix(work.decisions());
  }

  private static List<Piece> lues(Work work) {
    return work.get(Lecture.class).pieces();
  }

  private List<Piece> reunies(Work work) {
    return pieces.reunir(work.get(ClaimState.class).pieces(), lues(work));
  }

  private static Identification.Resultat.Certaine certaine(Work work) {
    return (Identification.Resultat.Certaine) work.get(Identification.Resultat.class);
  }

  private static boolean aCorriger(Rapprochement.Resultat result) {
    return result instanceof Rapprochement.Resultat.Conforme c && !c.corrections().isEmpty();
  }

  private static <R> Predicate est(Class<R> type, Class<? extends R> one) {
    return when(type, one::isInstance);
  }

  /** The rules leave this nature to a person, or don't know it. */
  private boolean reserveAUnePersonne(Work work) {
    Regles.Nature nature =
        selon(work).regles().natures().get(work.get(Fiche.class).preouverture().nature());
    return nature == null || !nature.ouvertureAutomatique();
  }

  /**
   * What is known of the mail before its claim is looked for.
   *
   * @param documents earlier mails that brought documents of this one
   * @param rapport whether it comes from an expert or brings an expert's report
   */
  record Reconnaissance(List<KnownDocument> documents, boolean rapport) {
    Reconnaissance {
      documents = List.copyOf(documents);
    }
  }
}

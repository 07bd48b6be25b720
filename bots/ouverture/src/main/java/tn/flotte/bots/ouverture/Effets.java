package tn.flotte.bots.ouverture;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.bots.api.Question;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.ouverture.Connecteurs.Poste;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.connectors.mail.Message;
import tn.flotte.connectors.mail.OutgoingMail;
import tn.flotte.connectors.pass.Correction;
import tn.flotte.connectors.pass.Dossier;
import tn.flotte.connectors.pass.DossierConsulte;
import tn.flotte.connectors.pass.GenreLettre;
import tn.flotte.connectors.pass.Lettre;
import tn.flotte.connectors.pass.Mission;
import tn.flotte.connectors.pass.NumeroDossier;
import tn.flotte.connectors.pass.OuvertureDossier;
import tn.flotte.connectors.pass.PassSession;
import tn.flotte.connectors.pass.Preouverture;
import tn.flotte.connectors.pass.SessionsPass;

/**
 * Every change the bot makes to the outside world: what names it, how it is recognised, how it is
 * made.
 */
final class Effets {
  private final SessionsPass sessions;
  private final Duration dureeRequete;
  private final ZoneId zone;
  private final Documents documents;
  private final Poste poste;
  private final Reponse reponse;
  private final String adresseCellule;

  Effets(
      SessionsPass sessions,
      Duration dureeRequete,
      ZoneId zone,
      Documents documents,
      Poste poste,
      Reponse reponse,
      String adresseCellule) {
    this.sessions = sessions;
    this.dureeRequete = dureeRequete;
    this.zone = zone;
    this.documents = documents;
    this.poste = poste;
    this.reponse = reponse;
    this.adresseCellule = adresseCellule;
  }

  /** PASS was corrected. */
  record CorrectionFaite(List<Correction> corrections) {
    CorrectionFaite {
      corrections = List.copyOf(corrections);
    }
  }

  /** The préouverture is validated. */
  record ValidationFaite(String etat) {}

  /** The dossier is open. */
  record DossierOuvert(String numero, String noeud) {}

  /** The expert's mission is registered. */
  record MissionEnregistree(String numeroOm, String expertCode) {}

  /**
   * The letter is printed and stored.
   *
   * @param le the day; null in the journal of an older release
   */
  record LettreEditee(GenreLettre genre, String sha256, @Nullable LocalDate le) {}

  /** What is to be noted on the dossier, a line each, in French. */
  record Remarques(List<String> lignes) {
    Remarques {
      lignes = List.copyOf(lignes);
    }
  }

  /** Remarks stand on the dossier. */
  record RemarquesNotees(int lignes) {}

  /**
   * GA is asked to take the claim.
   *
   * @param demande whether it is a demande; else an ordre
   */
  record GaSollicitee(CourrielEnvoye courriel, boolean demande) {}

  /** The sender has an answer, or the cell a notice. */
  record CourrielEnvoye(String messageId, String destinataire, String sujet) {}

  Effect<CorrectionFaite> corriger(Work work) {
    Preouverture before = work.get(Fiche.class).preouverture();
    List<Correction> wanted = conforme(work).corrections();
    String key =
        before.numero()
            + "/"
            + wanted.stream()
                .map(c -> c.champ() + "=" + c.apres())
                .sorted()
                .collect(Collectors.joining("&"));
    return new DansPass<>(work, key) {
      @Override
      public Optional<CorrectionFaite> lookup() {
        Preouverture now = vue(before);
        return wanted.stream().allMatch(c -> valeur(now, c.champ()).equals(c.apres()))
            ? Optional.of(new CorrectionFaite(wanted))
            : Optional.empty();
      }

      @Override
      public Optional<String> obstacle() {
        Preouverture now = derniere(before);
        // What somebody has corrected as we would is no obstacle.
        List<Correction> made =
            wanted.stream().filter(c -> valeur(now, c.champ()).equals(c.apres())).toList();
        return Ecart.entre(before, made, now)
            .map(
                changed ->
                    "%s Correction non faite : %s."
                        .formatted(
                            changed,
                            wanted.stream()
                                .map(
                                    c ->
                                        "%s « %s »"
                                            .formatted(
                                                ChampPass.nomme(c.champ()).libelle(), c.apres()))
                                .collect(Collectors.joining(", "))));
      }

      @Override
      public CorrectionFaite perform() {
        Preouverture now = derniere(before);
        pass()
            .corriger(
                before.numero(),
                wanted.stream().filter(c -> !valeur(now, c.champ()).equals(c.apres())).toList());
        return new CorrectionFaite(wanted);
      }
    };
  }

  Effect<ValidationFaite> valider(Work work) {
    Preouverture before = work.get(Fiche.class).preouverture();
    return new DansPass<>(work, before.numero().valeur()) {
      @Override
      public Optional<ValidationFaite> lookup() {
        return Optional.of(vue(before))
            .filter(Preouverture::validee)
            .map(p -> new ValidationFaite(p.etat()));
      }

      @Override
      public Optional<String> obstacle() {
        return ecart(work, derniere(before)).map(e -> e + " Préouverture non validée.");
      }

      @Override
      public ValidationFaite perform() {
        return new ValidationFaite(pass().valider(before.numero()).etat());
      }
    };
  }

  Effect<DossierOuvert> ouvrir(Work work) {
    Preouverture claim = work.get(Fiche.class).preouverture();
    Orientation where = work.get(Orientation.class);
    return new DansPass<>(work, claim.numero().valeur()) {
      @Override
      public Optional<DossierOuvert> lookup() {
        // A préouverture names the dossiers of its declaration; the search adds their particulars.
        return vue(claim).dossiers().isEmpty()
            ? Optional.empty()
            : pass().dossiers(claim.numero()).stream().findFirst().map(Effets::ouvert);
      }

      @Override
      public Optional<String> obstacle() {
        Preouverture now = derniere(claim);
        String etat = work.get(ValidationFaite.class).etat();
        return ecart(work, now)
            .or(
                () ->
                    now.validee()
                        ? Optional.empty()
                        : Optional.of(
                            "PASS a changé depuis l'examen : état « %s », maintenant « %s »."
                                .formatted(etat, now.etat())))
            .map(e -> e + " Dossier non ouvert.");
      }

      @Override
      public DossierOuvert perform() {
        return ouvert(
            pass()
                .ouvrir(
                    new OuvertureDossier(
                        claim.numero(),
                        claim.nature(),
                        where.noeud(),
                        where.reserve(),
                        claim.gestionGa())));
      }
    };
  }

  /** Registers the mission; only called when the order was read surely. */
  Effect<MissionEnregistree> missionner(Work work) {
    NumeroDossier dossier = dossier(work);
    OrdreDeMission.Resultat.AEnregistrer order =
        (OrdreDeMission.Resultat.AEnregistrer) work.get(OrdreDeMission.Resultat.class);
    return new DansPass<>(work, dossier + "/" + order.numeroOm()) {
      @Override
      public Optional<MissionEnregistree> lookup() {
        return vu(dossier).stream()
            .flatMap(d -> d.missions().stream())
            .filter(m -> m.numeroOm().equals(order.numeroOm()))
            .findFirst()
            .map(m -> new MissionEnregistree(m.numeroOm(), m.expertCode()));
      }

      @Override
      public Optional<String> obstacle() {
        return dossierChange(work, dernier(dossier))
            .or(() -> autreMission(dernier(dossier)))
            .map(e -> e + " Mission %s non enregistrée.".formatted(order.numeroOm()));
      }

      @Override
      public MissionEnregistree perform() {
        Mission done =
            pass()
                .enregistrer(
                    new Mission(
                        dossier, order.numeroOm(), order.expertCode(), order.date(), order.lieu()));
        return new MissionEnregistree(done.numeroOm(), done.expertCode());
      }
    };
  }

  /** Prints the letter to the adverse company; only called when the mode has one. */
  Effect<LettreEditee> editer(Work work) {
    NumeroDossier dossier = dossier(work);
    GenreLettre kind = Objects.requireNonNull(work.get(Orientation.class).lettre());
    return new DansPass<>(work, dossier + "/" + kind) {
      @Override
      public Optional<LettreEditee> lookup() {
        return vu(dossier)
            .filter(d -> d.lettres().contains(kind))
            .flatMap(_ -> pass().lettre(dossier, kind))
            .map(l -> garder(work, l));
      }

      @Override
      public Optional<String> obstacle() {
        return dossierChange(work, dernier(dossier))
            .map(e -> e + " Lettre %s non éditée.".formatted(kind));
      }

      @Override
      public LettreEditee perform() {
        return garder(work, pass().editer(dossier, kind, aujourdhui(work)));
      }
    };
  }

  /** Notes remarks on the dossier; PASS keeps a line once. */
  Effect<RemarquesNotees> noter(Work work) {
    NumeroDossier dossier = dossier(work);
    List<String> lines = work.get(Remarques.class).lignes();
    return new DansPass<>(work, dossier + "/" + String.join("|", lines)) {
      @Override
      public Optional<RemarquesNotees> lookup() {
        return vu(dossier).filter(d -> d.observe(lines)).isPresent()
            ? Optional.of(new RemarquesNotees(lines.size()))
            : Optional.empty();
      }

      @Override
      public RemarquesNotees perform() {
        PassSession pass = pass();
        lines.forEach(line -> pass.observer(dossier, line));
        return new RemarquesNotees(lines.size());
      }
    };
  }

  /**
   * Collects the remarks on the mail, of identification and of comparison, and a mission that waits
   * for the cell.
   */
  static Remarques remarquer(Work work) {
    List<String> lines = new ArrayList<>();
    work.get(Courrier.class).remarque().ifPresent(lines::add);
    work.find(Identification.Resultat.class)
        .filter(Identification.Resultat.Certaine.class::isInstance)
        .map(Identification.Resultat.Certaine.class::cast)
        .ifPresent(c -> c.remarques().forEach(r -> lines.add(r.texte())));
    work.find(Rapprochement.Resultat.class)
        .ifPresent(r -> r.remarques().forEach(m -> lines.add(m.texte())));
    new Choix(work.decisions())
        .par()
        .ifPresent(
            who -> lines.add("Vérifié par la cellule (%s) avant l'ouverture.".formatted(who)));
    work.find(OrdreDeMission.Resultat.class)
        .filter(OrdreDeMission.Resultat.ALaCellule.class::isInstance)
        .map(OrdreDeMission.Resultat.ALaCellule.class::cast)
        .ifPresent(
            m -> lines.add("Mission à enregistrer par la cellule : %s.".formatted(m.motif())));
    return new Remarques(lines.stream().distinct().toList());
  }

  Effect<CourrielEnvoye> repondreOuvert(Work work, Regles.Nature nature) {
    return repondre(
        work,
        () ->
            reponse.dossierOuvert(
                work.get(Fiche.class).preouverture(),
                work.get(DossierOuvert.class).numero(),
                work.get(DossierOuvert.class).noeud(),
                work.get(OrdreDeMission.Resultat.class),
                work.get(Orientation.class).lettre(),
                nature,
                work.get(Rapprochement.Resultat.class).remarques().stream()
                    .anyMatch(r -> r.code().equals(Remarque.DOUTE)),
                work.find(CorrectionFaite.class)
                    .map(CorrectionFaite::corrections)
                    .orElse(List.of())));
  }

  /** Asks GA to take the claim; once for a dossier, whichever mail opened it. */
  Effect<GaSollicitee> adresserAGa(Work work) {
    PriseEnCharge.AAdresser order = (PriseEnCharge.AAdresser) work.get(PriseEnCharge.class);
    Effect<CourrielEnvoye> mail =
        courriel(
            "adresser a ga",
            dossier(work).valeur(),
            order.adresse(),
            "",
            List.of(),
            () ->
                reponse.priseEnCharge(
                    work.get(Fiche.class).preouverture(),
                    work.get(DossierOuvert.class).numero(),
                    work.get(OrdreDeMission.Resultat.class),
                    order.demande(),
                    work.find(CorrectionFaite.class)
                        .map(CorrectionFaite::corrections)
                        .orElse(List.of())));
    return new Effect<>() {
      @Override
      public String naturalKey() {
        return mail.naturalKey();
      }

      @Override
      public Optional<GaSollicitee> lookup() {
        return mail.lookup().map(sent -> new GaSollicitee(sent, order.demande()));
      }

      @Override
      public GaSollicitee perform() {
        return new GaSollicitee(mail.perform(), order.demande());
      }

      @Override
      public Duration longestRequest() {
        return mail.longestRequest();
      }
    };
  }

  Effect<CourrielEnvoye> reclamer(Work work, Regles.Nature nature, List<Piece> pieces) {
    return repondre(
        work,
        () ->
            reponse.regularisation(
                work.get(Fiche.class).preouverture(),
                (Controle.Resultat.Incomplet) work.get(Controle.Resultat.class),
                nature,
                pieces));
  }

  /**
   * Reminds the sender of what was asked for.
   *
   * @param sansObjet why no reminder is needed any more, looked up when it is asked
   */
  Effect<CourrielEnvoye> relancer(Work work, Rappel rappel, Supplier<Optional<String>> sansObjet) {
    return courriel(
        "relancer",
        work.item().reference(),
        rappel.destinataire(),
        rappel.demande(),
        rappel.fil(),
        () -> reponse.relance(rappel),
        sansObjet);
  }

  Effect<CourrielEnvoye> repondreDoublon(Work work) {
    String number = work.get(Fiche.class).preouverture().numero().valeur();
    return repondre(
        work,
        () ->
            switch (work.get(Doublon.Resultat.class)) {
              case Doublon.Resultat.MemesPieces same ->
                  reponse.doublon(number, same.numeroDossier(), same.issue());
              case Doublon.Resultat.DejaOuvert open ->
                  reponse.dejaOuvert(number, open.numeroDossier());
              case Doublon.Resultat.Nouveau _,
                  Doublon.Resultat.EnBoucle _,
                  Doublon.Resultat.AVerifier _ ->
                  throw new ConnectorException(
                      FailureKind.BUG, "Only a doublon is answered as one.");
            });
  }

  /** What the cell writes to the sender; a decision's letter is sent once. */
  Effect<CourrielEnvoye> ecrire(Work work) {
    Decision decision = work.decisions().getLast();
    Courrier mail = work.get(Courrier.class);
    return courriel(
        "ecrire",
        work.item().reference() + "/" + decision.numero(),
        mail.expediteur(),
        mail.messageId(),
        fil(mail),
        () -> lettre(work, decision));
  }

  private Message lettre(Work work, Decision decision) {
    String motif = decision.motif();
    Question.Lettre lettre = decision.lettre();
    if (decision.genre() == Decision.Genre.REJETER && motif != null) {
      return reponse.refus(
          work.recorded("consulter", Fiche.class).map(Fiche::preouverture).orElse(null), motif);
    }
    if (decision.genre() == Decision.Genre.DEMANDER && lettre != null) {
      return reponse.lettre(lettre);
    }
    throw new ConnectorException(
        FailureKind.BUG, "Decision %d has nothing to write.".formatted(decision.numero()));
  }

  Effect<CourrielEnvoye> signaler(Work work) {
    Courrier mail = work.get(Courrier.class);
    Tri.Resultat.Quarantaine why = (Tri.Resultat.Quarantaine) work.get(Tri.Resultat.class);
    return courriel(
        "signaler",
        work.item().reference(),
        adresseCellule,
        "",
        List.of(),
        () -> reponse.quarantaine(mail, why.motif(), work.item().id()));
  }

  private Effect<CourrielEnvoye> repondre(Work work, Supplier<Message> message) {
    Courrier mail = work.get(Courrier.class);
    return courriel(
        "repondre",
        work.item().reference(),
        mail.expediteur(),
        mail.messageId(),
        fil(mail),
        message);
  }

  static List<String> fil(Courrier mail) {
    return Stream.concat(mail.references().stream(), Stream.of(mail.messageId()))
        .filter(r -> !r.isEmpty())
        .toList();
  }

  private Effect<CourrielEnvoye> courriel(
      String effect,
      String key,
      String to,
      String inReplyTo,
      List<String> thread,
      Supplier<Message> message) {
    return courriel(effect, key, to, inReplyTo, thread, message, Optional::empty);
  }

  private Effect<CourrielEnvoye> courriel(
      String effect,
      String key,
      String to,
      String inReplyTo,
      List<String> thread,
      Supplier<Message> message,
      Supplier<Optional<String>> obstacle) {
    String messageId = poste.messageId(effect, key);
    return new Effect<>() {
      @Override
      public String naturalKey() {
        return key;
      }

      @Override
      public Optional<CourrielEnvoye> lookup() {
        return poste.envoye(messageId).map(s -> new CourrielEnvoye(messageId, to, s.subject()));
      }

      @Override
      public Optional<String> obstacle() {
        return obstacle.get();
      }

      @Override
      public CourrielEnvoye perform() {
        Message text = message.get();
        poste.envoyer(
            new OutgoingMail(
                messageId,
                List.of(to),
                text.sujet(),
                text.texte(),
                text.html(),
                inReplyTo.isEmpty() ? null : inReplyTo,
                thread));
        return new CourrielEnvoye(messageId, to, text.sujet());
      }

      @Override
      public Duration longestRequest() {
        return poste.delaiDoute();
      }
    };
  }

  static Map<String, List<String>> parChamp(List<Correction> corrections) {
    Map<String, List<String>> map = new LinkedHashMap<>();
    corrections.forEach(c -> map.put(c.champ(), List.of(c.avant(), c.apres())));
    return map;
  }

  private static Rapprochement.Resultat.Conforme conforme(Work work) {
    return (Rapprochement.Resultat.Conforme) work.get(Rapprochement.Resultat.class);
  }

  /** What has changed in PASS since the decision, our own corrections apart. */
  private static Optional<String> ecart(Work work, Preouverture now) {
    return Ecart.entre(
        work.get(Fiche.class).preouverture(),
        work.find(CorrectionFaite.class).map(CorrectionFaite::corrections).orElse(List.of()),
        now);
  }

  /** What has changed in PASS of the dossier since it was opened. */
  private static Optional<String> dossierChange(Work work, Optional<DossierConsulte> seen) {
    Preouverture claim = work.get(Fiche.class).preouverture();
    DossierOuvert open = work.get(DossierOuvert.class);
    return seen.map(DossierConsulte::dossier)
        .filter(d -> d.declaration().equals(claim.numero()))
        .map(now -> Ecart.entre(open.noeud(), claim, now))
        .orElseGet(
            () ->
                Optional.of(
                    "PASS ne montre plus le dossier %s pour la déclaration %s."
                        .formatted(open.numero(), claim.numero())));
  }

  /** A centre d'expertise that opened the dossier in between has assigned its expert itself. */
  private static Optional<String> autreMission(Optional<DossierConsulte> seen) {
    return seen.filter(d -> !d.missions().isEmpty())
        .map(
            d ->
                "Le dossier a déjà la mission %s."
                    .formatted(
                        d.missions().stream()
                            .map(Mission::numeroOm)
                            .collect(Collectors.joining(", "))));
  }

  private static NumeroDossier dossier(Work work) {
    return new NumeroDossier(work.get(DossierOuvert.class).numero());
  }

  private static DossierOuvert ouvert(Dossier dossier) {
    return new DossierOuvert(dossier.numero().valeur(), dossier.noeud());
  }

  private LettreEditee garder(Work work, Lettre lettre) {
    return new LettreEditee(lettre.genre(), documents.put(lettre.pdf()).sha256(), aujourdhui(work));
  }

  private LocalDate aujourdhui(Work work) {
    return LocalDate.ofInstant(work.clock().instant(), zone);
  }

  private static Preouverture relire(PassSession pass, Preouverture before) {
    return pass.preouverture(before.numero())
        .orElseThrow(
            () ->
                new ConnectorException(
                    FailureKind.CHANGED,
                    "PASS no longer shows the préouverture "
                        + before.numero()
                        + " that it showed a moment ago."));
  }

  private static String valeur(Preouverture preouverture, String champ) {
    return ChampPass.nomme(champ).de(preouverture);
  }

  /**
   * An effect in PASS: fenced by a new login, which ends the older holder's session and its record
   * locks; withheld when PASS no longer holds what was decided on.
   */
  private abstract class DansPass<R> implements Effect<R> {
    private final Work work;
    private final String key;
    private @Nullable Preouverture preouverture;
    private @Nullable DossierConsulte dossier;

    DansPass(Work work, String key) {
      this.work = work;
      this.key = key;
    }

    PassSession pass() {
      return sessions.de(work);
    }

    /** Looks at the préouverture anew. */
    Preouverture vue(Preouverture before) {
      Preouverture now = relire(pass(), before);
      preouverture = now;
      return now;
    }

    /** As the look just taken showed it: what was seen a moment ago is not asked for again. */
    Preouverture derniere(Preouverture before) {
      Preouverture last = preouverture;
      return last == null ? vue(before) : last;
    }

    /** Looks at the dossier anew. */
    Optional<DossierConsulte> vu(NumeroDossier numero) {
      Optional<DossierConsulte> now = pass().dossier(numero);
      dossier = now.orElse(null);
      return now;
    }

    /** As the look just taken showed it. */
    Optional<DossierConsulte> dernier(NumeroDossier numero) {
      DossierConsulte last = dossier;
      return last == null ? vu(numero) : Optional.of(last);
    }

    @Override
    public String naturalKey() {
      return key;
    }

    @Override
    public Duration longestRequest() {
      return dureeRequete;
    }

    @Override
    public void fence() {
      sessions.ecarter(work);
    }
  }
}

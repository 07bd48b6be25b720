package tn.flotte.connectors.pass;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.Evidence;
import tn.flotte.bots.api.FailureKind;
import tn.flotte.connectors.pass.page.AnnuairePage;
import tn.flotte.connectors.pass.page.CompletionPage;
import tn.flotte.connectors.pass.page.CorrectionPage;
import tn.flotte.connectors.pass.page.DossierPage;
import tn.flotte.connectors.pass.page.Forme;
import tn.flotte.connectors.pass.page.LettrePage;
import tn.flotte.connectors.pass.page.MenuFrame;
import tn.flotte.connectors.pass.page.MissionPage;
import tn.flotte.connectors.pass.page.MissionSuiviePage;
import tn.flotte.connectors.pass.page.OuverturePage;
import tn.flotte.connectors.pass.page.Poste;
import tn.flotte.connectors.pass.page.PreouverturePage;
import tn.flotte.connectors.pass.page.RecherchePage;
import tn.flotte.connectors.pass.page.Reponse;

/**
 * The verbs of the procedure at the screens of one account. A verb holds the account while it runs;
 * whatever goes wrong in it becomes one {@link ConnectorException}, whose kind depends on whether
 * something had been submitted.
 */
final class SeleniumSession implements PassSession {
  private static final Logger log = LoggerFactory.getLogger(SeleniumSession.class);

  private final Compte compte;
  private final Consumer<Evidence> evidence;
  private final int tour;
  private boolean chassee;
  private @Nullable Poste poste;

  SeleniumSession(Compte compte, Consumer<Evidence> evidence) {
    this.compte = compte;
    this.evidence = evidence;
    this.tour = compte.prendre();
  }

  /**
   * Logs in anew even when a session is warm: PASS ends the account's older session and its record
   * locks with it.
   */
  void reconnect() {
    compte.verrouiller();
    try {
      compte.verifier(tour);
      chassee = false;
      // Every verb logs in first when nobody is logged in: one login, with a warm session or none.
      compte.deconnecte();
      verbe("reconnect", poste -> true);
    } finally {
      compte.liberer();
    }
  }

  @Override
  public Annuaire annuaire() {
    return verbe(
        "annuaire", poste -> compte.pass().annuaire().orElseGet(() -> lireAnnuaire(poste)));
  }

  private Annuaire lireAnnuaire(Poste poste) {
    List<Agence> agences =
        obtenir("annuaire", MenuFrame.annuaireAgences(poste).puis(AnnuairePage::entrees)).stream()
            .map(
                e ->
                    new Agence(
                        de(e, "code"), de(e, "nom"), de(e, "email").toLowerCase(Locale.ROOT)))
            .toList();
    List<Expert> experts =
        obtenir("annuaire", MenuFrame.annuaireExperts(poste).puis(AnnuairePage::entrees)).stream()
            .map(
                e ->
                    new Expert(
                        de(e, "code"), de(e, "nom"), de(e, "email").toLowerCase(Locale.ROOT)))
            .toList();
    Annuaire read = new Annuaire(agences, experts);
    compte.pass().annuaire(read);
    return read;
  }

  @Override
  public Optional<Preouverture> preouverture(NumeroDeclaration numero) {
    return verbe(
        "preouverture " + numero,
        poste ->
            obtenir("préouverture " + numero, PreouverturePage.ouvrir(poste, numero.valeur()))
                .map(
                    page -> {
                      compte.vue(page);
                      return lue(page);
                    }));
  }

  @Override
  public List<Preouverture> rechercher(Recherche recherche) {
    Map<String, String> criteres = new LinkedHashMap<>();
    put(criteres, "immatriculation", recherche.immatriculation());
    put(criteres, "police", recherche.police());
    put(
        criteres,
        "date-accident",
        recherche.dateAccident() == null ? null : recherche.dateAccident().toString());
    put(criteres, "agence", recherche.agence());
    return verbe(
        "rechercher",
        poste -> {
          List<Preouverture> found = new ArrayList<>();
          for (Map<String, String> ligne :
              obtenir(
                  "search of préouvertures",
                  RecherchePage.preouvertures(poste).puis(p -> p.chercher(criteres)))) {
            obtenir(
                    "préouverture " + de(ligne, "numero"),
                    PreouverturePage.ouvrir(poste, de(ligne, "numero")))
                .map(this::lue)
                .ifPresent(found::add);
          }
          return List.copyOf(found);
        });
  }

  @Override
  public Preouverture corriger(NumeroDeclaration numero, List<Correction> corrections) {
    Map<String, String> apres = new LinkedHashMap<>();
    for (Correction correction : corrections) {
      forme(correction);
      if (apres.put(correction.champ(), correction.apres()) != null) {
        throw bogue("Field " + correction.champ() + " of " + numero + " is corrected twice.");
      }
    }
    if (apres.isEmpty()) {
      throw bogue("There is nothing to correct in " + numero + ".");
    }
    String what = "correction of " + numero;
    return ecriture(
        what,
        poste -> {
          CorrectionPage page = obtenir(what, CorrectionPage.ouvrir(poste, numero.valeur()));
          for (Correction correction : corrections) {
            String held = page.valeurs().getOrDefault(correction.champ(), "");
            if (!held.equals(forme(correction).canonique(correction.avant()))) {
              throw new ConnectorException(
                  FailureKind.CHANGED,
                  "PASS no longer holds \"%s\" but \"%s\" in %s of %s; nothing was corrected."
                      .formatted(correction.avant(), held, correction.champ(), numero));
            }
          }
          PreouverturePage after = obtenir(what, page.enregistrer(apres));
          compte.vue(after);
          return lue(after);
        },
        poste -> CorrectionPage.abandonner(poste, numero.valeur()));
  }

  @Override
  public Preouverture valider(NumeroDeclaration numero) {
    String what = "validation of " + numero;
    return ecriture(
        what,
        poste -> {
          PreouverturePage page = pourValider(what, poste, numero);
          Preouverture now = lue(page);
          if (now.validee()) {
            return now;
          }
          Preouverture after = lue(obtenir(what, page.valider()));
          if (!after.validee()) {
            throw new ConnectorException(
                FailureKind.CHANGED,
                "PASS said that %s is validated, but shows it as %s."
                    .formatted(numero, after.etat()));
          }
          return after;
        },
        poste -> {});
  }

  private PreouverturePage pourValider(String what, Poste poste, NumeroDeclaration numero) {
    PreouverturePage last = compte.vue();
    if (last != null
        && last.affichee(poste)
        && numero.valeur().equals(last.valeurs().get("numero"))) {
      // Right after a look or a correction the screen stands there as PASS answered it.
      return last;
    }
    return obtenir(what, PreouverturePage.ouvrir(poste, numero.valeur()))
        .orElseThrow(() -> bogue("PASS has no préouverture " + numero + " to validate."));
  }

  @Override
  public List<Dossier> dossiers(NumeroDeclaration numero) {
    return verbe(
        "dossiers " + numero,
        poste ->
            obtenir(
                    "search of the dossiers of " + numero,
                    RecherchePage.dossiers(poste)
                        .puis(p -> p.chercher(Map.of("declaration", numero.valeur()))))
                .stream()
                .filter(ligne -> numero.valeur().equals(ligne.get("declaration")))
                .map(
                    ligne ->
                        new Dossier(
                            numeroDossier(de(ligne, "numero")),
                            numero,
                            Forme.CODE.canonique(de(ligne, "noeud")),
                            de(ligne, "nature"),
                            de(ligne, "mode")))
                .toList());
  }

  @Override
  public Dossier ouvrir(OuvertureDossier ouverture) {
    String declaration = ouverture.declaration().valeur();
    String what = "opening of " + declaration;
    String reserve = millimes(ouverture.reserve());
    return ecriture(
        what,
        poste -> {
          OuverturePage page = obtenir(what, OuverturePage.ouvrir(poste, declaration));
          NumeroDossier numero =
              numeroDossier(
                  obtenir(
                      what,
                      page.enregistrer(
                          ouverture.nature(), ouverture.noeud(), reserve, ouverture.gestionGa())));
          Map<String, String> shown =
              obtenir(what, DossierPage.ouvrir(poste, numero.valeur())).valeurs();
          Map<String, String> meant =
              Map.of(
                  "declaration", declaration,
                  "nature", ouverture.nature(),
                  "noeud", ouverture.noeud(),
                  "reserve", reserve,
                  "gestion-ga", String.valueOf(ouverture.gestionGa()));
          meant.forEach(
              (champ, valeur) -> {
                if (!valeur.equals(shown.get(champ))) {
                  throw new ConnectorException(
                      FailureKind.CHANGED,
                      "Dossier %s was opened with %s \"%s\", but PASS shows \"%s\"; a person must look at it."
                          .formatted(numero, champ, valeur, shown.get(champ)));
                }
              });
          return new Dossier(
              numero,
              ouverture.declaration(),
              ouverture.noeud(),
              ouverture.nature(),
              de(shown, "mode"));
        },
        poste -> OuverturePage.abandonner(poste, declaration));
  }

  @Override
  public Optional<DossierConsulte> dossier(NumeroDossier numero) {
    return verbe(
        "dossier " + numero,
        poste -> {
          Reponse<DossierPage> answer = DossierPage.ouvrir(poste, numero.valeur());
          if (answer instanceof Reponse.Refusee<DossierPage>) {
            return Optional.empty();
          }
          DossierPage page = obtenir("dossier " + numero, answer);
          Map<String, String> shown = page.valeurs();
          return Optional.of(
              new DossierConsulte(
                  new Dossier(
                      numero,
                      new NumeroDeclaration(de(shown, "declaration")),
                      de(shown, "noeud"),
                      de(shown, "nature"),
                      de(shown, "mode")),
                  page.missions().stream().map(m -> mission(numero, m)).toList(),
                  Arrays.stream(GenreLettre.values())
                      .filter(genre -> !page.lettre(genre.name()).isEmpty())
                      .collect(Collectors.toSet()),
                  page.observations()));
        });
  }

  @Override
  public Mission enregistrer(Mission mission) {
    String dossier = mission.dossier().valeur();
    String what = "mission " + mission.numeroOm() + " of " + dossier;
    LocalDate date = mission.date();
    if (date == null) {
      throw bogue("PASS needs the date of " + what + ".");
    }
    String lieu = mission.lieuVisite() == null ? "" : mission.lieuVisite();
    return ecriture(
        what,
        poste ->
            mission(
                mission.dossier(),
                obtenir(
                    what,
                    MissionPage.ouvrir(poste, dossier)
                        .puis(
                            page ->
                                page.enregistrer(
                                    mission.numeroOm(),
                                    mission.expertCode(),
                                    date.toString(),
                                    lieu)))),
        poste -> MissionPage.abandonner(poste, dossier));
  }

  @Override
  public List<MissionSuivie> missions(NumeroDossier dossier) {
    String what = "missions of " + dossier;
    return verbe(
        what,
        poste -> {
          Reponse<DossierPage> answer = DossierPage.ouvrir(poste, dossier.valeur());
          if (answer instanceof Reponse.Refusee<DossierPage>) {
            return List.of();
          }
          List<MissionSuivie> found = new ArrayList<>();
          for (Map<String, String> listed : obtenir(what, answer).missions()) {
            String rang = de(listed, "rang");
            found.add(
                suivie(
                    dossier,
                    rang,
                    obtenir(what, MissionSuiviePage.ouvrir(poste, dossier.valeur(), rang))));
          }
          return List.copyOf(found);
        });
  }

  @Override
  public MissionSuivie completer(MissionSuivie mission, RapportSaisi rapport) {
    String dossier = mission.dossier().valeur();
    String rang = String.valueOf(mission.rang());
    String what = "report on mission " + mission.numeroOm() + " of " + dossier;
    Map<String, String> values =
        Map.of(
            "genre", rapport.genre().name(),
            "reference", rapport.reference(),
            "date", rapport.date().toString(),
            "honoraires", millimes(rapport.honoraires()),
            "montant", millimes(rapport.montant()),
            "epave", String.valueOf(rapport.epave()));
    return ecriture(
        what,
        poste ->
            suivie(
                mission.dossier(),
                rang,
                obtenir(
                    what,
                    CompletionPage.ouvrir(poste, dossier, rang, mission.numeroOm())
                        .puis(page -> page.enregistrer(values)))),
        poste -> CompletionPage.abandonner(poste, dossier));
  }

  @Override
  public List<MissionEnCours> missionsEnCours() {
    return verbe(
        "missions under way",
        poste ->
            obtenir(
                    "missions under way",
                    RecherchePage.missionsEnCours(poste).puis(p -> p.chercher(Map.of())))
                .stream()
                .map(
                    ligne ->
                        listed(
                            "mission " + de(ligne, "om"),
                            () ->
                                new MissionEnCours(
                                    numeroDossier(de(ligne, "numero")),
                                    Integer.parseInt(de(ligne, "rang")),
                                    de(ligne, "om"),
                                    de(ligne, "expert").split(" ", 2)[0],
                                    jour(de(ligne, "prise-le")))))
                .toList());
  }

  @Override
  public List<DossierSansRapport> dossiersSansRapport(LocalDate accidentAu) {
    return verbe(
        "dossiers without report",
        poste ->
            obtenir(
                    "dossiers without report",
                    RecherchePage.dossiersOuverts(poste)
                        .puis(
                            p ->
                                p.chercher(
                                    Map.of(
                                        "rapport", poste.ecrans().sansRapport(),
                                        "accident-au", accidentAu.toString()))))
                .stream()
                .map(
                    ligne ->
                        listed(
                            "dossier " + de(ligne, "numero"),
                            () ->
                                new DossierSansRapport(
                                    numeroDossier(de(ligne, "numero")),
                                    new NumeroDeclaration(de(ligne, "declaration")),
                                    jour(de(ligne, "accident")),
                                    de(ligne, "mode"))))
                .toList());
  }

  private static LocalDate jour(String shown) {
    return LocalDate.parse(Forme.DATE.canonique(shown));
  }

  private MissionSuivie suivie(NumeroDossier dossier, String rang, MissionSuiviePage page) {
    Map<String, String> shown = page.valeurs();
    return listed(
        "mission " + de(shown, "om") + " of " + dossier,
        () ->
            new MissionSuivie(
                dossier,
                Integer.parseInt(rang),
                de(shown, "om"),
                de(shown, "expert"),
                LocalDate.parse(de(shown, "prise-le")),
                de(shown, "statut").toUpperCase(Locale.ROOT),
                page.rapports().stream()
                    .map(
                        r ->
                            new RapportSaisi(
                                GenreRapport.valueOf(de(r, "genre")),
                                LocalDate.parse(de(r, "date")),
                                de(r, "reference"),
                                new BigDecimal(de(r, "honoraires")),
                                new BigDecimal(de(r, "montant")),
                                Boolean.parseBoolean(de(r, "epave"))))
                    .toList()));
  }

  /** What PASS shows in a form that isn't known stops the bot, before or after a submit. */
  private <T> T listed(String what, Supplier<T> read) {
    try {
      return read.get();
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      throw new ConnectorException(
          Objects.requireNonNull(poste).soumis() ? FailureKind.UNKNOWN_EFFECT : FailureKind.CHANGED,
          "PASS shows %s in a form that isn't known: %s".formatted(what, e.getMessage()),
          e);
    }
  }

  @Override
  public Optional<Lettre> lettre(NumeroDossier dossier, GenreLettre genre) {
    return verbe(
        "lettre " + genre + " of " + dossier,
        poste -> {
          String adresse =
              obtenir("dossier " + dossier, DossierPage.ouvrir(poste, dossier.valeur()))
                  .lettre(genre.name());
          return adresse.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Lettre(
                      dossier,
                      genre,
                      obtenir("letter of " + dossier, LettrePage.imprimer(poste, adresse))));
        });
  }

  @Override
  public Lettre editer(NumeroDossier dossier, GenreLettre genre, LocalDate date) {
    String what = "letter " + genre + " of " + dossier;
    return ecriture(
        what,
        poste -> {
          String adresse =
              obtenir(
                  what,
                  LettrePage.ouvrir(poste, dossier.valeur())
                      .puis(page -> page.editer(genre.name())));
          return new Lettre(dossier, genre, obtenir(what, LettrePage.imprimer(poste, adresse)));
        },
        poste -> LettrePage.abandonner(poste, dossier.valeur()));
  }

  @Override
  public void observer(NumeroDossier dossier, String remarque) {
    String what = "observation on " + dossier;
    if (remarque.isBlank()) {
      throw bogue("An empty observation on " + dossier + " can't be added.");
    }
    ecriture(
        what,
        poste -> {
          DossierPage page = obtenir(what, DossierPage.ouvrir(poste, dossier.valeur()));
          if (!page.observations().contains(Forme.TEXTE.canonique(remarque))) {
            obtenir(what, page.observer(remarque.strip()));
          }
          return true;
        },
        poste -> {});
  }

  /** A verb that changes nothing. */
  private <T> T verbe(String what, Function<Poste, T> work) {
    return ecriture(what, work, poste -> {});
  }

  /**
   * Runs a verb.
   *
   * @param leave gives back what PASS locked for the verb, when it fails before anything was
   *     submitted
   */
  private <T> T ecriture(String what, Function<Poste, T> work, Consumer<Poste> leave) {
    compte.verrouiller();
    try {
      compte.verifier(tour);
      if (chassee) {
        throw new ConnectorException(
            FailureKind.UNAVAILABLE,
            "PASS account %s has logged in somewhere else; nothing was begun for %s."
                .formatted(compte.nom(), what));
      }
      long begun = System.nanoTime();
      T result = executer(what, work, leave, true);
      log.debug("PASS: {} in {} ms.", what, (System.nanoTime() - begun) / 1_000_000);
      return result;
    } finally {
      compte.liberer();
    }
  }

  private <T> T executer(
      String what, Function<Poste, T> work, Consumer<Poste> leave, boolean again) {
    Poste poste = compte.poste();
    this.poste = poste;
    poste.debuter(evidence);
    try {
      compte.connecter(poste);
      T result = work.apply(poste);
      poste.conclure();
      return result;
    } catch (SessionPerdue e) {
      compte.deconnecte();
      // Not when the account is in use elsewhere: whoever has it now would lose it to us.
      chassee = e.ailleurs;
      if (again && !e.ailleurs && !e.soumis) {
        log.info(
            "PASS ended the session of {} before {}; logging in once more.", compte.nom(), what);
        return executer(what, work, leave, false);
      }
      throw e.exception;
    } catch (Poste.NavigateurPerdu e) {
      boolean sent = poste.soumis();
      compte.perdu();
      if (again && !sent) {
        log.info("The browser of {} was lost before {}; starting another.", compte.nom(), what);
        return executer(what, work, leave, false);
      }
      throw new ConnectorException(
          sent ? FailureKind.UNKNOWN_EFFECT : FailureKind.UNAVAILABLE,
          "The browser was lost during %s; %s".formatted(what, suite(sent)),
          e);
    } catch (ConnectorException e) {
      Evidence seen = e.evidence() == null ? photographier(poste) : e.evidence();
      if (seen != null) {
        evidence.accept(seen);
      }
      if (poste.soumis() || !compte.connecte()) {
        compte.deconnecte();
      } else if (poste.verrouTenu()) {
        quitter(poste, leave);
      } else if (e.kind() == FailureKind.CHANGED) {
        // It isn't known what PASS holds for us on a screen that isn't known.
        compte.deconnecte();
      }
      throw new ConnectorException(e.kind(), String.valueOf(e.getMessage()), e.getCause(), seen);
    }
  }

  /**
   * The robot never leaves a lock behind: it goes back the way PASS offers, or ends its session
   * with the next login.
   */
  private void quitter(Poste poste, Consumer<Poste> leave) {
    try {
      leave.accept(poste);
    } catch (RuntimeException e) {
      log.debug("The screen could not be left properly; {} will log in anew.", compte.nom(), e);
      compte.deconnecte();
    }
  }

  private static @Nullable Evidence photographier(Poste poste) {
    return poste.photo().orElse(null);
  }

  /**
   * The screen that was hoped for; everything else becomes the exception whose kind says what the
   * fleet does next.
   */
  private <P> P obtenir(String what, Reponse<P> answer) {
    Poste poste = Objects.requireNonNull(this.poste);
    boolean sent = poste.soumis();
    return switch (answer) {
      case Reponse.Obtenue<P>(P page) -> page;
      case Reponse.Refusee<P>(var messages) -> {
        poste.conclure();
        throw bogue(
            "PASS refuses the %s: %s Nothing was saved."
                .formatted(what, String.join(" / ", messages)));
      }
      case Reponse.Verrouillee<P>(var par, var depuis) -> {
        poste.conclure();
        throw new ConnectorException(
            FailureKind.UNAVAILABLE,
            "%s holds the record of the %s since %s; nothing was saved, it will be tried again."
                .formatted(par, what, depuis));
      }
      case Reponse.SessionPerdue<P>(var message, var ailleurs) -> {
        if (sent && !poste.repondAuSubmit()) {
          compte.deconnecte();
          throw enPanne(what, "PASS ended the session (" + message + ")", true);
        }
        // PASS looks at the session when a request arrives: what it answers with its login page it
        // did not do.
        poste.conclure();
        throw new SessionPerdue(what, message, ailleurs, sent);
      }
      case Reponse.Maintenance<P> ignored -> throw enPanne(what, "PASS is under maintenance", sent);
      case Reponse.Erreur<P>(var texte) ->
          throw enPanne(what, "PASS shows an error (" + texte + ")", sent);
      case Reponse.Muette<P>(var raison) -> {
        compte.deconnecte();
        throw enPanne(what, "PASS gave no answer (" + raison + ")", sent);
      }
      case Reponse.Changee<P>(var ecart) ->
          throw new ConnectorException(
              sent ? FailureKind.UNKNOWN_EFFECT : FailureKind.CHANGED,
              "PASS is not as known in the %s: %s. %s".formatted(what, ecart, suite(sent)));
    };
  }

  private static ConnectorException enPanne(String what, String why, boolean sent) {
    return new ConnectorException(
        sent ? FailureKind.UNKNOWN_EFFECT : FailureKind.UNAVAILABLE,
        "%s in the %s; %s".formatted(why, what, suite(sent)));
  }

  private static String suite(boolean sent) {
    return sent
        ? "it had been submitted, so it must be looked up before anything else."
        : "nothing was submitted.";
  }

  /** PASS showed its login page: whatever was asked was not done. */
  private static final class SessionPerdue extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean ailleurs;
    private final boolean soumis;
    private final transient ConnectorException exception;

    SessionPerdue(String what, String message, boolean ailleurs, boolean soumis) {
      super(message);
      this.ailleurs = ailleurs;
      this.soumis = soumis;
      this.exception =
          new ConnectorException(
              FailureKind.UNAVAILABLE,
              "PASS ended the session before the %s was accepted; nothing was saved. %s"
                  .formatted(what, message));
    }
  }

  /** A day that PASS only shows: what is no day is none, and stops nothing. */
  private static @Nullable LocalDate jourMontre(String canonique) {
    try {
      return LocalDate.parse(canonique);
    } catch (java.time.DateTimeException e) {
      return null;
    }
  }

  private Preouverture lue(PreouverturePage page) {
    Map<String, String> v = page.valeurs();
    String assure = de(v, "assure");
    // PASS shows the name in one: family name, then one given name.
    int blank = assure.lastIndexOf(' ');
    try {
      return new Preouverture(
          new NumeroDeclaration(de(v, "numero")),
          de(v, "agence"),
          de(v, "police"),
          blank < 0 ? assure : assure.substring(0, blank),
          blank < 0 ? "" : assure.substring(blank + 1),
          de(v, "nature"),
          de(v, "mode"),
          LocalDate.parse(de(v, "date_accident")),
          de(v, "heure"),
          de(v, "lieu"),
          LocalDate.parse(de(v, "date-declaration")),
          de(v, "immatriculation_assure"),
          de(v, "immatriculation_adverse"),
          de(v, "compagnie_adverse"),
          de(v, "police_adverse"),
          de(v, "responsabilite").isEmpty() ? 0 : Integer.parseInt(de(v, "responsabilite")),
          de(v, "estimation").isEmpty()
              ? new BigDecimal("0.000")
              : new BigDecimal(de(v, "estimation")),
          Arrays.stream(de(v, "circonstances").split(","))
              .filter(n -> !n.isEmpty())
              .map(Integer::valueOf)
              .toList(),
          Boolean.parseBoolean(de(v, "gestion-ga")),
          de(v, "etat").toUpperCase(Locale.ROOT),
          jourMontre(de(v, "effet")),
          jourMontre(de(v, "echeance")),
          page.dossiers().stream().map(this::numeroDossier).toList());
    } catch (DateTimeException | NumberFormatException e) {
      throw new ConnectorException(
          FailureKind.CHANGED,
          "PASS shows préouverture %s in a form that isn't known: %s"
              .formatted(de(v, "numero"), e.getMessage()),
          e);
    }
  }

  private static Mission mission(NumeroDossier dossier, Map<String, String> shown) {
    String date = de(shown, "date");
    String lieu = de(shown, "lieu");
    try {
      return new Mission(
          dossier,
          de(shown, "om"),
          de(shown, "expert"),
          date.isEmpty() ? null : LocalDate.parse(date),
          lieu.isEmpty() ? null : lieu);
    } catch (DateTimeException e) {
      throw new ConnectorException(
          FailureKind.CHANGED,
          "PASS shows the date of a mission of " + dossier + " in a form that isn't known: " + date,
          e);
    }
  }

  private NumeroDossier numeroDossier(String shown) {
    if (!shown.matches(compte.pass().settings().formatDossier())) {
      throw new ConnectorException(
          Objects.requireNonNull(poste).soumis() ? FailureKind.UNKNOWN_EFFECT : FailureKind.CHANGED,
          "\"%s\" is no dossier number as flotte.pass.format-dossier knows them.".formatted(shown));
    }
    return new NumeroDossier(shown);
  }

  private static Forme forme(Correction correction) {
    return CorrectionPage.forme(correction.champ())
        .orElseThrow(
            () -> bogue("PASS has no field " + correction.champ() + " that could be corrected."));
  }

  private static String millimes(BigDecimal amount) {
    try {
      return amount.setScale(3, RoundingMode.UNNECESSARY).toPlainString();
    } catch (ArithmeticException e) {
      throw bogue("An amount in TND has at most three decimals: " + amount + ".");
    }
  }

  private static void put(Map<String, String> map, String key, @Nullable String value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  private static String de(Map<String, String> values, String key) {
    return values.getOrDefault(key, "");
  }

  private static ConnectorException bogue(String message) {
    return new ConnectorException(FailureKind.BUG, message);
  }
}

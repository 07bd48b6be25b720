package tn.flotte.bots.ouverture;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Bot;
import tn.flotte.bots.api.Claims.ClaimItem;
import tn.flotte.bots.api.Claims.ClaimState;
import tn.flotte.bots.api.Effect;
import tn.flotte.bots.api.Outcome;
import tn.flotte.bots.api.Work;
import tn.flotte.bots.ouverture.Effets.CourrielEnvoye;
import tn.flotte.connectors.pass.NumeroDeclaration;
import tn.flotte.connectors.pass.NumeroDossier;
import tn.flotte.connectors.pass.Preouverture;
import tn.flotte.connectors.pass.SessionsPass;

/**
 * Reminds a sender of the pieces that were asked for, when nothing has come about the claim since:
 * neither a mail, nor a dossier that somebody opened in PASS. Its items are put down with the
 * request, and wait for their day.
 */
public final class Relance extends Bot {
  /** The bot's name. */
  public static final String NOM = "relance";

  /** Ends of items that say nothing new about the claim. */
  private static final Set<String> SANS_SUITE =
      Set.of(Issue.DOUBLON, Issue.RELANCE, Issue.RELANCE_SANS_OBJET, Issue.SANS_REPONSE);

  private final SelonRegles<Regles.Relances> regles;
  private final SessionsPass sessions;
  private final Effets effets;

  Relance(SelonRegles<Regles.Relances> regles, SessionsPass sessions, Effets effets) {
    super(NOM);
    this.regles = regles;
    this.sessions = sessions;
    this.effets = effets;
  }

  /** Whether the claim still waits for its pieces; the reason when it doesn't. */
  record Attente(@Nullable String sansObjet) {}

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
    errorHandler(noErrorHandler());
    from(work())
        .routeId("relance")
        .process(step("reprendre", Rappel.class, work -> Rappel.de(work.item())))
        .choice()
        .when(when(this::apresLaDerniere))
        .process(step("verifier", Attente.class, work -> new Attente(sansObjet(work).orElse(null))))
        .process(finish(Relance::sansReponse))
        .otherwise()
        .process(effect("relancer", CourrielEnvoye.class, this::relancer, Relance::inutile))
        .process(finish(this::relancee));
  }

  private boolean apresLaDerniere(Work work) {
    return work.get(Rappel.class).numero() > regles.de(work).nombre();
  }

  private Effect<CourrielEnvoye> relancer(Work work) {
    return effets.relancer(work, work.get(Rappel.class), () -> sansObjet(work));
  }

  /** What has happened about the claim since the request. */
  private Optional<String> sansObjet(Work work) {
    Rappel rappel = work.get(Rappel.class);
    ClaimState claim = work.claims().join(rappel.declaration());
    return claim.items().stream()
        .filter(i -> i.itemId() != work.item().id() && changes(i, rappel))
        .max(Comparator.comparingLong(ClaimItem::itemId))
        .map(i -> "L'élément n° %d concerne la même déclaration.".formatted(i.itemId()))
        .or(() -> ouvert(claim.numeroDossier()))
        .or(() -> dansPass(work, new NumeroDeclaration(rappel.declaration())));
  }

  /** A later mail; or the one that was answered with the request has got another end since. */
  private static boolean changes(ClaimItem item, Rappel rappel) {
    String issue = item.issue();
    return item.itemId() == rappel.element()
        ? !Issue.REGULARISATION.equals(issue)
        : item.itemId() > rappel.element() && (issue == null || !SANS_SUITE.contains(issue));
  }

  private Optional<String> dansPass(Work work, NumeroDeclaration numero) {
    Optional<Preouverture> now = sessions.de(work).preouverture(numero);
    return now.isEmpty()
        ? Optional.of("PASS ne montre plus la préouverture.")
        : now.get().dossiers().stream()
            .findFirst()
            .map(NumeroDossier::valeur)
            .flatMap(Relance::ouvert);
  }

  private static Optional<String> ouvert(@Nullable String dossier) {
    return Optional.ofNullable(dossier).map("Le dossier %s est ouvert."::formatted);
  }

  private Outcome relancee(Work work) {
    Rappel rappel = work.get(Rappel.class);
    CourrielEnvoye mail = work.get(CourrielEnvoye.class);
    Outcome.Details details = details(rappel);
    Ouverture.consigner(work, mail, details);
    rappel.suivant().deposer(work, regles.de(work));
    return new Outcome.Done(
        Issue.RELANCE,
        "Relance n° %d envoyée à %s.".formatted(rappel.numero(), rappel.destinataire()),
        details);
  }

  private static Outcome sansReponse(Work work) {
    Rappel rappel = work.get(Rappel.class);
    String needless = work.get(Attente.class).sansObjet();
    return needless != null
        ? inutile(work, needless)
        : new Outcome.Review(
            Issue.SANS_REPONSE,
            (rappel.pieces().isEmpty()
                    ? "%s n'a pas répondu à notre courriel du %s, malgré %d relance(s)."
                    : "%s n'a pas envoyé les pièces demandées le %s, malgré %d relance(s).")
                .formatted(
                    rappel.destinataire(), Texte.jour(rappel.demandeLe()), rappel.numero() - 1),
            details(rappel));
  }

  private static Outcome inutile(Work work, String motif) {
    return new Outcome.Done(
        Issue.RELANCE_SANS_OBJET, "Relance sans objet. " + motif, details(work.get(Rappel.class)));
  }

  private static Outcome.Details details(Rappel rappel) {
    return new Outcome.Details(
        rappel.declaration(),
        null,
        null,
        null,
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of());
  }
}

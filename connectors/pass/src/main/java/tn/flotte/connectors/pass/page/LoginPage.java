package tn.flotte.connectors.pass.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tn.flotte.bots.api.Secret;

/** Where PASS asks who is there. Never photographed. */
public final class LoginPage {
  static final String ECRAN = "connexion";
  private static final String COMPTE = "compte";
  private static final String MOT_DE_PASSE = "mot-de-passe";

  private final Poste poste;

  private LoginPage(Poste poste) {
    this.poste = poste;
  }

  /** Opens it in the whole window, whatever stood there before. */
  public static Reponse<LoginPage> ouvrir(Poste poste) {
    return poste.reponse(poste.allerEnHaut(ECRAN, ECRAN), ECRAN, vue -> new LoginPage(poste));
  }

  /** Logs in. PASS ends the account's older session and that session's record locks. */
  public Reponse<MenuFrame> connecter(String compte, Secret motDePasse) {
    return switch (poste.remplir(ECRAN, Map.of(COMPTE, compte, MOT_DE_PASSE, motDePasse.value()))) {
      case Poste.Saisie.Relue(Map<String, String> relues) -> {
        String found = relues.getOrDefault(COMPTE, "");
        if (!found.equals(compte)) {
          yield new Reponse.Changee<>(
              "the login page holds \"%s\" instead of \"%s\"".formatted(found, compte));
        }
        Vue vue = poste.entrer(ECRAN, Map.of(COMPTE, compte), MenuFrame.ECRAN, ECRAN);
        yield vue.ecran().equals(Optional.of(ECRAN))
            ? new Reponse.Refusee<>(vue.messages())
            : poste.reponse(vue, MenuFrame.ECRAN, shown -> new MenuFrame());
      }
      case Poste.Saisie.Impossible(String champ, String trouble) ->
          new Reponse.Changee<>(poste.controle(ECRAN, champ, trouble));
      case Poste.Saisie.Contestee(String message) -> new Reponse.Refusee<>(List.of(message));
    };
  }
}

package tn.flotte.connectors.pass.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The screen on which letters to the adverse company are edited; PASS locks the dossier meanwhile.
 */
public final class LettrePage {
  private static final String ECRAN = "lettre";
  private static final String PDF = "%PDF-";

  private final Poste poste;

  private LettrePage(Poste poste) {
    this.poste = poste;
  }

  public static Reponse<LettrePage> ouvrir(Poste poste, String numero) {
    Vue vue = poste.aller(ECRAN, Map.of("numero", numero), ECRAN, DossierPage.ECRAN);
    return poste.reponse(vue, ECRAN, shown -> new LettrePage(poste));
  }

  /**
   * Edits the letter.
   *
   * @param genre the kind's name in the screen map
   * @return the address of its print
   */
  public Reponse<String> editer(String genre) {
    return poste
        .saisir(ECRAN, Map.of("genre", new Poste.Entree(nom(poste, genre), Forme.TEXTE)))
        .puis(
            relues -> {
              Vue answer = poste.envoyer(ECRAN, relues, ECRAN);
              return poste
                  .reponse(answer, ECRAN, shown -> shown)
                  .puis(
                      shown -> {
                        if (!PreouverturePage.reussi(poste, ECRAN, shown)) {
                          return new Reponse.Refusee<>(shown.messages());
                        }
                        String adresse = adresse(poste, shown, genre);
                        return adresse.isEmpty()
                            ? new Reponse.Changee<>(
                                "the letter was edited, but PASS doesn't list it")
                            : new Reponse.Obtenue<>(adresse);
                      });
            });
  }

  /** The PDF file behind the address that a list of letters gave. */
  public static Reponse<byte[]> imprimer(Poste poste, String adresse) {
    Poste.Fichier file = poste.fichier(adresse);
    if (file.statut() == 0) {
      return new Reponse.Muette<>("the letter's print did not come");
    }
    boolean pdf =
        new String(
                file.octets(),
                0,
                Math.min(PDF.length(), file.octets().length),
                StandardCharsets.ISO_8859_1)
            .equals(PDF);
    if (file.statut() == 200 && pdf) {
      return new Reponse.Obtenue<>(file.octets());
    }
    String page = new String(file.octets(), StandardCharsets.ISO_8859_1);
    Optional<String> login =
        Optional.ofNullable(poste.ecrans().pannes().get("connexion")).map(Ecrans.PanneVue::titre);
    if (login.isPresent() && page.contains(login.get())) {
      return new Reponse.SessionPerdue<>("", false);
    }
    return file.statut() >= 500
        ? new Reponse.Erreur<>("status " + file.statut())
        : new Reponse.Changee<>(
            "the letter's print is not a PDF file (status %d, %s)"
                .formatted(file.statut(), file.genre()));
  }

  static String adresse(Poste poste, Vue vue, String genre) {
    List<Map<String, String>> rows =
        vue.lignes("lettres").stream()
            .filter(ligne -> nom(poste, genre).equals(ligne.get("lettre")))
            .toList();
    return rows.isEmpty() ? "" : rows.getLast().getOrDefault("impression.lien", "");
  }

  private static String nom(Poste poste, String genre) {
    return Objects.requireNonNull(poste.ecrans().lettres().get(genre), genre);
  }

  /** Leaves it and gives the lock back. */
  public static void abandonner(Poste poste, String numero) {
    poste.abandonner(ECRAN, Map.of("numero", numero), DossierPage.ECRAN);
  }
}

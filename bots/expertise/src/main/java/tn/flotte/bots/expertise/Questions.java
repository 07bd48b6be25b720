package tn.flotte.bots.expertise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.Decision;
import tn.flotte.bots.api.Question;
import tn.flotte.bots.api.Question.Forme;
import tn.flotte.bots.api.RapportExpertise;
import tn.flotte.connectors.mail.Message;
import tn.flotte.connectors.pass.MissionSuivie;
import tn.flotte.connectors.pass.RapportSaisi;

/**
 * Asks a person about a report: what PASS holds beside what was read, and a letter that is ready.
 */
final class Questions {
  /** The step at which the procedure goes on: PASS is looked at anew. */
  static final String CONSULTER = "consulter";

  /** Below this confidence a reading is a guess. */
  private static final double LISIBLE = 0.5;

  private final Lecture lecture;
  private final Controle controle;
  private final Courriers courriers;
  private final double seuil;

  Questions(Lecture lecture, Controle controle, Courriers courriers, double seuil) {
    this.lecture = lecture;
    this.controle = controle;
    this.courriers = courriers;
    this.seuil = seuil;
  }

  Question question(
      RapportExpertise depose,
      Rapport rapport,
      Situation situation,
      Controle.Resultat.AVerifier why,
      List<Decision> decisions) {
    Choix choix = new Choix(decisions);
    Message letter = courriers.demande(depose.declaration(), why.doutes());
    return new Question(
        "rapport",
        CONSULTER,
        true,
        why.doutes(),
        depose.texte(),
        champs(depose, rapport, situation, why, choix),
        List.of(lecture.papier(depose, rapport)),
        new Question.Lettre(letter.sujet(), letter.texte()));
  }

  private List<Question.Champ> champs(
      RapportExpertise depose,
      Rapport rapport,
      Situation situation,
      Controle.Resultat.AVerifier why,
      Choix choix) {
    MissionSuivie mission = why.mission();
    Optional<RapportSaisi> held =
        mission == null ? Optional.empty() : mission.rapport(controle.genre(depose, choix));
    List<Question.Champ> champs = new ArrayList<>();
    if (!rapport.estLisible()) {
      return champs;
    }
    Champs builder = new Champs(depose, rapport, why, choix);
    champs.add(
        builder.champ(
            Rapport.OM,
            "ordre de mission",
            Forme.TEXTE,
            mission != null
                ? mission.numeroOm()
                : situation.missions().size() == 1
                    ? situation.missions().getFirst().numeroOm()
                    : null,
            true));
    champs.add(
        builder.champ(
            Rapport.PLAQUE,
            "immatriculation du véhicule assuré",
            Forme.IMMATRICULATION,
            situation.preouverture().immatriculationAssure(),
            false));
    champs.add(
        builder.champ(
            Rapport.DATE,
            "date du rapport",
            Forme.DATE,
            held.map(r -> r.date().toString()).orElse(null),
            true));
    champs.add(
        builder.champ(
            Rapport.HONORAIRES,
            "honoraires de l'expert",
            Forme.MONTANT,
            held.map(r -> r.honoraires().toPlainString()).orElse(null),
            true));
    champs.add(
        builder.champ(
            Rapport.TTC,
            "montant TTC des dommages",
            Forme.MONTANT,
            held.map(r -> r.montant().toPlainString()).orElse(null),
            true));
    champs.add(
        builder.champ(
            Rapport.EPAVE,
            "épave",
            Forme.OUI_NON,
            held.map(r -> Boolean.toString(r.epave())).orElse(null),
            true));
    return champs;
  }

  private final class Champs {
    private final RapportExpertise depose;
    private final Rapport rapport;
    private final Controle.Resultat.AVerifier why;
    private final Choix choix;

    Champs(RapportExpertise depose, Rapport rapport, Controle.Resultat.AVerifier why, Choix choix) {
      this.depose = depose;
      this.rapport = rapport;
      this.why = why;
      this.choix = choix;
    }

    Question.Champ champ(
        String nom, String libelle, Forme forme, @Nullable String pass, boolean modifiable) {
      List<Question.Lu> read =
          rapport
              .champ(nom)
              .map(
                  v ->
                      List.of(
                          new Question.Lu(
                              depose.fichier(), nom, v.texte(), v.confiance(), avis(nom, v, pass))))
              .orElse(List.of());
      return new Question.Champ(
          nom,
          libelle,
          forme,
          pass,
          choix.valeur(nom).orElse(null),
          read,
          why.champs().contains(nom),
          modifiable);
    }

    private String avis(String nom, Valeur read, @Nullable String pass) {
      boolean sure = rapport.sur(nom, seuil).isPresent();
      // What was hardly made out is shown, but no choice: whoever can read it better types it.
      if (read.valeur() == null || read.confiance() < LISIBLE) {
        return "illisible";
      }
      if (pass == null) {
        return !sure ? "probable" : why.champs().contains(nom) ? "contredit" : "concorde";
      }
      if (read.texte().equals(pass)) {
        return sure ? "concorde" : "probable";
      }
      return sure ? "contredit_sur" : "contredit";
    }
  }
}

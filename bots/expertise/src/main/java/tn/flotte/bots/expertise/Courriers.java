package tn.flotte.bots.expertise;

import static tn.flotte.connectors.mail.Phrases.inerte;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import tn.flotte.connectors.mail.Message;
import tn.flotte.connectors.mail.MiseEnPage;
import tn.flotte.connectors.mail.Phrases;
import tn.flotte.connectors.pass.GenreRapport;
import tn.flotte.connectors.pass.Preouverture;
import tn.flotte.connectors.pass.RapportSaisi;

/**
 * Writes what the cell writes about reports: to whoever must know of one above the ceiling, to an
 * expert whose report is awaited, to the cell itself. Values are cut to a line and shown inert.
 */
final class Courriers {
  private final Phrases phrases =
      new Phrases(
          ResourceBundle.getBundle(
              "tn.flotte.bots.expertise.courriers",
              Locale.FRENCH,
              ResourceBundle.Control.getNoFallbackControl(
                  ResourceBundle.Control.FORMAT_PROPERTIES)));

  /** A report above the ceiling, to the company or to the adverse insurer. */
  Message transmission(
      Preouverture claim,
      String dossier,
      String numeroOm,
      String expert,
      RapportSaisi rapport,
      boolean assureur) {
    Map<String, String> values =
        Map.of(
            "dossier",
            dossier,
            "plaque",
            inerte(claim.immatriculationAdverse()),
            "reference",
            inerte(claim.policeAdverse()));
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(text("libelle.dossier"), dossier);
    lines.put(text("libelle.accident"), Texte.jour(claim.dateAccident()));
    lines.put(text("libelle.vehicule"), inerte(claim.immatriculationAssure()));
    if (assureur) {
      lines.put(text("libelle.votre-assure"), text("adverse", values));
    }
    lines.put(text("libelle.expert"), inerte(expert));
    lines.put(text("libelle.mission"), inerte(numeroOm));
    lines.put(
        text("libelle.rapport"),
        text(
            rapport.genre() == GenreRapport.PRELIMINAIRE ? "genre.preliminaire" : "genre.definitif",
            Map.of("jour", Texte.jour(rapport.date()))));
    lines.put(text("libelle.montant"), Texte.montant(rapport.montant()) + " TND");
    lines.put(text("libelle.epave"), text(rapport.epave() ? "oui" : "non"));
    String who = assureur ? "assureur" : "compagnie";
    return signe(
            debut()
                .paragraphe(text("transmission.intro." + who, values))
                .tableau(lines)
                .paragraphe(text("transmission.suite." + who, values)))
        .message(text("transmission.sujet." + who, values));
  }

  /** The report of a mission is awaited. */
  Message rappel(RappelExpert rappel, String nom, String plaque, LocalDate accident) {
    Map<String, String> values =
        Map.of(
            "om",
            inerte(rappel.numeroOm()),
            "dossier",
            rappel.dossier(),
            "jour",
            Texte.jour(rappel.priseLe()),
            "expert",
            inerte(nom));
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(text("libelle.mission"), inerte(rappel.numeroOm()));
    lines.put(text("libelle.prise"), Texte.jour(rappel.priseLe()));
    lines.put(text("libelle.dossier"), rappel.dossier());
    lines.put(text("libelle.vehicule"), inerte(plaque));
    lines.put(text("libelle.accident"), Texte.jour(accident));
    return signe(
            new MiseEnPage()
                .paragraphe(text("rappel.bonjour", values))
                .paragraphe(text("rappel.intro", values))
                .tableau(lines)
                .paragraphe(text("rappel.suite", values)))
        .message(text("rappel.sujet", values));
  }

  /** A claim without a report is about to be time-barred. */
  Message prescription(Echeance echeance) {
    Map<String, String> values =
        Map.of(
            "dossier",
            echeance.dossier(),
            "declaration",
            echeance.declaration(),
            "limite",
            Texte.jour(echeance.limite()),
            "jours",
            Integer.toString(echeance.jours()));
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(text("libelle.dossier"), echeance.dossier());
    lines.put(text("libelle.declaration"), echeance.declaration());
    lines.put(text("libelle.accident"), Texte.jour(echeance.accident()));
    lines.put(text("libelle.mode"), inerte(echeance.mode()));
    lines.put(text("libelle.limite"), Texte.jour(echeance.limite()));
    return signe(
            debut()
                .paragraphe(text("prescription.intro", values))
                .tableau(lines)
                .paragraphe(text("prescription.suite", values)))
        .message(text("prescription.sujet", values));
  }

  /** A ready-made letter to the sender of a report that can't be used; a draft for people. */
  Message demande(String declaration, List<String> doutes) {
    Map<String, String> values = Map.of("declaration", declaration);
    return signe(
            debut()
                .paragraphe(text("demande.intro", values))
                .liste(doutes.stream().map(Phrases::inerte).toList())
                .paragraphe(text("demande.suite", values)))
        .message(text("demande.sujet", values));
  }

  /** A letter as a person has written it. */
  static Message libre(String sujet, String texte) {
    return new MiseEnPage().paragraphe(texte).message(sujet);
  }

  /** Why nothing is done with a report, in a person's words. */
  Message refus(String declaration, String motif) {
    Map<String, String> values = Map.of("declaration", declaration);
    return signe(
            debut()
                .paragraphe(text("refus.intro", values))
                .paragraphe(motif)
                .paragraphe(text("refus.suite", values)))
        .message(text("refus.sujet", values));
  }

  private MiseEnPage debut() {
    return new MiseEnPage().paragraphe(text("bonjour"));
  }

  private MiseEnPage signe(MiseEnPage page) {
    return page.paragraphe(text("cordialement") + "\n" + text("signature"))
        .paragraphe(text("automatique"));
  }

  private String text(String key) {
    return phrases.text(key);
  }

  private String text(String key, Map<String, String> values) {
    return phrases.text(key, values);
  }
}

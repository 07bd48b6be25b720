package tn.flotte.bots.expertise;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.RapportExpertise;
import tn.flotte.connectors.pass.Expert;
import tn.flotte.connectors.pass.GenreRapport;
import tn.flotte.connectors.pass.MissionSuivie;
import tn.flotte.connectors.pass.RapportSaisi;

/**
 * Says whether a report may be entered on a mission (annex A step 21): it names the mission that
 * PASS holds, comes from its expert, and each value to be entered was read surely. Whatever is in
 * doubt goes to a person with both values.
 */
final class Controle {
  private static final int REFERENCE = 20;

  private final double seuil;
  private final ZoneId zone;
  private final Set<String> preliminaire;

  /** {@code seuil}: the confidence from which a typed value is sure. */
  Controle(double seuil, ZoneId zone, List<String> motsPreliminaire) {
    this.seuil = seuil;
    this.zone = zone;
    this.preliminaire = motsPreliminaire.stream().map(Controle::nu).collect(Collectors.toSet());
  }

  /** What is done with a report. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "controle")
  sealed interface Resultat {
    /**
     * It may be entered.
     *
     * @param dejaSaisi whether PASS holds the very same already
     */
    record Conforme(MissionSuivie mission, RapportSaisi rapport, boolean dejaSaisi)
        implements Resultat {}

    /**
     * A person must say.
     *
     * @param mission the mission it seems to be about, or null
     * @param champs names of the fields in question
     */
    record AVerifier(@Nullable MissionSuivie mission, List<String> doutes, Set<String> champs)
        implements Resultat {
      public AVerifier {
        doutes = List.copyOf(doutes);
        champs = Set.copyOf(champs);
      }
    }
  }

  Resultat comparer(RapportExpertise depose, Rapport rapport, Situation situation, Choix choix) {
    Examen examen = new Examen(depose, rapport, situation, choix);
    return examen.conclure();
  }

  /** What kind of report the mail announces; final unless it says otherwise. */
  GenreRapport genre(RapportExpertise depose, Choix choix) {
    Optional<GenreRapport> said = choix.valeur(Choix.GENRE).flatMap(Controle::genre);
    String text = nu(depose.sujet() + " " + depose.texte() + " " + depose.fichier());
    return said.orElse(
        preliminaire.stream().anyMatch(text::contains)
            ? GenreRapport.PRELIMINAIRE
            : GenreRapport.DEFINITIF);
  }

  private static Optional<GenreRapport> genre(String said) {
    String plain = nu(said);
    return List.of(GenreRapport.values()).stream()
        .filter(g -> nu(g.name()).equals(plain))
        .findFirst();
  }

  private static String nu(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT)
        .strip();
  }

  /** Whether both say the same; how the cell calls a report is its own affair. */
  static boolean memeContenu(RapportSaisi a, RapportSaisi b) {
    return a.genre() == b.genre()
        && a.date().equals(b.date())
        && a.honoraires().compareTo(b.honoraires()) == 0
        && a.montant().compareTo(b.montant()) == 0
        && a.epave() == b.epave();
  }

  /** One report held against PASS. */
  private final class Examen {
    private final RapportExpertise depose;
    private final Rapport rapport;
    private final Situation situation;
    private final Choix choix;
    private final List<String> doutes = new ArrayList<>();
    private final Set<String> champs = new LinkedHashSet<>();

    Examen(RapportExpertise depose, Rapport rapport, Situation situation, Choix choix) {
      this.depose = depose;
      this.rapport = rapport;
      this.situation = situation;
      this.choix = choix;
    }

    Resultat conclure() {
      if (!rapport.estLisible()) {
        String why = rapport.motifIllisible();
        return arret(
            "Le fichier « %s » ne se lit pas comme un rapport d'expertise%s."
                .formatted(depose.fichier(), why == null ? "" : " (" + why + ")"));
      }
      if (situation.preouverture().dossiers().isEmpty()) {
        return arret(
            "Aucun dossier n'est ouvert dans PASS pour la déclaration %s."
                .formatted(depose.declaration()));
      }
      if (situation.missions().isEmpty()) {
        return arret(
            "Le dossier %s n'a pas de mission d'expertise dans PASS."
                .formatted(situation.preouverture().dossiers().getFirst()));
      }
      MissionSuivie mission = mission();
      if (mission == null) {
        champs.add(Rapport.OM);
        return new Resultat.AVerifier(null, doutes, champs);
      }
      identite(mission);
      expert(mission);
      LocalDate date = date(mission);
      BigDecimal fee = montant(Rapport.HONORAIRES, "Honoraires");
      BigDecimal damage = montant(Rapport.TTC, "Montant TTC");
      somme();
      Optional<String> wreck = valeur(Rapport.EPAVE);
      if (wreck.isEmpty()) {
        illisible(Rapport.EPAVE, "Épave");
      }
      if (date == null || fee == null || damage == null || wreck.isEmpty()) {
        return new Resultat.AVerifier(mission, doutes, champs);
      }
      RapportSaisi read =
          new RapportSaisi(
              genre(depose, choix),
              date,
              reference(mission, date),
              fee,
              damage,
              Boolean.parseBoolean(wreck.get()));
      boolean entered = dejaSaisi(mission, read);
      return doutes.isEmpty()
          ? new Resultat.Conforme(mission, read, entered)
          : new Resultat.AVerifier(mission, doutes, champs);
    }

    private Resultat arret(String doute) {
      return new Resultat.AVerifier(null, List.of(doute), Set.of());
    }

    /** The mission that the report names; null, with a doubt, when none or several might be it. */
    private @Nullable MissionSuivie mission() {
      String om = choix.valeur(Rapport.OM).orElseGet(() -> texte(Rapport.OM));
      List<MissionSuivie> named =
          situation.missions().stream().filter(m -> m.numeroOm().equals(om)).toList();
      if (named.size() == 1) {
        return named.getFirst();
      }
      String held =
          situation.missions().stream()
              .map(m -> "« %s »".formatted(m.numeroOm()))
              .collect(Collectors.joining(", "));
      doutes.add(
          named.isEmpty()
              ? "Ordre de mission : rapport %s, PASS %s.".formatted(lu(Rapport.OM), held)
              : "L'ordre de mission « %s » a plusieurs missions dans PASS.".formatted(om));
      return null;
    }

    /** Number and plate both say the same as PASS, and at least one of them surely. */
    private void identite(MissionSuivie mission) {
      String plate = situation.preouverture().immatriculationAssure();
      boolean sureOrder =
          choix.valeur(Rapport.OM).isPresent() || rapport.sur(Rapport.OM, seuil).isPresent();
      Optional<String> said = choix.valeur(Rapport.PLAQUE);
      String read = said.orElseGet(() -> texte(Rapport.PLAQUE));
      boolean surePlate = said.isPresent() || rapport.sur(Rapport.PLAQUE, seuil).isPresent();
      if (!read.equals(plate)) {
        doute(
            Rapport.PLAQUE,
            "Immatriculation : rapport %s, PASS « %s ».".formatted(lu(Rapport.PLAQUE), plate));
      } else if (!sureOrder && !surePlate) {
        doute(
            Rapport.OM,
            "Ni l'ordre de mission (rapport %s, PASS « %s ») ni l'immatriculation (rapport %s, PASS « %s ») ne se lisent sûrement."
                .formatted(lu(Rapport.OM), mission.numeroOm(), lu(Rapport.PLAQUE), plate));
      }
      rapport
          .sur(Rapport.DECLARATION, seuil)
          .filter(number -> !number.equals(depose.declaration()))
          .ifPresent(
              number ->
                  admissible(
                      "Déclaration : rapport « %s », courriel et PASS « %s »."
                          .formatted(number, depose.declaration())));
    }

    /** It comes from the expert of the mission, or surely bears the expert's code. */
    private void expert(MissionSuivie mission) {
      Expert sender = situation.expediteur();
      Optional<String> code = rapport.sur(Rapport.EXPERT, seuil);
      if (sender != null && !sender.code().equals(mission.expertCode())) {
        admissible(
            "Expert : le rapport vient de %s (%s), la mission est confiée à %s."
                .formatted(sender.code(), sender.nom(), mission.expertCode()));
      } else if (code.isPresent() && !code.get().equals(mission.expertCode())) {
        admissible(
            "Expert : rapport « %s », PASS « %s ».".formatted(code.get(), mission.expertCode()));
      } else if (sender == null && code.isEmpty()) {
        admissible(
            "Le rapport ne vient pas de l'expert %s (expéditeur : %s) et son code ne s'y lit pas sûrement."
                .formatted(mission.expertCode(), depose.expediteur()));
      }
    }

    private @Nullable LocalDate date(MissionSuivie mission) {
      Optional<String> read = valeur(Rapport.DATE);
      if (read.isEmpty()) {
        illisible(Rapport.DATE, "Date du rapport");
        return null;
      }
      LocalDate date = LocalDate.parse(read.get());
      if (choix.valeur(Rapport.DATE).isPresent()) {
        return date;
      }
      LocalDate received = LocalDate.ofInstant(depose.recuLe(), zone);
      if (date.isBefore(mission.priseLe())) {
        doute(
            Rapport.DATE,
            "Date du rapport : « %s », avant la prise de l'ordre de mission le « %s » d'après PASS."
                .formatted(Texte.jour(date), Texte.jour(mission.priseLe())));
      } else if (date.isAfter(received)) {
        doute(
            Rapport.DATE,
            "Date du rapport : « %s », après sa réception le « %s »."
                .formatted(Texte.jour(date), Texte.jour(received)));
      }
      return date;
    }

    private @Nullable BigDecimal montant(String champ, String libelle) {
      Optional<BigDecimal> amount = valeur(champ).map(BigDecimal::new);
      if (amount.filter(a -> a.signum() > 0).isEmpty()) {
        illisible(champ, libelle);
        return null;
      }
      return amount.get();
    }

    /** Where all three amounts were read surely they must add up, else one of them is wrong. */
    private void somme() {
      Optional<BigDecimal> net = rapport.sur(Rapport.HT, seuil).map(BigDecimal::new);
      Optional<BigDecimal> tax = rapport.sur(Rapport.TVA, seuil).map(BigDecimal::new);
      Optional<BigDecimal> gross = rapport.sur(Rapport.TTC, seuil).map(BigDecimal::new);
      if (choix.valeur(Rapport.TTC).isEmpty()
          && net.isPresent()
          && tax.isPresent()
          && gross.isPresent()
          && net.get().add(tax.get()).compareTo(gross.get()) != 0) {
        doute(
            Rapport.TTC,
            "Montant TTC : « %s », mais hors taxes « %s » et TVA « %s » font « %s »."
                .formatted(
                    Texte.montant(gross.get()),
                    Texte.montant(net.get()),
                    Texte.montant(tax.get()),
                    Texte.montant(net.get().add(tax.get()))));
      }
    }

    /** Whether PASS holds the same report; another one of its kind is told with both values. */
    private boolean dejaSaisi(MissionSuivie mission, RapportSaisi read) {
      Optional<RapportSaisi> held = mission.rapport(read.genre());
      if (held.isEmpty()) {
        mission
            .rapport(GenreRapport.DEFINITIF)
            .ifPresent(
                last ->
                    doutes.add(
                        "Rapport préliminaire du %s, mais la mission %s est déjà complétée dans PASS par le rapport définitif du %s."
                            .formatted(
                                Texte.jour(read.date()),
                                mission.numeroOm(),
                                Texte.jour(last.date()))));
        return false;
      }
      RapportSaisi there = held.get();
      if (memeContenu(there, read)) {
        return true;
      }
      doutes.add(
          "PASS tient déjà un autre rapport pour la mission %s : du %s, honoraires « %s », montant « %s », épave « %s » ; ce rapport : du %s, honoraires « %s », montant « %s », épave « %s »."
              .formatted(
                  mission.numeroOm(),
                  Texte.jour(there.date()),
                  Texte.montant(there.honoraires()),
                  Texte.montant(there.montant()),
                  ouiNon(there.epave()),
                  Texte.jour(read.date()),
                  Texte.montant(read.honoraires()),
                  Texte.montant(read.montant()),
                  ouiNon(read.epave())));
      return false;
    }

    /** What a person says of a field counts before what was read surely. */
    private Optional<String> valeur(String champ) {
      return choix.valeur(champ).or(() -> rapport.sur(champ, seuil));
    }

    private String texte(String champ) {
      return rapport.champ(champ).map(Valeur::texte).orElse("");
    }

    private String lu(String champ) {
      return rapport
          .champ(champ)
          .map(v -> "« %s » (lu à %d %%)".formatted(v.texte(), Math.round(v.confiance() * 100)))
          .orElse("illisible");
    }

    private void illisible(String champ, String libelle) {
      doute(champ, "%s : ne se lit pas sûrement (%s).".formatted(libelle, lu(champ)));
    }

    /** Only a value can settle it. */
    private void doute(String champ, String text) {
      doutes.add(text);
      champs.add(champ);
    }

    /** A person may let it pass as it is. */
    private void admissible(String text) {
      if (!choix.admet(text)) {
        doutes.add(text);
      }
    }
  }

  private static String ouiNon(boolean value) {
    return value ? "oui" : "non";
  }

  private static String reference(MissionSuivie mission, LocalDate date) {
    String reference = mission.numeroOm() + "/" + date.toString().replace("-", "");
    return reference.length() <= REFERENCE ? reference : reference.substring(0, REFERENCE);
  }
}

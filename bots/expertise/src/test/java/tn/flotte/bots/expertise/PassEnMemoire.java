package tn.flotte.bots.expertise;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tn.flotte.bots.api.Evidence;
import tn.flotte.connectors.pass.Annuaire;
import tn.flotte.connectors.pass.Correction;
import tn.flotte.connectors.pass.Dossier;
import tn.flotte.connectors.pass.DossierConsulte;
import tn.flotte.connectors.pass.DossierSansRapport;
import tn.flotte.connectors.pass.Expert;
import tn.flotte.connectors.pass.GenreLettre;
import tn.flotte.connectors.pass.GenreRapport;
import tn.flotte.connectors.pass.Lettre;
import tn.flotte.connectors.pass.Mission;
import tn.flotte.connectors.pass.MissionEnCours;
import tn.flotte.connectors.pass.MissionSuivie;
import tn.flotte.connectors.pass.NumeroDeclaration;
import tn.flotte.connectors.pass.NumeroDossier;
import tn.flotte.connectors.pass.OuvertureDossier;
import tn.flotte.connectors.pass.Pass;
import tn.flotte.connectors.pass.PassSession;
import tn.flotte.connectors.pass.Preouverture;
import tn.flotte.connectors.pass.RapportSaisi;
import tn.flotte.connectors.pass.Recherche;

/** PASS in memory, as far as reports go: behaves as its screens do. */
final class PassEnMemoire implements Pass, PassSession {
  static final NumeroDeclaration DECLARATION = new NumeroDeclaration("D26-027-00123");
  static final NumeroDossier DOSSIER = new NumeroDossier("S26-027-00045");
  static final LocalDate ACCIDENT = LocalDate.of(2026, 5, 1);

  final List<MissionSuivie> missions = new ArrayList<>();
  final Map<String, LocalDate> dossiers = new LinkedHashMap<>();
  String mode = "IDA";
  int saisies;

  PassEnMemoire() {
    dossiers.put(DOSSIER.valeur(), ACCIDENT);
  }

  PassEnMemoire avecMission(String om, String expert, LocalDate priseLe) {
    missions.add(
        new MissionSuivie(
            DOSSIER, missions.size() + 1, om, expert, priseLe, "ENREGISTREE", List.of()));
    return this;
  }

  @Override
  public PassSession session(String compte, boolean fresh, Consumer<Evidence> evidence) {
    return this;
  }

  @Override
  public Duration longestRequest() {
    return Duration.ofMillis(1);
  }

  @Override
  public void close() {}

  @Override
  public Annuaire annuaire() {
    return new Annuaire(
        List.of(),
        List.of(
            new Expert("E104", "Mokhtar Selmi", "m.selmi@experts.example"),
            new Expert("E117", "Rached Bouaziz", "r.bouaziz@experts.example")));
  }

  @Override
  public Optional<Preouverture> preouverture(NumeroDeclaration numero) {
    return numero.equals(DECLARATION)
        ? Optional.of(
            new Preouverture(
                DECLARATION,
                "027",
                "027/401/0012345",
                "Gharbi",
                "Amel",
                "MATERIEL",
                mode,
                ACCIDENT,
                "08:30",
                "Nabeul",
                ACCIDENT.plusDays(2),
                "167 TU 5363",
                "139 TU 8277",
                "COMAR",
                "A219770",
                0,
                new BigDecimal("920.500"),
                List.of(1),
                false,
                "VALIDEE",
                null,
                null,
                dossiers.keySet().stream().map(NumeroDossier::new).toList()))
        : Optional.empty();
  }

  @Override
  public Optional<DossierConsulte> dossier(NumeroDossier numero) {
    return dossiers.containsKey(numero.valeur())
        ? Optional.of(
            new DossierConsulte(
                new Dossier(numero, DECLARATION, "027", "MATERIEL", mode),
                List.of(),
                Set.of(),
                List.of()))
        : Optional.empty();
  }

  @Override
  public List<MissionSuivie> missions(NumeroDossier dossier) {
    return missions.stream().filter(m -> m.dossier().equals(dossier)).toList();
  }

  @Override
  public MissionSuivie completer(MissionSuivie mission, RapportSaisi rapport) {
    saisies++;
    return saisir(mission.numeroOm(), rapport);
  }

  /** Somebody enters a report. */
  MissionSuivie saisir(String om, RapportSaisi rapport) {
    for (int i = 0; i < missions.size(); i++) {
      MissionSuivie m = missions.get(i);
      if (m.numeroOm().equals(om)) {
        MissionSuivie now =
            new MissionSuivie(
                m.dossier(),
                m.rang(),
                m.numeroOm(),
                m.expertCode(),
                m.priseLe(),
                rapport.genre() == GenreRapport.DEFINITIF ? "COMPLETEE" : "PRELIMINAIRE",
                Stream.concat(m.rapports().stream(), Stream.of(rapport)).toList());
        missions.set(i, now);
        return now;
      }
    }
    throw new AssertionError("no mission " + om);
  }

  @Override
  public List<MissionEnCours> missionsEnCours() {
    return missions.stream()
        .filter(m -> m.rapport(GenreRapport.DEFINITIF).isEmpty())
        .map(
            m ->
                new MissionEnCours(
                    m.dossier(), m.rang(), m.numeroOm(), m.expertCode(), m.priseLe()))
        .toList();
  }

  @Override
  public List<DossierSansRapport> dossiersSansRapport(LocalDate accidentAu) {
    return dossiers.entrySet().stream()
        .filter(d -> !d.getValue().isAfter(accidentAu))
        .map(
            d ->
                new DossierSansRapport(
                    new NumeroDossier(d.getKey()), DECLARATION, d.getValue(), mode))
        .toList();
  }

  @Override
  public List<Preouverture> rechercher(Recherche recherche) {
    throw new UnsupportedOperationException("rechercher");
  }

  @Override
  public Preouverture corriger(NumeroDeclaration numero, List<Correction> corrections) {
    throw new UnsupportedOperationException("corriger");
  }

  @Override
  public Preouverture valider(NumeroDeclaration numero) {
    throw new UnsupportedOperationException("valider");
  }

  @Override
  public List<Dossier> dossiers(NumeroDeclaration numero) {
    throw new UnsupportedOperationException("dossiers");
  }

  @Override
  public Dossier ouvrir(OuvertureDossier ouverture) {
    throw new UnsupportedOperationException("ouvrir");
  }

  @Override
  public Mission enregistrer(Mission mission) {
    throw new UnsupportedOperationException("enregistrer");
  }

  @Override
  public Optional<Lettre> lettre(NumeroDossier dossier, GenreLettre genre) {
    throw new UnsupportedOperationException("lettre");
  }

  @Override
  public Lettre editer(NumeroDossier dossier, GenreLettre genre, LocalDate date) {
    throw new UnsupportedOperationException("editer");
  }

  @Override
  public void observer(NumeroDossier dossier, String remarque) {
    throw new UnsupportedOperationException("observer");
  }
}

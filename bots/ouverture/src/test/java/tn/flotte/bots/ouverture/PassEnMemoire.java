package tn.flotte.bots.ouverture;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tn.flotte.bots.api.Evidence;
import tn.flotte.connectors.pass.Agence;
import tn.flotte.connectors.pass.Annuaire;
import tn.flotte.connectors.pass.Correction;
import tn.flotte.connectors.pass.Dossier;
import tn.flotte.connectors.pass.DossierConsulte;
import tn.flotte.connectors.pass.DossierSansRapport;
import tn.flotte.connectors.pass.Expert;
import tn.flotte.connectors.pass.GenreLettre;
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

/** PASS in memory: behaves as its screens do, and keeps what was done for the assertions. */
final class PassEnMemoire implements Pass, PassSession {
  final Map<String, Preouverture> preouvertures = new LinkedHashMap<>();
  final List<Dossier> dossiers = new ArrayList<>();
  final List<OuvertureDossier> ouvertures = new ArrayList<>();
  final List<Mission> missions = new ArrayList<>();
  final List<Lettre> lettres = new ArrayList<>();
  final List<Correction> corrections = new ArrayList<>();
  final List<String> remarques = new ArrayList<>();
  final List<Boolean> connexions = new ArrayList<>();
  private int ouverts;

  PassEnMemoire avec(Preouverture... all) {
    for (Preouverture p : all) {
      preouvertures.put(p.numero().valeur(), p);
    }
    return this;
  }

  PassEnMemoire avecDossier(String dossier, String declaration) {
    Preouverture p = preouvertures.get(declaration);
    dossiers.add(
        new Dossier(
            new NumeroDossier(dossier),
            new NumeroDeclaration(declaration),
            p.agence(),
            p.nature(),
            p.mode()));
    return this;
  }

  @Override
  public PassSession session(String compte, boolean fresh, Consumer<Evidence> evidence) {
    connexions.add(fresh);
    return this;
  }

  @Override
  public java.time.Duration longestRequest() {
    return java.time.Duration.ofMillis(1);
  }

  @Override
  public void close() {}

  @Override
  public Annuaire annuaire() {
    return new Annuaire(
        List.of(
            new Agence("027", "Sousse", "agence027@agents.example"),
            new Agence("027", "Sousse, guichet", "guichet027@agents.example"),
            new Agence("031", "Sfax", "agence031@agents.example")),
        List.of(
            new Expert("E104", "Mokhtar Selmi", "m.selmi@experts.example"),
            new Expert("E117", "Rached Bouaziz", "r.bouaziz@experts.example"),
            new Expert("E151", "Samir Hachani", "s.hachani@experts.example")));
  }

  @Override
  public Optional<Preouverture> preouverture(NumeroDeclaration numero) {
    return Optional.ofNullable(preouvertures.get(numero.valeur()))
        .map(
            p ->
                Dossiers.de(p)
                    .dossiers(dossiers(numero).stream().map(Dossier::numero).toList())
                    .construire());
  }

  @Override
  public List<Preouverture> rechercher(Recherche r) {
    return preouvertures.values().stream()
        .filter(
            p ->
                r.immatriculation() == null
                    || r.immatriculation().equals(p.immatriculationAssure())
                    || r.immatriculation().equals(p.immatriculationAdverse()))
        .filter(p -> r.police() == null || r.police().equals(p.police()))
        .filter(p -> r.dateAccident() == null || r.dateAccident().equals(p.dateAccident()))
        .filter(p -> r.agence() == null || r.agence().equals(p.agence()))
        .toList();
  }

  @Override
  public Preouverture corriger(NumeroDeclaration numero, List<Correction> all) {
    corrections.addAll(all);
    Preouverture p = preouvertures.get(numero.valeur());
    for (Correction c : all) {
      p =
          switch (c.champ()) {
            case "immatriculation_assure" -> Dossiers.de(p).assure(c.apres()).construire();
            case "immatriculation_adverse" -> Dossiers.de(p).adverse(c.apres()).construire();
            case "date_accident" ->
                Dossiers.de(p).accident(LocalDate.parse(c.apres())).construire();
            case "compagnie_adverse" -> Dossiers.de(p).compagnie(c.apres()).construire();
            default -> throw new IllegalStateException(c.champ());
          };
    }
    preouvertures.put(numero.valeur(), p);
    return p;
  }

  @Override
  public Preouverture valider(NumeroDeclaration numero) {
    Preouverture p = Dossiers.de(preouvertures.get(numero.valeur())).etat("VALIDEE").construire();
    preouvertures.put(numero.valeur(), p);
    return p;
  }

  @Override
  public List<Dossier> dossiers(NumeroDeclaration numero) {
    return dossiers.stream().filter(d -> d.declaration().equals(numero)).toList();
  }

  @Override
  public Dossier ouvrir(OuvertureDossier ouverture) {
    ouvertures.add(ouverture);
    Preouverture p = preouvertures.get(ouverture.declaration().valeur());
    Dossier dossier =
        new Dossier(
            new NumeroDossier("S26-%s-%05d".formatted(p.agence(), ++ouverts)),
            ouverture.declaration(),
            ouverture.noeud(),
            ouverture.nature(),
            p.mode());
    dossiers.add(dossier);
    return dossier;
  }

  @Override
  public Optional<DossierConsulte> dossier(NumeroDossier numero) {
    return dossiers.stream()
        .filter(d -> d.numero().equals(numero))
        .findFirst()
        .map(
            d ->
                new DossierConsulte(
                    d,
                    missions.stream().filter(m -> m.dossier().equals(numero)).toList(),
                    lettres.stream()
                        .filter(l -> l.dossier().equals(numero))
                        .map(Lettre::genre)
                        .collect(Collectors.toSet()),
                    remarques));
  }

  @Override
  public Mission enregistrer(Mission mission) {
    missions.add(mission);
    return mission;
  }

  @Override
  public List<MissionSuivie> missions(NumeroDossier dossier) {
    throw new UnsupportedOperationException("missions");
  }

  @Override
  public MissionSuivie completer(MissionSuivie mission, RapportSaisi rapport) {
    throw new UnsupportedOperationException("completer");
  }

  @Override
  public List<MissionEnCours> missionsEnCours() {
    throw new UnsupportedOperationException("missionsEnCours");
  }

  @Override
  public List<DossierSansRapport> dossiersSansRapport(LocalDate accidentAu) {
    throw new UnsupportedOperationException("dossiersSansRapport");
  }

  @Override
  public Optional<Lettre> lettre(NumeroDossier dossier, GenreLettre genre) {
    return lettres.stream()
        .filter(l -> l.dossier().equals(dossier) && l.genre() == genre)
        .findFirst();
  }

  @Override
  public Lettre editer(NumeroDossier dossier, GenreLettre genre, LocalDate date) {
    Lettre lettre =
        new Lettre(
            dossier,
            genre,
            ("lettre " + genre + " du " + date).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    lettres.add(lettre);
    return lettre;
  }

  @Override
  public void observer(NumeroDossier dossier, String remarque) {
    if (!remarques.contains(remarque)) {
      remarques.add(remarque);
    }
  }
}

package tn.flotte.pass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tn.flotte.pass.Entry.Correction;
import tn.flotte.pass.Entry.Dossier;
import tn.flotte.pass.Entry.Lettre;
import tn.flotte.pass.Entry.Mission;
import tn.flotte.pass.Entry.Observation;
import tn.flotte.pass.Entry.Rapport;
import tn.flotte.pass.Entry.Validation;
import tn.flotte.pass.Seed.Agence;
import tn.flotte.pass.Seed.Contrat;
import tn.flotte.pass.Seed.Expert;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that PASS knows. Every change is one commit: thread-safe, and written to the state file if
 * there is one. Like the real system it does <b>not</b> prevent a declaration from being opened
 * twice, nor an order from being registered twice.
 */
@Component
class Records {

  /** The head office's node. */
  static final String CDL_AUTO = "CDL_AUTO";

  /** What is kept over a restart. */
  record Saved(
      List<Map<String, @Nullable Object>> preouvertures,
      List<Dossier> dossiers,
      List<Mission> missions,
      List<Lettre> lettres,
      List<Correction> corrections,
      List<Validation> validations,
      List<Observation> observations,
      Map<String, Integer> suivants) {}

  private final Clock clock;
  private final JsonMapper json;
  private final @Nullable Path state;
  private final int first;
  private final List<Agence> agences;
  private final List<Expert> experts;
  private final Map<String, Contrat> contrats = new LinkedHashMap<>();
  private final Map<String, Preouverture> preouvertures = new TreeMap<>();
  private final List<Dossier> dossiers = new ArrayList<>();
  private final List<Mission> missions = new ArrayList<>();
  private final List<Lettre> lettres = new ArrayList<>();
  private final List<Correction> corrections = new ArrayList<>();
  private final List<Validation> validations = new ArrayList<>();
  private final List<Observation> observations = new ArrayList<>();
  private final Map<String, Integer> next = new TreeMap<>();

  @Autowired
  Records(PassSettings settings, JsonMapper json, Clock clock) {
    this(
        Seed.read(json, settings.donnees()),
        settings.etat(),
        settings.premierDossier(),
        json,
        clock);
  }

  Records(Seed seed, @Nullable Path state, int first, JsonMapper json, Clock clock) {
    this.clock = clock;
    this.json = json;
    this.state = state;
    this.first = first;
    agences = seed.agences().stream().sorted(Comparator.comparing(Agence::code)).toList();
    experts = seed.experts().stream().sorted(Comparator.comparing(Expert::code)).toList();
    seed.contrats().forEach(contrat -> contrats.put(contrat.police(), contrat));
    if (state != null && Files.exists(state)) {
      load(json.readValue(state.toFile(), Saved.class));
    } else {
      seed.preouvertures().stream()
          .map(Preouverture::of)
          .forEach(one -> preouvertures.put(one.numeroDeclaration(), one));
      dossiers.addAll(seed.opened());
      missions.addAll(seed.registered());
      dossiers.forEach(
          one -> next.merge(one.noeud(), sequence(one.numeroDossier()) + 1, Math::max));
    }
  }

  /** The number within its node: the last part of {@code S26-027-00045}. */
  private static int sequence(String numeroDossier) {
    return Integer.parseInt(numeroDossier.substring(numeroDossier.lastIndexOf('-') + 1));
  }

  private void load(Saved saved) {
    saved.preouvertures().stream()
        .map(Preouverture::of)
        .forEach(one -> preouvertures.put(one.numeroDeclaration(), one));
    dossiers.addAll(saved.dossiers());
    missions.addAll(saved.missions());
    lettres.addAll(saved.lettres());
    corrections.addAll(saved.corrections());
    validations.addAll(saved.validations());
    observations.addAll(saved.observations());
    next.putAll(saved.suivants());
  }

  /** Everything written so far, for the checks and for the state file. */
  synchronized Saved saved() {
    return new Saved(
        preouvertures.values().stream().map(Preouverture::toSeed).toList(),
        List.copyOf(dossiers),
        List.copyOf(missions),
        List.copyOf(lettres),
        List.copyOf(corrections),
        List.copyOf(validations),
        List.copyOf(observations),
        Map.copyOf(next));
  }

  private void commit() {
    if (state == null) {
      return;
    }
    try {
      Path absolute = state.toAbsolutePath();
      Path parent = Objects.requireNonNull(absolute.getParent());
      Files.createDirectories(parent);
      Path fresh = Files.createTempFile(parent, "pass", ".tmp");
      Files.write(fresh, json.writeValueAsBytes(saved()));
      Files.move(
          fresh, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The state file can't be written: " + state, e);
    }
  }

  private String now() {
    return OffsetDateTime.now(clock).truncatedTo(ChronoUnit.MILLIS).toString();
  }

  List<Agence> agences() {
    return agences;
  }

  List<Expert> experts() {
    return experts;
  }

  /** The codes a dossier may be opened on: every agency, then head office. */
  List<String> noeuds() {
    List<String> codes = new ArrayList<>(agences.stream().map(Agence::code).toList());
    codes.add(CDL_AUTO);
    return List.copyOf(codes);
  }

  Optional<Agence> agence(String code) {
    return agences.stream().filter(agence -> agence.code().equals(code)).findFirst();
  }

  Optional<Expert> expert(String code) {
    return experts.stream().filter(expert -> expert.code().equals(code)).findFirst();
  }

  Optional<Contrat> contrat(String police) {
    return Optional.ofNullable(contrats.get(police));
  }

  synchronized Optional<Preouverture> preouverture(String numero) {
    return Optional.ofNullable(preouvertures.get(numero));
  }

  synchronized Optional<Dossier> dossier(String numero) {
    return dossiers.stream().filter(one -> one.numeroDossier().equals(numero)).findFirst();
  }

  /** The dossiers opened for a declaration; more than one is possible. */
  synchronized List<Dossier> dossiersOf(String numeroDeclaration) {
    return dossiers.stream()
        .filter(one -> one.numeroDeclaration().equals(numeroDeclaration))
        .toList();
  }

  synchronized List<Mission> missionsOf(String numeroDossier) {
    return missions.stream().filter(one -> one.numeroDossier().equals(numeroDossier)).toList();
  }

  synchronized List<Lettre> lettresOf(String numeroDossier) {
    return lettres.stream().filter(one -> one.numeroDossier().equals(numeroDossier)).toList();
  }

  synchronized List<Observation> observationsOf(String numeroDossier) {
    return observations.stream().filter(one -> one.numeroDossier().equals(numeroDossier)).toList();
  }

  synchronized List<Preouverture> search(Criteria criteria) {
    return preouvertures.values().stream().filter(one -> matches(one, criteria)).toList();
  }

  /** Dossiers whose préouverture meets the criteria; the agency criterion is the dossier's node. */
  synchronized List<Dossier> searchDossiers(Criteria criteria) {
    Criteria ofDeclaration = criteria.withoutNoeud();
    return dossiers.stream()
        .filter(
            one ->
                criteria.dossier().isEmpty()
                    || one.numeroDossier().equalsIgnoreCase(criteria.dossier()))
        .filter(one -> criteria.noeud().isEmpty() || one.noeud().equals(criteria.noeud()))
        .filter(
            one ->
                preouverture(one.numeroDeclaration())
                    .map(declaration -> matches(declaration, ofDeclaration))
                    .orElse(false))
        .toList();
  }

  private boolean matches(Preouverture one, Criteria criteria) {
    return (criteria.declaration().isEmpty()
            || one.numeroDeclaration().equalsIgnoreCase(criteria.declaration()))
        && (criteria.police().isEmpty() || one.police().equalsIgnoreCase(criteria.police()))
        && (criteria.plaque().isEmpty()
            || compact(one.shown(Champ.IMMATRICULATION_ASSURE)).equals(compact(criteria.plaque())))
        && (criteria.date().isEmpty() || one.shown(Champ.DATE_ACCIDENT).equals(criteria.date()))
        && (criteria.noeud().isEmpty() || one.agence().equals(criteria.noeud()))
        && (criteria.nom().isEmpty()
            || contrat(one.police())
                .map(contrat -> folded(contrat.assure()).contains(folded(criteria.nom())))
                .orElse(false));
  }

  private static String compact(String plate) {
    return plate.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
  }

  static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toUpperCase(Locale.ROOT)
        .strip();
  }

  /**
   * Writes the new values and one correction per field that really changed; returns their number.
   */
  synchronized int correct(String numero, Map<Champ, Object> values, String compte) {
    Preouverture before = Objects.requireNonNull(preouvertures.get(numero));
    EnumMap<Champ, Object> after = new EnumMap<>(Champ.class);
    after.putAll(values);
    int changed = 0;
    for (Champ champ : Champ.values()) {
      Object old = before.value(champ);
      Object fresh = after.get(champ);
      if (!Objects.equals(old, fresh)) {
        corrections.add(new Correction(numero, champ.key(), old, fresh, compte, now()));
        changed++;
      }
    }
    preouvertures.put(numero, before.with(after));
    commit();
    return changed;
  }

  synchronized void validate(String numero, String compte) {
    Preouverture before = Objects.requireNonNull(preouvertures.get(numero));
    preouvertures.put(numero, before.validated());
    validations.add(new Validation(numero, compte, now()));
    commit();
  }

  /** Opens a dossier under the node's next number. Nothing prevents a second one. */
  synchronized Dossier open(
      String numero,
      String noeud,
      String nature,
      BigDecimal reserve,
      boolean gestionGa,
      String compte) {
    Preouverture declaration = Objects.requireNonNull(preouvertures.get(numero));
    int sequence = Math.max(first, next.getOrDefault(noeud, first));
    next.put(noeud, sequence + 1);
    String place = noeud.equals(CDL_AUTO) ? "CDL" : noeud;
    Dossier dossier =
        new Dossier(
            "S%02d-%s-%05d".formatted(OffsetDateTime.now(clock).getYear() % 100, place, sequence),
            numero,
            noeud,
            nature,
            declaration.shown(Champ.MODE),
            reserve,
            gestionGa,
            compte,
            now());
    dossiers.add(dossier);
    commit();
    return dossier;
  }

  /** Registers a mission. Nothing prevents a second one under the same order number. */
  synchronized void register(
      String dossier, String numeroOm, String expert, String date, String lieu, String compte) {
    missions.add(
        new Mission(
            dossier, numeroOm, expert, date, lieu, Mission.ENREGISTREE, compte, now(), List.of()));
    commit();
  }

  /** The n-th mission of a dossier, from 1. */
  synchronized Optional<Mission> mission(String dossier, int rank) {
    List<Mission> those = missionsOf(dossier);
    return rank >= 1 && rank <= those.size() ? Optional.of(those.get(rank - 1)) : Optional.empty();
  }

  /** Cancels the n-th mission of a dossier, from 1; false when it is no longer open. */
  synchronized boolean cancelMission(String dossier, int rank) {
    return replaceOpen(dossier, rank, Mission::cancelled);
  }

  /**
   * Enters a report on the n-th mission of a dossier, from 1; false when nothing may be entered any
   * more, or when a second preliminary report is given.
   */
  synchronized boolean report(
      String dossier,
      int rank,
      String genre,
      String date,
      String reference,
      BigDecimal honoraires,
      BigDecimal montantDegats,
      boolean epave,
      String compte) {
    boolean twice =
        mission(dossier, rank)
            .filter(one -> one.statut().equals(Mission.PRELIMINAIRE))
            .filter(one -> genre.equals(Rapport.PRELIMINAIRE))
            .isPresent();
    Rapport rapport =
        new Rapport(genre, date, reference, honoraires, montantDegats, epave, compte, now());
    return !twice && replaceOpen(dossier, rank, one -> one.reported(rapport));
  }

  private boolean replaceOpen(String dossier, int rank, UnaryOperator<Mission> change) {
    int seen = 0;
    for (int i = 0; i < missions.size(); i++) {
      Mission one = missions.get(i);
      if (one.numeroDossier().equals(dossier) && ++seen == rank) {
        if (!one.open()) {
          return false;
        }
        missions.set(i, change.apply(one));
        commit();
        return true;
      }
    }
    return false;
  }

  /**
   * A mission and which of its dossier's it is.
   *
   * @param rank from 1
   */
  record Ranked(Mission mission, int rank, Dossier dossier) {}

  /** Missions on which a report is still to come, oldest first; on a node or on all of them. */
  synchronized List<Ranked> openMissions(String noeud) {
    List<Ranked> found = new ArrayList<>();
    for (Dossier dossier : dossiers) {
      if (noeud.isEmpty() || dossier.noeud().equals(noeud)) {
        List<Mission> those = missionsOf(dossier.numeroDossier());
        for (int i = 0; i < those.size(); i++) {
          if (those.get(i).open()) {
            found.add(new Ranked(those.get(i), i + 1, dossier));
          }
        }
      }
    }
    found.sort(
        Comparator.comparing((Ranked one) -> one.mission().dateMission())
            .thenComparing(one -> one.dossier().numeroDossier()));
    return found;
  }

  /** Every dossier, oldest accident first; one whose accident date is no date comes last. */
  synchronized List<Dossier> dossiersByAccident() {
    return dossiers.stream()
        .sorted(
            Comparator.comparing((Dossier one) -> accident(one).orElse(LocalDate.MAX))
                .thenComparing(Dossier::numeroDossier))
        .toList();
  }

  /** The day of a dossier's accident; empty when its préouverture holds none that is a date. */
  synchronized Optional<LocalDate> accident(Dossier dossier) {
    return preouverture(dossier.numeroDeclaration())
        .map(one -> one.value(Champ.DATE_ACCIDENT))
        .flatMap(
            value -> {
              try {
                return Optional.of(LocalDate.parse(value.toString()));
              } catch (DateTimeException e) {
                return Optional.empty();
              }
            });
  }

  /** How far the expert's reports on a dossier have come: DEFINITIF, PRELIMINAIRE or empty. */
  synchronized String reported(String numeroDossier) {
    List<String> states = missionsOf(numeroDossier).stream().map(Mission::statut).toList();
    return states.contains(Mission.COMPLETEE)
        ? Rapport.DEFINITIF
        : states.contains(Mission.PRELIMINAIRE) ? Rapport.PRELIMINAIRE : "";
  }

  synchronized void write(
      String dossier,
      String genre,
      String destinataire,
      String objet,
      String texte,
      String compte) {
    lettres.add(new Lettre(dossier, genre, destinataire, objet, texte, compte, now()));
    commit();
  }

  synchronized void append(String dossier, String texte, String compte) {
    observations.add(new Observation(dossier, texte, compte, now()));
    commit();
  }

  /** What is looked for; an empty text is no criterion. The date is {@code dd/mm/yyyy}. */
  record Criteria(
      String declaration,
      String dossier,
      String police,
      String plaque,
      String date,
      String noeud,
      String nom) {

    Criteria withoutNoeud() {
      return new Criteria(declaration, "", police, plaque, date, "", nom);
    }

    boolean empty() {
      return (declaration + dossier + police + plaque + date + noeud + nom).isBlank();
    }
  }
}

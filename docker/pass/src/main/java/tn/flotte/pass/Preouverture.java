package tn.flotte.pass;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pre-declared claim as the agent typed it, with its corrections.
 *
 * @param valeurs canonical values; an empty field has no entry
 */
record Preouverture(
    String numeroDeclaration,
    String agence,
    String police,
    String dateDeclaration,
    boolean gestionGa,
    boolean volTotal,
    boolean validee,
    Map<Champ, Object> valeurs) {

  Preouverture {
    EnumMap<Champ, Object> copy = new EnumMap<>(Champ.class);
    copy.putAll(valeurs);
    valeurs = Collections.unmodifiableMap(copy);
  }

  /** Reads the shape of the seed. */
  static Preouverture of(Map<String, ?> seed) {
    EnumMap<Champ, Object> values = new EnumMap<>(Champ.class);
    for (Champ champ : Champ.values()) {
      Object value = seed.get(champ.key());
      if (value != null && !value.toString().isEmpty()) {
        values.put(champ, normalised(champ, value));
      }
    }
    return new Preouverture(
        text(seed, "numero_declaration"),
        text(seed, "agence"),
        text(seed, "police"),
        text(seed, "date_declaration"),
        Boolean.TRUE.equals(seed.get("gestion_ga")),
        Boolean.TRUE.equals(seed.get("vol_total")),
        Boolean.TRUE.equals(seed.get("validee")),
        values);
  }

  private static Object normalised(Champ champ, Object value) {
    return switch (champ.mask()) {
      case MONTANT -> Mask.plain(new BigDecimal(value.toString()));
      case POURCENT -> Integer.valueOf(new BigDecimal(value.toString()).intValue());
      case CASES ->
          value instanceof List<?> crosses
              ? crosses.stream()
                  .map(cross -> Integer.valueOf(cross.toString()))
                  .sorted()
                  .distinct()
                  .toList()
              : List.of();
      case TEXTE, DATE, HEURE, PLAQUE -> value.toString();
    };
  }

  private static String text(Map<String, ?> seed, String key) {
    Object value = seed.get(key);
    if (value == null) {
      throw new IllegalArgumentException("A preouverture of the seed has no " + key);
    }
    return value.toString();
  }

  /** The shape of the seed, with whether it has been validated. */
  Map<String, @Nullable Object> toSeed() {
    Map<String, @Nullable Object> seed = new LinkedHashMap<>();
    seed.put("numero_declaration", numeroDeclaration);
    seed.put("agence", agence);
    seed.put("police", police);
    seed.put("date_declaration", dateDeclaration);
    for (Champ champ : Champ.values()) {
      seed.put(champ.key(), valeurs.get(champ));
    }
    seed.put("gestion_ga", gestionGa);
    seed.put("vol_total", volTotal);
    seed.put("validee", validee);
    return seed;
  }

  @Nullable Object value(Champ champ) {
    return valeurs.get(champ);
  }

  /** The value as the screens show it; empty when there is none. */
  String shown(Champ champ) {
    Object value = valeurs.get(champ);
    return value == null ? "" : champ.mask().shown(value);
  }

  Preouverture with(Map<Champ, Object> values) {
    return new Preouverture(
        numeroDeclaration, agence, police, dateDeclaration, gestionGa, volTotal, validee, values);
  }

  Preouverture validated() {
    return new Preouverture(
        numeroDeclaration, agence, police, dateDeclaration, gestionGa, volTotal, true, valeurs);
  }
}

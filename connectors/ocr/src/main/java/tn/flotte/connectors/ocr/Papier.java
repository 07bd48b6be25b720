package tn.flotte.connectors.ocr;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tn.flotte.bots.api.ConnectorException;
import tn.flotte.bots.api.FailureKind;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A kind of paper that has no fixed layout: the words of its title, and the labels that stand
 * before its values. Labels are normal text (see {@link Texts#normal}).
 *
 * @param cases yes/no boxes by their labels
 * @param section the part of a constat's column that this describes, null for a whole paper
 * @param cachet whether a stamp beside the signature is asked for
 */
record Papier(
    String type,
    List<String> titres,
    Map<String, List<String>> champs,
    Map<String, List<String>> signatures,
    Map<String, List<String>> cases,
    boolean cachet,
    @Nullable String section) {

  Papier(
      String type,
      List<String> titres,
      Map<String, List<String>> champs,
      Map<String, List<String>> signatures,
      @Nullable Map<String, List<String>> cases,
      boolean cachet,
      @Nullable String section) {
    this.type = type;
    this.titres = titres;
    this.champs = champs;
    this.signatures = signatures;
    this.cases = cases == null ? Map.of() : cases;
    this.cachet = cachet;
    this.section = section;
  }

  /** The same labels for one side of a constat. */
  Papier side(String prefixe) {
    Map<String, List<String>> cote = new LinkedHashMap<>();
    champs.forEach((nom, libelles) -> cote.put(prefixe + nom, libelles));
    return new Papier(type, titres, cote, signatures, cases, cachet, section);
  }

  /** The labels of a field or of a yes/no box. */
  List<String> labels(String champ) {
    return champs.getOrDefault(champ, cases.getOrDefault(champ, List.of()));
  }

  TypePiece piece() {
    return TypePiece.of(type);
  }

  static List<Papier> load() {
    try (InputStream in = Papier.class.getResourceAsStream("papiers.json")) {
      if (in == null) {
        throw new ConnectorException(FailureKind.BUG, "papiers.json is missing");
      }
      return JsonMapper.builder().build().readValue(in, new TypeReference<List<Papier>>() {});
    } catch (IOException e) {
      throw new ConnectorException(FailureKind.BUG, "papiers.json cannot be read", e);
    }
  }
}

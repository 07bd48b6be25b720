package tn.flotte.connectors.ocr;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page to look at: drawn anew from its pixels, so that nothing of the file but its picture
 * remains.
 *
 * @param page from 1
 * @param largeur in pixels of the picture
 * @param hauteur in pixels of the picture
 * @param image a JPEG in grey
 * @param zones where the fields of a known form lie, by name; corners clockwise as x1, y1, x2…, in
 *     parts of width and height; empty when the form isn't known
 */
@SuppressWarnings("ArrayRecordComponent") // a picture is never compared
public record Apercu(
    int page, int largeur, int hauteur, byte[] image, Map<String, List<Double>> zones) {
  public Apercu {
    zones = Collections.unmodifiableMap(new LinkedHashMap<>(zones));
  }
}

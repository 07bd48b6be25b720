package tn.flotte.connectors.ocr;

import java.util.Map;

/**
 * What the record declares about a claim before it is opened, as far as papers can confirm it.
 *
 * @param numero number of the declaration
 * @param commun values without side: {@code date_accident}, {@code lieu}…
 * @param assure values of the insured's side by the constat's names without their prefix, such as
 *     {@code vehicule_immatriculation}
 * @param adverse the same of the other side
 */
public record Preouverture(
    String numero,
    Map<String, String> commun,
    Map<String, String> assure,
    Map<String, String> adverse) {

  public Preouverture {
    commun = Map.copyOf(commun);
    assure = Map.copyOf(assure);
    adverse = Map.copyOf(adverse);
  }
}

package tn.flotte.bots.ouverture;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import tn.flotte.connectors.pass.Preouverture;

/**
 * How Générale Assistance is asked to take a claim that PASS has it manage (annex A, GA step 7): a
 * <em>demande</em> for IDA and HIDA, an <em>ordre</em> for the insured's own guarantees.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "prise_en_charge")
sealed interface PriseEnCharge {
  /** It is mailed. */
  record AAdresser(String adresse, boolean demande) implements PriseEnCharge {}

  /** The robot doesn't write: the cell does, or nobody should. */
  record ALaCellule(String motif) implements PriseEnCharge {}

  /**
   * @param adresse GA's, or empty
   * @param exclusions why GA never takes the claim, although PASS says that it manages it
   */
  static PriseEnCharge de(Preouverture claim, String adresse, List<String> exclusions) {
    String what = nom(demande(claim));
    if (!exclusions.isEmpty()) {
      return new ALaCellule(
          "%s de prise en charge non adressé%s à GA. %s"
              .formatted(what, demande(claim) ? "e" : "", String.join(" ", exclusions)));
    }
    return adresse.isEmpty()
        ? new ALaCellule(
            "%s de prise en charge à adresser à GA par la cellule : l'adresse de GA n'est pas réglée (flotte.ouverture.adresse-ga)."
                .formatted(what))
        : new AAdresser(adresse, demande(claim));
  }

  private static boolean demande(Preouverture claim) {
    return claim.mode().equals("IDA") || claim.mode().equals("HIDA");
  }

  private static String nom(boolean demande) {
    return demande ? "Demande" : "Ordre";
  }
}

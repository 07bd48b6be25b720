package tn.flotte.connectors.mail;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far a mail is followed before it counts as an attack.
 *
 * @param tailleMax bytes of one mail; a larger one is left in the inbox and reported
 * @param profondeur archives inside archives, mails inside mails
 * @param ratio decompressed to compressed, looked at from one megabyte on
 * @param entrees files in all the archives of one mail
 * @param totalDecompresse bytes out of all the archives of one mail
 */
public record Limits(
    @DefaultValue("157286400") long tailleMax,
    @DefaultValue("3") int profondeur,
    @DefaultValue("100") int ratio,
    @DefaultValue("500") int entrees,
    @DefaultValue("314572800") long totalDecompresse) {
  public static final Limits DEFAULT = new Limits(157_286_400, 3, 100, 500, 314_572_800);

  public Limits {
    if (tailleMax < 1 || profondeur < 1 || ratio < 1 || entrees < 1 || totalDecompresse < 1) {
      throw new IllegalArgumentException("Every limit of flotte.mail.limits must be at least 1");
    }
  }
}

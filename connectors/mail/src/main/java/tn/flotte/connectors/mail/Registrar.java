package tn.flotte.connectors.mail;

/**
 * Takes a mail into safe keeping. When it returns, the mail is moved out of the inbox; when it
 * throws, the mail stays there. It may be handed the same mail again: after a crash between the
 * two, or when a person moved the mail back.
 */
@FunctionalInterface
public interface Registrar {
  /** {@code raw} is the mail byte for byte as it was delivered. */
  void register(byte[] raw);
}

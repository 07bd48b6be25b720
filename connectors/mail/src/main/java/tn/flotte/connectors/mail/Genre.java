package tn.flotte.connectors.mail;

/**
 * How a mail came to be, by its headers. Only a bounce and an automatic reply are surely a
 * machine's own; whether a mail that came through a list is worth reading depends on its sender and
 * papers, which is for whoever knows the senders.
 */
public enum Genre {
  PERSONNE,
  /** Absence, acknowledgement, read receipt: RFC 3834 and its forerunners. */
  REPONSE_AUTOMATIQUE,
  /** A delivery report about one of our own mails: RFC 3464, or a mail system's own words. */
  REBOND,
  /** Came through a list: RFC 2369 headers, a campaign tool's, or bulk precedence. */
  LISTE
}

package tn.flotte.connectors.mail;

/** Who wrote a mail: a person, or a machine that expects no answer. */
public enum Genre {
  PERSONNE,
  /** Absence, acknowledgement, read receipt: RFC 3834 and its forerunners. */
  REPONSE_AUTOMATIQUE,
  /** A delivery report about one of our own mails: RFC 3464, or a mail system's own words. */
  REBOND,
  /** Sent to a list: RFC 2369 headers or bulk precedence. */
  LETTRE_INFORMATION
}

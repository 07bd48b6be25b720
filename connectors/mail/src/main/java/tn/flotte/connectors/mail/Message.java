package tn.flotte.connectors.mail;

/** A mail's subject and its text, written twice: plain, and as HTML with every value inert. */
public record Message(String sujet, String texte, String html) {}

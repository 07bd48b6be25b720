package tn.flotte.bots.ouverture;

/** A mail's subject and its text, written twice: plain, and as HTML with every value inert. */
record Message(String sujet, String texte, String html) {}

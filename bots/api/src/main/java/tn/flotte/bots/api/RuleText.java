package tn.flotte.bots.api;

/**
 * The rules that an item is worked on under, as they were written: a text that only its {@link
 * RuleBook} can read.
 *
 * @param book the rule book's name, such as {@code ouverture}
 * @param version from 1, given by the orchestrator when the text was saved; never used twice
 */
public record RuleText(String book, int version, String text) {}

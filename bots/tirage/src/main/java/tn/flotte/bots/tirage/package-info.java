/** The bot that has pages drawn for people: of what is in the archive, never the sender's file. */
@NullMarked
package tn.flotte.bots.tirage;

import org.jspecify.annotations.NullMarked;

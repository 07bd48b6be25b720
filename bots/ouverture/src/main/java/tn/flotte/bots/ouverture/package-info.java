/**
 * The bot that opens claims: from the mail of an intermediary to the dossier in PASS and the
 * answer, as annex A (steps 6–13) has it.
 */
@NullMarked
package tn.flotte.bots.ouverture;

import org.jspecify.annotations.NullMarked;

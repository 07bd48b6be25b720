/**
 * What was filed under each claim, append-only and chained by hashes, and the proof that nobody has
 * changed it since.
 */
@NullMarked
package tn.flotte.orchestrator.archive;

import org.jspecify.annotations.NullMarked;

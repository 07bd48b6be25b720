/**
 * Letters to adverse companies, which people hand over: what is still to be delivered, and the time
 * that runs for the adverse company from then on.
 */
@NullMarked
package tn.flotte.orchestrator.letters;

import org.jspecify.annotations.NullMarked;

/** The work queue and its journal: items, attempts, steps, effects, outcomes, claims. */
@NullMarked
package tn.flotte.orchestrator.work;

import org.jspecify.annotations.NullMarked;

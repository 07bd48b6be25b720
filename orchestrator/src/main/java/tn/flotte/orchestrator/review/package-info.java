/** The review desk: who holds an item that waits for a person, and what the person decides. */
@NullMarked
package tn.flotte.orchestrator.review;

import org.jspecify.annotations.NullMarked;

/**
 * The broker: an Artemis named by a setting, or one of our own started with the process; and the
 * arrows over it.
 */
@NullMarked
package tn.flotte.orchestrator.broker;

import org.jspecify.annotations.NullMarked;

/**
 * Schedules: one YAML file a bot says when it has something to do; Quartz keeps the firings in the
 * database.
 */
@NullMarked
package tn.flotte.orchestrator.schedule;

import org.jspecify.annotations.NullMarked;

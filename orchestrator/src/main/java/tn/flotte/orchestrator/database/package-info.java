/**
 * The database: a PostgreSQL server named by a setting, or a real one of our own started with the
 * process.
 */
@NullMarked
package tn.flotte.orchestrator.database;

import org.jspecify.annotations.NullMarked;

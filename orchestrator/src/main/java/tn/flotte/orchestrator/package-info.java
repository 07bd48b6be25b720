/** The orchestrator: one Spring Boot application, a module a package. */
@NullMarked
package tn.flotte.orchestrator;

import org.jspecify.annotations.NullMarked;

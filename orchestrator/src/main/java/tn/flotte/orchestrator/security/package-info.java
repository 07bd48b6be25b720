/** Who may come in, people by a form and machines by a token, and what each may do. */
@NullMarked
package tn.flotte.orchestrator.security;

import org.jspecify.annotations.NullMarked;

/** The bots' rules as people change them: every version, who made it and why, which is in force. */
@NullMarked
package tn.flotte.orchestrator.rules;

import org.jspecify.annotations.NullMarked;

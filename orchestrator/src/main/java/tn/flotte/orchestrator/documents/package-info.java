/** The document store as other machines and browsers reach it. */
@NullMarked
package tn.flotte.orchestrator.documents;

import org.jspecify.annotations.NullMarked;

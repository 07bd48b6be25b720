/**
 * The stand-in for PASS, the legacy insurance system: web screens only, in-memory records, one
 * session per account, and an administrator's two endpoints for checks.
 */
@NullMarked
package tn.flotte.pass;

import org.jspecify.annotations.NullMarked;

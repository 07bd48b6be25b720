/**
 * PASS, the insurer's legacy web system, worked through its own screens: domain verbs in, typed
 * records out.
 */
@NullMarked
package tn.flotte.connectors.pass;

import org.jspecify.annotations.NullMarked;

/**
 * PASS's screens, a class a screen, and the browser they are worked in. Only the connector itself
 * uses it.
 */
@NullMarked
package tn.flotte.connectors.pass.page;

import org.jspecify.annotations.NullMarked;

/** A mail server in a process of its own, for the demonstration and the tests. */
@NullMarked
package tn.flotte.boite;

import org.jspecify.annotations.NullMarked;

/** Draws the sample mails of the demonstration; run it again when a form or a sample changes. */
@NullMarked
package tn.flotte.demo.samples;

import org.jspecify.annotations.NullMarked;

/**
 * The bots that follow experts' reports: register, mission in PASS, who is told, who is reminded,
 * and when a claim is about to be time-barred (annex A, steps 15 to 21).
 */
@NullMarked
package tn.flotte.bots.expertise;

import org.jspecify.annotations.NullMarked;

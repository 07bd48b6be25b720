/**
 * The process that hosts bots: takes items of work, runs their routes, reports every step, and
 * keeps nothing.
 */
@NullMarked
package tn.flotte.bots.agent;

import org.jspecify.annotations.NullMarked;

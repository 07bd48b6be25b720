/**
 * What a bot is: work items, steps, effects, outcomes, and the two kinds of trouble. The fleet's
 * one vocabulary.
 */
@NullMarked
package tn.flotte.bots.api;

import org.jspecify.annotations.NullMarked;

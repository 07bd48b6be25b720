/**
 * What agents and the orchestrator say to each other, request and reply, as JSON over the broker.
 */
@NullMarked
package tn.flotte.bots.api.protocol;

import org.jspecify.annotations.NullMarked;

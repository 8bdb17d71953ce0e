/**
 * What is known of one subscription's endpoint, and so what it gets.
 *
 * <p>Its {@link dev.carillon.delivery.endpoint.LanePolicy} says how it wants to be sent to: how often again, of what
 * type, and how many a second ({@link dev.carillon.delivery.endpoint.ReceiveRate}). Each attempt's outcome goes to its
 * {@link dev.carillon.delivery.endpoint.EndpointHealth}: each answer opens the
 * {@link dev.carillon.delivery.endpoint.SendWindow}, each attempt without one closes it, and failures in a row open the
 * {@link dev.carillon.delivery.endpoint.CircuitBreaker}, behind which new messages wait on disk. A
 * {@link dev.carillon.delivery.endpoint.BreakerLog} has the state log know of that over a restart, and the shard's
 * {@link dev.carillon.delivery.endpoint.OpenBreakers} the metrics.
 */
@NullMarked
package dev.carillon.delivery.endpoint;

import org.jspecify.annotations.NullMarked;

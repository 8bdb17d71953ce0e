/**
 * The JSON documents that clients attach to topics and subscriptions. Pure functions; no I/O, no clock.
 *
 * <p>{@link dev.carillon.policy.AccessPolicy} is a topic's {@code Policy}: a record for clients, of which the broker makes
 * nothing. {@link dev.carillon.policy.RedrivePolicy} names a subscription's dead-letter queue. {@code PolicyJson} reads all
 * of them, within limits.
 */
@NullMarked
package dev.carillon.policy;

import org.jspecify.annotations.NullMarked;

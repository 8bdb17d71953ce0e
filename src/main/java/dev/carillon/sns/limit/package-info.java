/**
 * How much clients may take. All of it is shared by the event loops, over which the connections of one client are
 * spread.
 *
 * <p>{@link dev.carillon.sns.limit.AddressLimits} counts what comes from one client address: connections, and requests
 * that were not signed rightly. {@link dev.carillon.sns.limit.PublishLimits} bounds publishing: the appends that are
 * under way, and by its {@link dev.carillon.sns.limit.PublishRates} the messages a second of each credential and
 * project. Both count rates in {@code TokenBuckets}.
 */
@NullMarked
package dev.carillon.sns.limit;

import org.jspecify.annotations.NullMarked;

/**
 * How much may be published. All of it is shared by the event loops, over which the connections of one client are
 * spread.
 *
 * <p>{@link dev.carillon.sns.limit.PublishLimits} bounds the appends that are under way, and by its
 * {@link dev.carillon.sns.limit.PublishRates} the messages a second of each credential and project.
 */
@NullMarked
package dev.carillon.sns.limit;

import org.jspecify.annotations.NullMarked;

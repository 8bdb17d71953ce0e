/**
 * What an operator can see: names, units and tags of all meters, and the health of the broker.
 *
 * <p>{@link dev.carillon.metrics.BrokerMetrics} makes every meter once; the parts that count get it passed in, or one of
 * its groups: {@link dev.carillon.metrics.ProtocolMetrics} for what goes out by one protocol.
 * {@link dev.carillon.metrics.OpsRoutes} serves them, with {@link dev.carillon.metrics.HealthCheck}s, on a port of its
 * own. {@code docs/metrics.md} lists them; a test holds that list and this package together.
 */
@NullMarked
package dev.carillon.metrics;

import org.jspecify.annotations.NullMarked;

/**
 * What an operator can see: names, units and tags of all meters, and the health of the broker.
 *
 * <p>{@link dev.carillon.metrics.BrokerMetrics} makes every meter once, in groups by the way of a message: what comes in
 * ({@link dev.carillon.metrics.SnsMetrics}), what is stored ({@link dev.carillon.metrics.JournalMetrics}) and what goes
 * out ({@link dev.carillon.metrics.DeliveryMetrics}, with {@link dev.carillon.metrics.ProtocolMetrics} for each
 * protocol). The parts that count get it, or a group, passed in.
 * {@link dev.carillon.metrics.OpsRoutes} serves them, with {@link dev.carillon.metrics.HealthCheck}s, on a port of its
 * own. {@code docs/metrics.md} lists them; a test holds that list and this package together.
 */
@NullMarked
package dev.carillon.metrics;

import org.jspecify.annotations.NullMarked;

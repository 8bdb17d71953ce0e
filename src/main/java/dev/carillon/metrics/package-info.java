/**
 * What an operator can see: names, units and tags of all meters, and the health of the broker.
 *
 * <p>{@link dev.carillon.metrics.BrokerMetrics} makes every meter of the broker once, in groups by the way of a
 * message: what comes in ({@link dev.carillon.metrics.SnsMetrics}), what is stored
 * ({@link dev.carillon.metrics.JournalMetrics}, with {@link dev.carillon.metrics.ProjectGauges} that go when their
 * project does) and what goes out ({@link dev.carillon.metrics.DeliveryMetrics}, with
 * {@link dev.carillon.metrics.ProtocolMetrics} for each protocol). The parts that count get it, or a group, passed in.
 * {@link dev.carillon.metrics.LogMetrics} are the write-ahead log's own, as fine as a slow disk needs to be understood.
 * The groups are made of a few kinds of {@link dev.carillon.metrics.Meters}, and all times have the buckets of
 * {@link dev.carillon.metrics.Histograms}, so that panels can be compared.
 *
 * <p>Beside them {@link dev.carillon.metrics.ProcessMetrics} shows what the JVM uses, and
 * {@link dev.carillon.metrics.LibraryMeters} brings what libraries count into the form that Prometheus wants.
 *
 * <p>{@link dev.carillon.metrics.OpsRoutes} serves all of it on a port of its own, and readiness as each
 * {@link dev.carillon.metrics.HealthCheck} has it. {@code docs/metrics.md} lists the meters; a test holds that list and
 * this package together.
 */
@NullMarked
package dev.carillon.metrics;

import org.jspecify.annotations.NullMarked;

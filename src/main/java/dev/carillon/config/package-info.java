/**
 * What an operator sets, read once at start.
 *
 * <p>{@link dev.carillon.config.ConfigLoader} is the door. It takes the {@link dev.carillon.config.YamlFile} that is
 * named, or {@code conf/carillon.yaml} where it is there, unless a {@link dev.carillon.config.YamlProblem} or its
 * {@link dev.carillon.config.YamlTree} speaks against it, and the {@link dev.carillon.config.EnvironmentSource}, which
 * wins over it. From both it makes {@link dev.carillon.config.Settings}, of which each part of the configuration asks
 * its own keys. So the settings learn what keys there are, what each takes and what it is by default, and there is no
 * other list of them. A span of time is a {@link dev.carillon.config.DurationText}.
 *
 * <p>{@link dev.carillon.config.BrokerConfig} has its parts read, those first that others depend on:
 * {@link dev.carillon.config.ListenConfig}, where the broker listens; {@link dev.carillon.config.TlsConfig}, by which
 * certificate; {@link dev.carillon.config.DatabaseConfig}, where the catalogue is kept;
 * {@link dev.carillon.config.SnsConfig}, the endpoint, whose URL follows from port and TLS;
 * {@link dev.carillon.config.LimitsConfig}, what a project may hold; {@link dev.carillon.config.JournalConfig}, how
 * messages are stored; {@link dev.carillon.config.DeliveryConfig}, how they are pushed, and with it
 * {@link dev.carillon.config.SqsConfig}, a {@link dev.carillon.config.QueueService} for each place where queues may be;
 * {@link dev.carillon.config.LogConfig}, what is logged.
 *
 * <p>A value that is not allowed is remembered and reading goes on, so that one run finds all problems. Keys and
 * variables that nobody asked for are refused by name, and a {@link dev.carillon.config.Suggestion} tells which one may
 * have been meant. The {@link dev.carillon.config.ConfigOutcome} is the configuration or all of the problems.
 * {@code conf/carillon.yaml} is the manual; a test holds it and the code together.
 *
 * <p>{@link dev.carillon.config.OwnerOnlyFile} is no setting. It keeps what only the broker's own user may read, and is
 * here because the parts that keep such files may not import one another, and all of them may import this package.
 */
@NullMarked
package dev.carillon.config;

import org.jspecify.annotations.NullMarked;

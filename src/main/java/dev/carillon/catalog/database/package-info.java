/**
 * The database as the catalogue uses it while it runs. All SQL is here, and nobody else knows the driver.
 *
 * <p>{@link dev.carillon.catalog.database.Database} has the connections, made by {@code ConnectOptions}, and shows itself to
 * the server by its {@code BrokerName}. A new broker comes in by these steps:
 *
 * <pre>
 *   Ownership: LockLink takes the advisory lock, and listens -> InstanceKey: is ours the key of its secrets?
 *     -> Ownership: Fence raised, so that whoever had the database before changes nothing any more
 *     -> ProjectLoader, ApiKeyStatements: everything is read
 * </pre>
 *
 * <p>From then on {@link dev.carillon.catalog.database.Ownership} gives transactions behind the {@code Fence}, in which
 * {@link dev.carillon.catalog.database.Statements} are made: texts of {@code CatalogSql}, values of
 * {@link dev.carillon.catalog.database.Rows}. It takes a lost lock again, and has everything read anew when another broker
 * was here meanwhile. What fails is told apart by {@link dev.carillon.catalog.database.DatabaseFailures}, at a start by
 * {@link dev.carillon.catalog.database.StartReasons}.
 */
@NullMarked
package dev.carillon.catalog.database;

import org.jspecify.annotations.NullMarked;

/**
 * Projects, topics, subscriptions, credentials and API keys, kept in PostgreSQL and read from memory.
 *
 * <p>{@link dev.carillon.catalog.Catalog} opens it all; {@link dev.carillon.catalog.StandaloneApiKeys} is for processes
 * that only make keys. {@link dev.carillon.catalog.CatalogView} answers every look-up at once, on any thread, and never
 * asks the database. {@link dev.carillon.catalog.CatalogWriter} makes every change, {@link dev.carillon.catalog.ApiKeys}
 * the keys.
 *
 * <p>A change comes this way, on the catalogue's own context:
 *
 * <pre>
 *   CatalogWriter -> TopicChanges and its like: a Change -> Changes: one of a project at a time
 *     -> decided by the view -> transaction: Fence, then Statements (CatalogSql) -> ShownProjects: view swapped, announced
 *     -> KeptCopy: in the copy on disk -> caller answered on the caller's context
 * </pre>
 *
 * <p>{@code Ownership} holds the lock that keeps other brokers away, by a {@code LockLink}, which hears of API keys that
 * other processes change, too. A change whose outcome is unknown makes its project suspect: {@code ProjectLoader} reads it
 * anew before the next change. The server itself is {@code DatabaseServer}'s: one behind a {@code DatabaseUrl}, or an
 * embedded one.
 *
 * <p>An external database may be away when the broker starts. {@code CopyStart} then finds the copy that {@code KeptCopy}
 * left in the data folder (by {@code CopyEncoder}, {@code CopyDecoder} and the package {@code copy}), and {@code
 * ComingBack} goes on trying to enter the database as at any start; nothing is changed, and nothing forgotten, before.
 *
 * <p>Times are kept in microseconds, texts without the character U+0000.
 */
@NullMarked
package dev.carillon.catalog;

import org.jspecify.annotations.NullMarked;

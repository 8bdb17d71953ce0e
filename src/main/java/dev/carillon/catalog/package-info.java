/**
 * Projects, topics, subscriptions, credentials and API keys, kept in PostgreSQL and read from memory.
 *
 * <p>{@link dev.carillon.catalog.Catalog} opens it all, with its {@link dev.carillon.catalog.CatalogOptions};
 * {@link dev.carillon.catalog.StandaloneApiKeys} is for processes that only make keys. The rest of the broker works
 * with what they give out. A {@link dev.carillon.catalog.view.CatalogView} answers every look-up at once, on any
 * thread, and never asks the database. A {@link dev.carillon.catalog.change.CatalogWriter} makes every change,
 * {@link dev.carillon.catalog.change.ApiKeys} the keys, and both answer with a
 * {@link dev.carillon.catalog.change.WriteOutcome}. What becomes of the view is told to the
 * {@link dev.carillon.catalog.CatalogListener}.
 *
 * <p>A change comes this way, on the catalogue's own context:
 *
 * <pre>
 *   change:   CatalogWriter -> TopicChanges and its like: a Change -> Changes: one a project at a time, decided by the view
 *   database:   -> Ownership: a transaction behind the Fence -> Statements
 *   view:         -> ShownProjects: view swapped, announced to the CatalogListener
 *   copy:           -> KeptCopy: in the copy on disk -> caller answered on the caller's context
 * </pre>
 *
 * <p>At the start {@link dev.carillon.catalog.CatalogParts} puts the parts together, and
 * {@link dev.carillon.catalog.Entrance} takes them into the database. An external one may be away then: the entrance
 * finds the copy that {@code KeptCopy} left in the data folder, and {@link dev.carillon.catalog.ComingBack} goes on
 * trying to enter the database as at any start; nothing is changed, and nothing forgotten, before.
 *
 * <p>The packages, of which each knows only what stands below it:
 *
 * <pre>
 *   catalog           the door: opens, enters the database, closes
 *   change            what is changed, one change of a project at a time
 *   copy              the copy on disk, to start from while the database is away
 *   view              what is read, and what puts it there
 *   database          all SQL: connections, statements, and who may change anything
 *   server            where the database is, and its schema
 *   embedded    key   a server of the broker's own; keys and secrets
 * </pre>
 *
 * <p>Times are kept in microseconds, texts without the character U+0000.
 */
@NullMarked
package dev.carillon.catalog;

import org.jspecify.annotations.NullMarked;

/**
 * Projects, topics, subscriptions, credentials and API keys, kept in PostgreSQL and read from memory.
 *
 * <p>{@link dev.carillon.catalog.CatalogView} answers every look-up at once, on any thread.
 * {@link dev.carillon.catalog.CatalogWriter} makes every change: one transaction, then the view is swapped, then the
 * change is announced, then the caller is told; so the very next request sees it.
 */
@NullMarked
package dev.carillon.catalog;

import org.jspecify.annotations.NullMarked;

/**
 * The catalogue in memory.
 *
 * <p>Everybody reads the one {@link dev.carillon.catalog.view.CatalogView}, at any time; only this package writes to it, on
 * the catalogue's context, and others have it written:
 *
 * <pre>
 *   a change that was committed, a project that was read anew   -> ShownProjects, which announce what differs -+
 *   API keys that this process or another one changed           -> ShownApiKeys, which read all of them       -+-> CatalogView
 *   the copy of a database that is away                         -> ShownCopy                                  -+
 * </pre>
 *
 * <p>{@link dev.carillon.catalog.view.Contexts} brings callers to that context, and their answers back.
 */
@NullMarked
package dev.carillon.catalog.view;

import org.jspecify.annotations.NullMarked;

/**
 * The server behind the catalogue, before anything is asked of it.
 *
 * <p>{@link dev.carillon.catalog.server.DatabaseServer} makes of a configuration a
 * {@link dev.carillon.catalog.server.DatabaseUrl}: the one that is configured or, without, that of the embedded server,
 * which it starts or finds started. Then it has {@code Migrations} make sure that a server of the right version answers in
 * time ({@link dev.carillon.catalog.server.DatabaseTimes}) and bring the schema up to date. What stands in the way becomes a
 * {@link dev.carillon.catalog.server.CatalogStartException}.
 */
@NullMarked
package dev.carillon.catalog.server;

import org.jspecify.annotations.NullMarked;

/**
 * A PostgreSQL server of the broker's own, for those who set no database URL.
 *
 * <p>{@link dev.carillon.catalog.embedded.EmbeddedServer} is the door. It takes the
 * {@link dev.carillon.catalog.embedded.FolderLock} of its {@link dev.carillon.catalog.embedded.ServerFolder}, so that
 * one process at a time runs the server, and chooses the user who runs the server's programs
 * ({@link dev.carillon.catalog.embedded.RunAs}: PostgreSQL refuses root). It unpacks these on the first start
 * ({@link dev.carillon.catalog.embedded.Binaries}), makes the database's files
 * ({@link dev.carillon.catalog.embedded.Cluster}), stops what a killed broker left running
 * ({@link dev.carillon.catalog.embedded.Leftover}) and starts the server
 * ({@link dev.carillon.catalog.embedded.Postmaster}), again whenever it dies.
 * {@link dev.carillon.catalog.embedded.Command} gives every program an environment of its own, since PostgreSQL would
 * take settings from the broker's. What cannot be done becomes an
 * {@link dev.carillon.catalog.embedded.EmbeddedServerException}, in one line for whoever operates the broker.
 *
 * <pre>
 *   &lt;data folder&gt;/postgresql.url            how to connect, while a broker runs (0600)
 *   &lt;data folder&gt;/postgresql/lock           held by the process whose child the server is
 *                            /password       of the only role (0600)
 *                            /server-&lt;crc&gt;   the programs
 *                            /data-17        the database
 *                            /server.log     what the server has to say
 * </pre>
 */
@NullMarked
package dev.carillon.catalog.embedded;

import org.jspecify.annotations.NullMarked;

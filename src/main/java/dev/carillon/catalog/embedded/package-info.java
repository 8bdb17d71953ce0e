/**
 * A PostgreSQL server of the broker's own, for those who set no database URL.
 *
 * <p>{@link dev.carillon.catalog.embedded.EmbeddedServer} is the door. It takes the folder's lock, unpacks the server's
 * programs on the first start ({@code Binaries}), chooses the user who runs them ({@code RunAs}: PostgreSQL refuses
 * root), makes the database's files ({@code Cluster}), stops what a killed broker left running ({@code Leftover}) and
 * starts the server ({@code Postmaster}), again whenever it dies.
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

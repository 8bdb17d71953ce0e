/**
 * Wires everything, starts it in order and stops it in the opposite order.
 *
 * <p>{@link dev.carillon.app.Main} is the command line, which picocli takes apart. It reads the configuration and runs
 * one command: {@code version} prints the {@link dev.carillon.app.Version}, {@code check-config} starts nothing, and
 * {@code serve} hands the configuration to a {@link dev.carillon.app.Service}, which runs a broker until a signal ends
 * the process, and has {@link dev.carillon.app.IdleHeap} see to it that an idle one is small.
 * {@link dev.carillon.app.ApiKeyCommands} and {@link dev.carillon.app.SigningKeyCommands} change keys, whether a broker
 * runs or not; a {@link dev.carillon.app.SignalledEnd} has them close what they opened before a signal ends them.
 *
 * <p>First of all the log is set up ({@code log}).
 *
 * <p>Then {@link dev.carillon.app.Broker} starts. What messages and files will name is settled before anything runs:
 * {@link dev.carillon.app.FreePorts} holds ports in place of 0, {@link dev.carillon.app.ShardCount} divides the topics,
 * unless the configuration says among how many shards, among as many as the data folder has or as suit the machine, and
 * {@code tls} reads certificate and key. {@link dev.carillon.app.BrokerVertx} makes the event loops and the ops port
 * opens, so that the broker can be asked how it is while it still starts:
 * {@link dev.carillon.app.Phase} says that it does not serve yet, and {@link dev.carillon.app.LateChecks} answer for
 * parts that are not there. The rest follows in this order, since each needs the one before:
 *
 * <pre>
 *   Foundation       what every part stands on: configuration, Vert.x, bus, metrics, clock
 *   Storage          the data folder, the catalogue, what the write-ahead log brings back; the first keys
 *   Outgoing         the journals' shards, then delivery, which tells them what is still outstanding
 *   PublicListeners  the public listeners: only now may anything come in
 * </pre>
 *
 * <p>{@link dev.carillon.app.Foundation} has the clock as well, which is {@link dev.carillon.app.SystemTime} but in
 * tests. {@link dev.carillon.app.Storage} locks the data folder before it opens the catalogue, since the embedded
 * server's files are in it. The folder gets a {@link dev.carillon.app.ProcessHalt}, which ends the process when nobody
 * knows any more what is on the disk. The catalogue gets the key for the secrets in the database, and
 * {@link dev.carillon.app.Announcements}, which tell all shards what changes. At the first start {@code first} makes the
 * keys of the quickstart. {@link dev.carillon.app.Outgoing} opens the signing keys and tells the address guard of the
 * {@link dev.carillon.app.OwnPorts}, which no endpoint may lead to. {@link dev.carillon.app.PublicListeners} opens the
 * management API and the SNS endpoint.
 *
 * <p>Keys and certificates are replaced while the broker runs: {@link dev.carillon.app.FileWatch} has their files looked at
 * every few seconds.
 *
 * <p>The packages, none of which knows this one:
 *
 * <pre>
 *   first   tls   log    the keys of the first start; the listeners' certificate; where lines go
 *   step                 starting and stopping, one step at a time
 * </pre>
 */
@NullMarked
package dev.carillon.app;

import org.jspecify.annotations.NullMarked;

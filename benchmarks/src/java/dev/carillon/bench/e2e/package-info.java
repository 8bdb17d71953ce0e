/**
 * The end-to-end benchmark: {@link dev.carillon.bench.e2e.EndToEnd} starts the real fat jar, loads it over loopback and
 * compares it, in the same run, with the least that a server on the same libraries could do.
 *
 * <p>Everything runs in processes of its own, as in production: the broker, the {@link dev.carillon.bench.e2e.Receiver}
 * that stands for function URLs, and the yardsticks {@link dev.carillon.bench.e2e.BareServer} and
 * {@link dev.carillon.bench.e2e.BareClient}. The driver is one thread over sockets
 * ({@link dev.carillon.bench.e2e.LoadGenerator}) that replays requests signed beforehand, so that it takes as little of
 * the machine as it can; broker and yardstick are loaded by the same one.
 */
@NullMarked
package dev.carillon.bench.e2e;

import org.jspecify.annotations.NullMarked;

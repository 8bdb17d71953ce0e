/**
 * What both public listeners do about those who connect to them.
 *
 * <p>A connection becomes a {@link dev.carillon.listener.Peer} among the {@link dev.carillon.listener.Peers} of its
 * event loop. Its limits count for a {@link dev.carillon.listener.ClientAddress}, since one host of IPv6 has many
 * addresses: {@link dev.carillon.listener.AddressLimits} has the connections, of which all together get a share of the
 * process's {@code Descriptors}, and in {@link dev.carillon.listener.TokenBuckets} the requests that did not prove who
 * sent them. On HTTP/1 an {@code ArrivalGuard} watches how long a request takes to come, and a {@code StrictDecoder}
 * refuses one whose end two readers may see in different places. A {@link dev.carillon.listener.Drain} counts what is
 * under way, so that the listener's end waits for it. Replies carry a {@link dev.carillon.listener.ReplyDate}.
 */
@NullMarked
package dev.carillon.listener;

import org.jspecify.annotations.NullMarked;

/**
 * Where the broker may connect to.
 *
 * <p>An endpoint's URL is taken apart strictly into an {@link dev.carillon.push.address.EndpointUrl}.
 * {@link dev.carillon.push.address.AddressGuard} is the door: it resolves the URL's host, unless that is an
 * {@link dev.carillon.push.address.IpLiteral} already, and has each address checked, by range and with whatever it leads to
 * ({@code AddressRanges}, {@code EmbeddedAddresses}), and against the {@link dev.carillon.push.address.ClosedPorts} that no
 * setting opens. The {@link dev.carillon.push.address.AddressVerdict} has the addresses that may be dialled, and nobody
 * resolves the name again.
 */
@NullMarked
package dev.carillon.push.address;

import org.jspecify.annotations.NullMarked;

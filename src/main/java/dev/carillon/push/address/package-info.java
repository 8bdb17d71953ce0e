/**
 * Where the broker may connect to.
 *
 * <p>An endpoint's URL is taken apart strictly, by {@link dev.carillon.push.address.EndpointUrlParser}, into an
 * {@link dev.carillon.push.address.EndpointUrl}. {@link dev.carillon.push.address.AddressGuard} is the door: it
 * resolves the URL's host, unless that is an {@link dev.carillon.push.address.IpLiteral} already, and has each address
 * checked. {@link dev.carillon.push.address.AddressRanges} hold it, and whatever it leads to by its
 * {@link dev.carillon.push.address.EmbeddedAddresses}, against each {@link dev.carillon.push.address.Cidr} that is
 * closed or that the configuration opens; then come the {@link dev.carillon.push.address.ClosedPorts}, which no setting
 * opens. The {@link dev.carillon.push.address.AddressVerdict} has the addresses that may be dialled, and nobody
 * resolves the name again.
 */
@NullMarked
package dev.carillon.push.address;

import org.jspecify.annotations.NullMarked;

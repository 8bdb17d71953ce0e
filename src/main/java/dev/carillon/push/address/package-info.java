/**
 * Where the broker may connect to.
 *
 * <p>An endpoint's URL is taken apart strictly, by {@link dev.carillon.push.address.EndpointUrlParser}, into an
 * {@link dev.carillon.push.address.EndpointUrl}. {@link dev.carillon.push.address.AddressGuard} is the door: it has each
 * address of the URL's host checked. What is an {@link dev.carillon.model.IpAddress} is one already; of a name the
 * {@link dev.carillon.push.address.NameResolver} tells all, IPv4 and IPv6: those of the
 * {@link dev.carillon.push.address.HostsFile}, or else the {@link dev.carillon.push.address.NameAnswer} that a
 * {@link dev.carillon.push.address.NameLookup} gets from the name servers.
 * {@link dev.carillon.push.address.AddressRanges} hold an address, and whatever it leads to by its
 * {@link dev.carillon.push.address.EmbeddedAddresses}, against each {@link dev.carillon.model.Cidr} that is
 * closed or that the configuration opens; then come the {@link dev.carillon.push.address.ClosedPorts}, which no setting
 * opens, in whichever form. The {@link dev.carillon.push.address.AddressVerdict} has the addresses that may be dialled,
 * and nobody resolves the name again.
 */
@NullMarked
package dev.carillon.push.address;

import org.jspecify.annotations.NullMarked;

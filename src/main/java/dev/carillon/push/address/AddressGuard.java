package dev.carillon.push.address;

import dev.carillon.config.DeliveryConfig;
import dev.carillon.model.IpAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Says where the broker may connect to, so that nobody reaches through it what he cannot reach himself. Safe on every
 * context; nothing is remembered but what the name servers allow to be.
 *
 * <p>A name is resolved once, for its addresses of both families, A and AAAA; all that come back are checked, and the
 * caller dials them in turn until one gives a connection. One closed address closes the name.
 */
public final class AddressGuard {
    private final NameResolver names;
    private final AddressRanges ranges;
    private final ClosedPorts closed;

    public AddressGuard(Vertx vertx, DeliveryConfig config, ClosedPorts closed) {
        // Vert.x shows its event loops and how it looks up names only to its own parts.
        this.names = new NameResolver((VertxInternal) vertx);
        this.ranges = new AddressRanges(config.allowPrivateNetworks(), config.allowedNetworks());
        this.closed = closed;
    }

    /** Checks an endpoint's URL as it was given. The future completes on the caller's context and never fails. */
    public Future<AddressVerdict> check(String url) {
        return EndpointUrl.parse(url)
                .map(this::check)
                .orElseGet(() -> Future.succeededFuture(new AddressVerdict.Forbidden()));
    }

    /** The same of one that was taken apart. */
    public Future<AddressVerdict> check(EndpointUrl url) {
        Optional<InetAddress> literal = IpAddress.parse(url.host());
        if (literal.isPresent()) {
            return Future.succeededFuture(verdict(List.of(literal.get()), url.port()));
        }
        return names.addresses(url.host()).map(addresses -> verdict(addresses, url.port()));
    }

    AddressVerdict verdict(List<InetAddress> addresses, int port) {
        if (addresses.isEmpty()) {
            return new AddressVerdict.Unresolvable();
        }
        for (InetAddress address : addresses) {
            if (!ranges.allows(address.getAddress()) || closed.contains(address, port)) {
                return new AddressVerdict.Forbidden();
            }
        }
        return new AddressVerdict.Allowed(addresses);
    }
}

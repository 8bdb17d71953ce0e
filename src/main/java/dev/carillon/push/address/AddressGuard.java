package dev.carillon.push.address;

import dev.carillon.config.DeliveryConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.resolver.NameResolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Says where the broker may connect to, so that nobody reaches through it what he cannot reach himself. Safe on every
 * context; nothing is remembered but what the name servers allow to be.
 *
 * <p>A name is resolved once, all its addresses are checked, and the caller dials one of those that came back. One closed
 * address closes the name.
 */
public final class AddressGuard {
    /** Name servers that do not answer hold up only the endpoint that needs them. */
    private static final long PATIENCE_SECONDS = 5;

    private final VertxInternal vertx;
    private final NameResolver resolver;
    private final AddressRanges ranges;
    private final ClosedPorts closed;

    public AddressGuard(Vertx vertx, DeliveryConfig config, ClosedPorts closed) {
        // Vert.x shows its asynchronous resolver, which knows both families and the hosts file, only to its own parts.
        this.vertx = (VertxInternal) vertx;
        this.resolver = this.vertx.nameResolver();
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
        Optional<InetAddress> literal = IpLiteral.parse(url.host());
        if (literal.isPresent()) {
            return Future.succeededFuture(verdict(List.of(literal.get()), url.port()));
        }
        return resolve(url.host())
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .map(addresses -> verdict(addresses, url.port()))
                .otherwise(unknown -> new AddressVerdict.Unresolvable());
    }

    AddressVerdict verdict(List<InetAddress> addresses, int port) {
        if (addresses.isEmpty()) {
            return new AddressVerdict.Unresolvable();
        }
        boolean isOpen = addresses.stream()
                .allMatch(address -> ranges.allows(address.getAddress()) && !closed.contains(address, port));
        return isOpen ? new AddressVerdict.Allowed(addresses) : new AddressVerdict.Forbidden();
    }

    private Future<List<InetAddress>> resolve(String name) {
        Promise<List<InetSocketAddress>> found = vertx.getOrCreateContext().promise();
        resolver.resolveAll(name, found::handle);
        return found.future()
                .map(all -> all.stream().map(InetSocketAddress::getAddress).toList());
    }
}

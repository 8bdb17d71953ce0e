package dev.carillon.push.address;

import dev.carillon.model.IpAddress;
import java.net.InetAddress;
import java.util.Optional;

/** Hosts that are addresses already. */
public final class IpLiteral {
    private IpLiteral() {}

    /** The address that a host of an {@link EndpointUrl} spells; empty when it is a name. Asks no name server. */
    public static Optional<InetAddress> parse(String host) {
        return IpAddress.parse(host);
    }
}

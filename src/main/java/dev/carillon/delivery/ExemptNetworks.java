package dev.carillon.delivery;

import dev.carillon.model.Cidr;
import java.net.InetAddress;
import java.util.List;

/** Where an operator's own endpoints are: on this machine and in {@code delivery.allowed-networks}. Immutable. */
final class ExemptNetworks {
    private final List<Cidr> allowed;

    /** Networks such as {@code 10.1.0.0/16}, whose form was checked. */
    ExemptNetworks(List<String> allowed) {
        this.allowed = allowed.stream().map(Cidr::parse).toList();
    }

    boolean containAll(List<InetAddress> addresses) {
        return addresses.stream().allMatch(this::contain);
    }

    private boolean contain(InetAddress address) {
        return address.isLoopbackAddress()
                || allowed.stream().anyMatch(network -> network.contains(address.getAddress()));
    }
}

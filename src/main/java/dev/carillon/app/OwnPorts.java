package dev.carillon.app;

import dev.carillon.config.ListenConfig;
import dev.carillon.push.address.ClosedPorts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What endpoints must not lead to: the broker's own listeners and its database. */
final class OwnPorts {
    private OwnPorts() {}

    /**
     * Names are resolved once, at the start.
     *
     * @param database its host and port, unresolved
     */
    static ClosedPorts of(ListenConfig listen, InetSocketAddress database) {
        Set<Integer> own = new HashSet<>(Set.of(listen.managementPort(), listen.snsPort(), listen.opsPort()));
        List<InetAddress> addresses = addresses(database.getHostString());
        if (addresses.stream().anyMatch(InetAddress::isLoopbackAddress)) {
            own.add(database.getPort());
        }
        return new ClosedPorts(
                own,
                addresses.stream()
                        .map(address -> new InetSocketAddress(address, database.getPort()))
                        .collect(Collectors.toSet()));
    }

    /** None when the name is unknown for the moment: nobody can be led there, either. */
    private static List<InetAddress> addresses(String host) {
        try {
            return Arrays.asList(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }
}

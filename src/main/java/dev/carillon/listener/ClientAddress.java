package dev.carillon.listener;

import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Who counts as one client: an IPv4 address, or an IPv6 network of 64 bits, since a single host has all of one. */
public final class ClientAddress {
    private static final String UNKNOWN = "unknown";
    private static final int NETWORK_BYTES = 8;

    /** The groups of 16 bits of an IPv6 address that a provider gives to one customer. */
    private static final int GIVEN_GROUPS = 3;

    private ClientAddress() {}

    /** As a text that is the same for all connections of one client. */
    public static String of(@Nullable SocketAddress remote) {
        String text = remote == null ? null : remote.hostAddress();
        if (text == null) {
            return UNKNOWN;
        }
        return text.indexOf(':') < 0 ? text : network(text);
    }

    /** Those that may well be one client, too: an IPv4 network of 24 bits, an IPv6 network of 48. */
    static String neighbours(String client) {
        int end = client.lastIndexOf('.');
        if (client.indexOf(':') >= 0) {
            end = -1;
            for (int group = 0; group < GIVEN_GROUPS; group++) {
                end = client.indexOf(':', end + 1);
            }
        }
        return client.substring(0, end + 1);
    }

    private static String network(String ipv6) {
        try {
            InetAddress address = InetAddress.getByName(ipv6);
            if (!(address instanceof Inet6Address) || address.isLoopbackAddress()) {
                return address.getHostAddress();
            }
            byte[] bytes = address.getAddress();
            Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException notAnAddress) {
            return UNKNOWN;
        }
    }
}

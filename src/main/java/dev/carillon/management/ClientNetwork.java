package dev.carillon.management;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What limits of an address are counted by: one host of IPv6 usually has a whole /64 network to choose addresses from. */
final class ClientNetwork {
    private static final int IPV6_LENGTH = 16;
    private static final int IPV6_NETWORK_LENGTH = 8;

    private ClientNetwork() {}

    /** @param address a literal one, which no name server is asked for */
    static String of(String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == IPV6_LENGTH ? Arrays.toString(Arrays.copyOf(bytes, IPV6_NETWORK_LENGTH)) : address;
        } catch (UnknownHostException notAnAddress) {
            return address;
        }
    }
}

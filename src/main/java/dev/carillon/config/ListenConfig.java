package dev.carillon.config;

import dev.carillon.model.IpAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * Where the broker listens, and how it asks the system for its sockets. Port 0 takes any free one.
 *
 * @param bindAddress of all three listeners
 * @param opsPort health and metrics
 * @param isBehindProxy whether each connection to the two public listeners begins with the PROXY protocol's header
 * @param transport of all sockets, those of deliveries too
 * @param shutdownGrace how long a stop waits for what is in flight
 */
public record ListenConfig(
        String bindAddress,
        int managementPort,
        int snsPort,
        int opsPort,
        boolean isBehindProxy,
        Transport transport,
        Duration shutdownGrace) {
    /** Whether only processes of this machine can connect. */
    public boolean isLoopback() {
        return address(bindAddress).isLoopbackAddress();
    }

    static ListenConfig read(Settings settings) {
        ListenConfig listen = new ListenConfig(
                settings.value("bind", "127.0.0.1", "an IP address, such as 127.0.0.1, 0.0.0.0 or ::", text -> {
                    Settings.requireThat(address(text).getHostAddress() != null);
                    return text;
                }),
                settings.port("management-port", 8080),
                settings.port("sns-port", 8081),
                settings.port("ops-port", 8082),
                settings.flag("proxy-protocol", false),
                settings.choice("transport", Transport.AUTO),
                settings.duration("shutdown-grace", "30s", "1s", "10m"));
        long distinct = IntStream.of(listen.managementPort, listen.snsPort, listen.opsPort)
                .filter(port -> port > 0)
                .distinct()
                .count();
        long fixed = IntStream.of(listen.managementPort, listen.snsPort, listen.opsPort)
                .filter(port -> port > 0)
                .count();
        if (distinct < fixed) {
            settings.refuse("management-port, sns-port and ops-port must differ from one another");
        }
        return listen;
    }

    /** How the broker waits for its sockets, and reads and writes them. */
    public enum Transport {
        /** Epoll where it can be had, otherwise the JDK's. */
        AUTO,
        /** The JDK's way, on every system. */
        NIO,
        /** Linux's, by native code of Netty's. */
        EPOLL,
        /** Linux's newer one, which many containers forbid. */
        IO_URING
    }

    /** Never asks a name server: a name would be one more thing that can change behind an operator's back. */
    private static InetAddress address(String text) {
        return IpAddress.parse(text).orElseThrow(IllegalArgumentException::new);
    }
}

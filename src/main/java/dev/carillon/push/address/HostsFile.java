package dev.carillon.push.address;

import io.netty.resolver.HostsFileEntriesProvider;
import io.netty.util.NetUtil;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The machine's hosts file, as it was at the start. A name has the addresses of all its lines, where Vert.x's and Netty's
 * own resolvers take one. Immutable.
 */
final class HostsFile {
    private final Map<String, List<InetAddress>> first;
    private final Map<String, List<InetAddress>> second;

    private HostsFile(HostsFileEntriesProvider lines) {
        boolean isSixFirst = NetUtil.isIpV6AddressesPreferred();
        first = isSixFirst ? lines.ipv6Entries() : lines.ipv4Entries();
        second = isSixFirst ? lines.ipv4Entries() : lines.ipv6Entries();
    }

    static HostsFile read(VertxInternal vertx, AddressResolverOptions options) {
        HostsFileEntriesProvider.Parser parser = HostsFileEntriesProvider.parser();
        if (options.getHostsPath() != null) {
            return new HostsFile(parser.parseSilently(vertx.fileResolver().resolve(options.getHostsPath())));
        }
        if (options.getHostsValue() == null) {
            return new HostsFile(parser.parseSilently());
        }
        try {
            return new HostsFile(
                    parser.parse(new StringReader(options.getHostsValue().toString())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Those of a name in lower case, the preferred family first; none when no line has it. */
    List<InetAddress> addresses(String name) {
        return Stream.of(first, second)
                .flatMap(family -> family.getOrDefault(name, List.of()).stream())
                .toList();
    }
}

package dev.carillon.push.address;

import io.netty.channel.EventLoop;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.dns.impl.DnsAddressResolverProvider;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Tells all addresses of a name, of both families. Safe on every context.
 *
 * <p>Vert.x's own resolver, whose settings this one has, is content with the IPv4 addresses when they come first: enough
 * for whoever wants to connect, too little for whoever must know where a name may lead. Netty's cache, for its part, hands
 * out what it has of a name whose other addresses are still on their way, or had a shorter time to live. Here a name is
 * known as a whole or not at all.
 *
 * <p>Who does not answer one of the two questions, as some routers do with AAAA, delays an answer by
 * {@link #PATIENCE}; then what has come counts. That opens nothing: whoever owns a name may hide any address of it, and
 * only addresses that have come, and were checked, are dialled.
 */
final class NameResolver {
    /** Name servers that do not answer hold up only the endpoint that needs them. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Whoever owns a domain has as many names as he likes. */
    private static final int MOST_KEPT = 8_192;

    private final VertxInternal vertx;
    private final Duration patience;
    private final AddressResolverOptions options;
    private final HostsFile hosts;
    private final DnsNameResolverBuilder settings;

    /** Look-ups under way, which others join, and those whose answer still holds. */
    private final ConcurrentMap<String, NameLookup> lookups = new ConcurrentHashMap<>();

    private volatile boolean isClosed;

    NameResolver(VertxInternal vertx) {
        this(vertx, PATIENCE);
    }

    NameResolver(VertxInternal vertx, Duration patience) {
        this.vertx = vertx;
        this.patience = patience;
        this.options = vertx.nameResolver().options();
        this.hosts = HostsFile.read(vertx, options);
        this.settings = settings(vertx, options, patience);
        vertx.addCloseHook(closed -> {
            close();
            closed.succeed();
        });
    }

    /** The addresses, none when there are none to be found; completes on the caller's context and never fails. */
    Future<List<InetAddress>> addresses(String name) {
        List<InetAddress> lines = hosts.addresses(name);
        if (!lines.isEmpty()) {
            return Future.succeededFuture(lines);
        }
        ContextInternal caller = vertx.getOrCreateContext();
        Promise<NameAnswer> answer = caller.promise();
        lookup(name, caller.nettyEventLoop()).answer().onComplete(answer);
        return answer.future().map(NameAnswer::addresses);
    }

    private NameLookup lookup(String name, EventLoop loop) {
        NameLookup known = lookups.get(name);
        if (known != null) {
            return known;
        }
        NameLookup own = new NameLookup(name, loop);
        // Before anybody else can wait for it: who got an answer that does not hold asks anew.
        Future<NameAnswer> unused = own.answer().onSuccess(answer -> keep(name, own, answer));
        NameLookup earlier = lookups.putIfAbsent(name, own);
        if (earlier != null) {
            return earlier;
        }
        if (isClosed) {
            own.stop();
        } else {
            loop.execute(() -> own.start(settings, patience));
        }
        return own;
    }

    private void keep(String name, NameLookup lookup, NameAnswer answer) {
        long seconds = Math.max(
                options.getCacheMinTimeToLive(), Math.min(options.getCacheMaxTimeToLive(), answer.keepSeconds()));
        boolean isKept = seconds > 0 && lookups.size() <= MOST_KEPT;
        if (isClosed || !isKept || answer.addresses().isEmpty()) {
            lookups.remove(name, lookup);
        } else {
            Object unused = lookup.loop().schedule(() -> lookups.remove(name, lookup), seconds, TimeUnit.SECONDS);
        }
    }

    /** Whoever still waits is told of no address. */
    private void close() {
        isClosed = true;
        lookups.values().forEach(NameLookup::stop);
    }

    private static DnsNameResolverBuilder settings(
            VertxInternal vertx, AddressResolverOptions options, Duration patience) {
        DnsAddressResolverProvider usual = DnsAddressResolverProvider.create(vertx, options);
        // The last of several name servers must be asked in time, too.
        long fairShareMillis = patience.toMillis() / usual.nameServerAddresses().size();
        return usual.getDnsNameResolverBuilder()
                .copy()
                .hostsFileEntriesResolver((name, families) -> null)
                // Whether or not this machine has an IPv6 address of its own.
                .resolvedAddressTypes(
                        NetUtil.isIpV6AddressesPreferred()
                                ? ResolvedAddressTypes.IPV6_PREFERRED
                                : ResolvedAddressTypes.IPV4_PREFERRED)
                .completeOncePreferredResolved(false)
                .queryTimeoutMillis(Math.min(options.getQueryTimeout(), fairShareMillis))
                // Two questions, and each may be led on from name to name.
                .maxQueriesPerResolve(2 * options.getMaxQueries())
                .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE);
    }
}

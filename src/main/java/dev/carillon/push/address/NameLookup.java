package dev.carillon.push.address;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.resolver.dns.DnsCache;
import io.netty.resolver.dns.DnsCacheEntry;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Asks the name servers once for a name's addresses of both families, and ends when both questions are answered, or have
 * failed, or have waited long enough. Lives on one event loop, and ends exactly once.
 *
 * <p>It has a socket of its own, hence a port that nobody can know beforehand (RFC 5452), and is the cache of its own
 * resolver. Netty tells a cache of each address as it comes, with its time to live, and so it is known what has come when
 * the rest does not.
 *
 * <pre>
 *   A     ----> 192.0.2.1, 60 s ------.
 *                                      }----> both, for 30 s
 *   AAAA  ----> 2001:db8::1, 30 s ----'
 * </pre>
 */
final class NameLookup implements DnsCache {
    private final String name;
    private final EventLoop loop;
    private final Promise<NameAnswer> answer = Promise.promise();
    private final Map<InetAddress, Long> timesToLive = new LinkedHashMap<>();

    NameLookup(String name, EventLoop loop) {
        this.name = name;
        this.loop = loop;
    }

    /** Completes on the event loop, and never fails. */
    io.vertx.core.Future<NameAnswer> answer() {
        return answer.future();
    }

    EventLoop loop() {
        return loop;
    }

    /** To be called on the event loop. */
    void start(DnsNameResolverBuilder settings, Duration patience) {
        try {
            DnsNameResolver resolver =
                    settings.copy().eventLoop(loop).resolveCache(this).build();
            Future<List<InetAddress>> all = resolver.resolveAll(name);
            ScheduledFuture<?> end = loop.schedule(() -> all.cancel(false), patience.toMillis(), TimeUnit.MILLISECONDS);
            Future<?> unused = all.addListener(done -> {
                boolean unusedTimer = end.cancel(false);
                end(all.isSuccess() ? all.getNow() : List.copyOf(timesToLive.keySet()));
                resolver.close();
            });
        } catch (RuntimeException refused) {
            // A loop that ends takes no more tasks; without an address the guard lets nothing through.
            stop();
        }
    }

    /** Ends it without an address, where it has not ended. From any thread. */
    void stop() {
        boolean unused = answer.tryComplete(NameAnswer.NONE);
    }

    private void end(List<InetAddress> addresses) {
        boolean unused = answer.tryComplete(NameAnswer.of(addresses, timesToLive));
    }

    @Override
    public DnsCacheEntry cache(
            String hostname, DnsRecord[] additionals, InetAddress address, long timeToLive, EventLoop on) {
        // With a search domain behind it, or not; another name is that of a name server to which this one referred.
        if (hostname.equals(name) || hostname.startsWith(name + ".")) {
            timesToLive.merge(address, timeToLive, Math::min);
        }
        return NoopDnsCache.INSTANCE.cache(hostname, additionals, address, timeToLive, on);
    }

    @Override
    public DnsCacheEntry cache(String hostname, DnsRecord[] additionals, Throwable cause, EventLoop on) {
        return NoopDnsCache.INSTANCE.cache(hostname, additionals, cause, on);
    }

    @Override
    public List<? extends DnsCacheEntry> get(String hostname, DnsRecord[] additionals) {
        return List.of();
    }

    @Override
    public void clear() {}

    @Override
    public boolean clear(String hostname) {
        return false;
    }
}

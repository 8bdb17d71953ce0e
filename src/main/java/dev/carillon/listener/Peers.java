package dev.carillon.listener;

import dev.carillon.model.TimeSource;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one event loop: bounded for each address, and closed when a request takes too long to arrive. Belongs
 * to that event loop.
 */
public final class Peers {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    private static final String DECODER = "httpDecoder";

    /** How much later than its deadline a request may be cut off: an eighth. */
    private static final int LOOKS_PER_DEADLINE = 8;

    private final AddressLimits addresses;
    private final TimeSource time;
    private final Duration deadline;
    private final HttpServerOptions options;
    private final IdentityHashMap<HttpConnection, Peer> peers = new IdentityHashMap<>();

    /** @param options of the server that takes the connections */
    public Peers(AddressLimits addresses, TimeSource time, Duration deadline, HttpServerOptions options) {
        this.addresses = addresses;
        this.time = time;
        this.deadline = deadline;
        this.options = options;
    }

    /** Looks for late requests until the context ends. */
    public void watch(Vertx vertx) {
        long unused =
                vertx.setPeriodic(Math.max(1, deadline.toMillis() / LOOKS_PER_DEADLINE), elapsed -> closeLateOnes());
    }

    /** Takes a connection, or closes it when its address has too many. */
    public void onConnection(HttpConnection connection) {
        String address = ClientAddress.of(connection.remoteAddress());
        if (!addresses.connect(address)) {
            LOG.atDebug()
                    .addKeyValue("address", address)
                    .log("closed a connection: too many from its address, or of all");
            cut(connection);
            return;
        }
        peers.put(connection, new Peer(address, guard(connection)));
        connection.closeHandler(closed -> {
            peers.remove(connection);
            addresses.disconnect(address);
        });
    }

    public Peer of(HttpConnection connection) {
        Peer peer = peers.get(connection);
        return peer != null ? peer : new Peer(ClientAddress.of(connection.remoteAddress()), Optional.empty());
    }

    /** Closes it at once. Vert.x's own way waits until what was written has left, for as long as the client likes. */
    public static void cut(HttpConnection connection) {
        // From the place of Vert.x's own handler outwards, so that it has no say in it.
        var unused = ((HttpServerConnection) connection).channelHandlerContext().close();
    }

    private void closeLateOnes() {
        List<HttpConnection> late = new ArrayList<>();
        peers.forEach((connection, peer) -> {
            if (peer.isLate(deadline)) {
                late.add(connection);
                LOG.atInfo()
                        .addKeyValue("address", peer.address())
                        .log("closed a connection: its request came too slowly");
            }
        });
        late.forEach(Peers::cut);
    }

    /** Vert.x's own interface has no way to a connection's pipeline, and none to say how strict its decoder is to be. */
    private Optional<ArrivalGuard> guard(HttpConnection connection) {
        ChannelPipeline pipeline =
                ((HttpServerConnection) connection).channelHandlerContext().pipeline();
        if (pipeline.get(DECODER) == null) {
            return Optional.empty();
        }
        ArrivalGuard guard = new ArrivalGuard(time);
        pipeline.addBefore(DECODER, "arrivalGuard", guard);
        var unused = pipeline.replace(DECODER, DECODER, new StrictDecoder(options));
        return Optional.of(guard);
    }
}

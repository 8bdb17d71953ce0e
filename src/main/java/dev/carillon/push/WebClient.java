package dev.carillon.push;

import dev.carillon.config.DeliveryConfig;
import dev.carillon.model.TimeSource;
import dev.carillon.push.address.AddressGuard;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.internal.VertxInternal;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Posts to URLs over connections of its own, on event loops of its own: callers are worker threads with better things to
 * do than to see to a socket. An endpoint always has the same loop, so that its connections are used again where they
 * are.
 *
 * <p>There is at most one place for each request under way: callers bound those by what {@code delivery.*} allows.
 */
public final class WebClient {
    private final VertxInternal vertx;
    private final AddressGuard guard;
    private final DeliveryConfig config;
    private final TimeSource time;
    private final List<EndpointLoop> loops;
    private final SecureRandom random = new SecureRandom();
    private final AttemptCount underWay = new AttemptCount();

    public WebClient(Vertx vertx, DeliveryConfig config, AddressGuard guard, TimeSource time) {
        this(vertx, config, guard, time, new HttpClientOptions());
    }

    /** Takes, beside the usual options, whom to trust. */
    WebClient(Vertx vertx, DeliveryConfig config, AddressGuard guard, TimeSource time, HttpClientOptions trusting) {
        this.vertx = (VertxInternal) vertx;
        this.guard = guard;
        this.config = config;
        this.time = time;
        this.loops = StreamSupport.stream(this.vertx.nettyEventLoopGroup().spliterator(), false)
                .map(loop -> new EndpointLoop(context((EventLoop) loop), new Connections(vertx, config, trusting)))
                .toList();
    }

    /** On this very loop: Vert.x's own choice goes round, and whoever else asks it meanwhile shifts that. */
    private Context context(EventLoop loop) {
        return vertx.contextBuilder()
                .withThreadingModel(ThreadingModel.EVENT_LOOP)
                .withEventLoop(loop)
                .build();
    }

    /** Posts a message; the future completes on the caller's context and never fails. */
    Future<AttemptOutcome> post(WebMessage message) {
        Promise<AttemptOutcome> outcome = vertx.getOrCreateContext().promise();
        if (!underWay.begin()) {
            end(outcome, new AttemptOutcome.Retryable(0, "stopping", Duration.ZERO));
            return outcome.future();
        }
        EndpointLoop loop = loops.get(Math.floorMod(message.endpoint().hashCode(), loops.size()));
        loop.add(new Attempt(this, loop, message, outcome));
        return outcome.future();
    }

    /** Stops, letting what is in flight end. */
    Future<Void> close() {
        return underWay.drain()
                .compose(none -> Future.join(
                                loops.stream().map(EndpointLoop::close).toList())
                        .mapEmpty());
    }

    /** Every attempt that was counted ends here, once. */
    void end(Promise<AttemptOutcome> caller, AttemptOutcome outcome) {
        underWay.end(caller, outcome);
    }

    AddressGuard guard() {
        return guard;
    }

    DeliveryConfig config() {
        return config;
    }

    TimeSource time() {
        return time;
    }

    /** What nobody can guess, for one request. */
    String nonce() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

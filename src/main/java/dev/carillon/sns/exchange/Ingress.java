package dev.carillon.sns.exchange;

import dev.carillon.config.SnsConfig;
import dev.carillon.listener.AddressLimits;
import dev.carillon.listener.Peers;
import dev.carillon.listener.ReplyDate;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.TimeSource;
import dev.carillon.sns.call.Calls;
import dev.carillon.sns.call.RequestTrail;
import dev.carillon.sns.call.SnsReply;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.reply.WireProtocol;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop does with the connections and requests that reach it. Belongs to that event loop. Nothing fails: what
 * is refused is answered, or its connection closed.
 */
public final class Ingress {
    private final Vertx vertx;
    private final SnsConfig config;
    private final Peers peers;
    private final InFlight inFlight;
    private final HeldBytes held;
    private final AddressLimits addresses;
    private final Admission admission;
    private final Calls calls;
    private final ReplyWriter replies;
    private final RefusalLog refusals;
    private final BrokerMetrics metrics;
    private final TimeSource time;
    private final PublicFiles files;

    /** @param options of the server whose connections and requests these are */
    public Ingress(Vertx vertx, SnsConfig config, ExchangeParts parts, Calls calls, HttpServerOptions options) {
        this.vertx = vertx;
        this.config = config;
        this.calls = calls;
        peers = new Peers(parts.addresses(), parts.time(), config.requestDeadline(), options);
        inFlight = new InFlight(config.maxInFlight());
        held = parts.held();
        addresses = parts.addresses();
        admission = new Admission(parts.addresses(), inFlight, config.maxBody().bytes());
        replies = new ReplyWriter(new ReplyDate(parts.time()));
        refusals = new RefusalLog(parts.metrics());
        metrics = parts.metrics();
        time = parts.time();
        files = parts.files();
    }

    /** Looks for requests that take too long to arrive, until the context ends. */
    public void watch() {
        peers.watch(vertx);
    }

    public void onConnection(HttpConnection connection) {
        peers.onConnection(connection);
    }

    /** Refuses what comes from now on; completes once nothing is in flight any more, or after the grace. */
    public Future<Void> drain(Duration grace) {
        return inFlight.drain().drain(vertx, grace);
    }

    boolean isDraining() {
        return inFlight.drain().isDraining();
    }

    InFlight inFlight() {
        return inFlight;
    }

    HeldBytes held() {
        return held;
    }

    Peers peers() {
        return peers;
    }

    Admission admission() {
        return admission;
    }

    Calls calls() {
        return calls;
    }

    ReplyWriter replies() {
        return replies;
    }

    RefusalLog refusals() {
        return refusals;
    }

    long nanoTime() {
        return time.nanoTime();
    }

    void answered(RequestTrail trail, long arrivedNanos) {
        metrics.sns()
                .requestAnswered(trail.action().isEmpty() ? "none" : trail.action(), time.nanoTime() - arrivedNanos);
    }

    public void onRequest(HttpServerRequest request) {
        new Exchange(request, this).begin();
    }

    /** Answers what is not HTTP or passes the limits of a head; Vert.x closes the connection then. */
    public void onInvalidRequest(HttpServerRequest request) {
        String address = peers.of(request.connection()).address();
        RequestTrail trail = new RequestTrail(address, WireProtocol.QUERY);
        boolean isSilenced = addresses.isSilenced(address);
        addresses.countFailure(address);
        SnsFault fault = isSilenced
                ? Admission.SILENCED
                : SnsFault.invalidParameter("The request line or its headers are malformed or too large.");
        SnsReply reply = isSilenced
                ? trail.refused(fault)
                : SnsReply.refused(status(request.decoderResult().cause()), fault, trail.requestId(), trail.protocol());
        refusals.refused(trail, fault, reply.status());
        var unused = replies.write(request, reply, trail.requestId(), true);
    }

    /** What everybody may read at this path. */
    Optional<PublicFile> file(HttpServerRequest request) {
        String path = request.path();
        return !request.method().equals(HttpMethod.GET) || path == null || path.length() <= 1
                ? Optional.empty()
                : files.find(path);
    }

    long afterDeadline(Runnable action) {
        return vertx.setTimer(config.requestDeadline().toMillis(), elapsed -> action.run());
    }

    void afterThisTurn(Runnable action) {
        vertx.runOnContext(nothing -> action.run());
    }

    void cancel(long timer) {
        if (timer >= 0) {
            boolean unused = vertx.cancelTimer(timer);
        }
    }

    private static int status(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return HttpResponseStatus.REQUEST_URI_TOO_LONG.code();
        }
        return cause instanceof TooLongHttpHeaderException
                ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.code()
                : HttpResponseStatus.BAD_REQUEST.code();
    }
}

package dev.carillon.management;

import dev.carillon.listener.AddressLimits;
import dev.carillon.listener.ClientAddress;
import dev.carillon.listener.Drain;
import dev.carillon.listener.Peer;
import dev.carillon.listener.Peers;
import dev.carillon.model.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * What every request meets first, whatever it is for: it is counted, and refused while the broker stops and while nobody
 * listens to its address. Belongs to the verticle's thread.
 */
final class Reception {
    private final Drain drain;
    private final Peers peers;
    private final AddressLimits addresses;
    private final TokenAuthenticator authenticator;
    private final TimeSource time;
    private final ReplyWriter writer;

    Reception(
            Drain drain,
            Peers peers,
            AddressLimits addresses,
            TokenAuthenticator authenticator,
            TimeSource time,
            ReplyWriter writer) {
        this.drain = drain;
        this.peers = peers;
        this.addresses = addresses;
        this.authenticator = authenticator;
        this.time = time;
        this.writer = writer;
    }

    void onRequest(RoutingContext context) {
        HttpServerRequest request = context.request();
        Promise<Void> answered = Promise.promise();
        drain.begin();
        int unused = context.addEndHandler(ended -> {
            drain.end();
            answered.complete();
        });
        follow(request, answered.future());
        if (drain.isDraining()) {
            writer.send(request, RestError.unavailable("the broker is stopping").andClose());
        } else if (addresses.isSilenced(address(request))) {
            writer.send(request, silenced());
        } else {
            context.next();
        }
    }

    /** Answers what is no call at all. Of strangers it counts as a wrong token: many of them would fill the log. */
    void refuseStray(HttpServerRequest request, RestReply reply) {
        boolean isSilenced = addresses.isSilenced(address(request));
        if (!authenticator.isKnown(tokens(request))) {
            addresses.countFailure(address(request));
        }
        writer.send(request, isSilenced ? silenced().andClose() : reply);
    }

    /** Every value of the header in which a token comes. */
    static List<String> tokens(HttpServerRequest request) {
        return request.headers().getAll("X-Auth-Token");
    }

    private RestReply silenced() {
        return RestError.tooManyRequests(
                "too many failed authentications from this address", addresses.failuresPerSecond(), time.now());
    }

    /** A request may be answered before all of it was read: the next one begins behind both. */
    private void follow(HttpServerRequest request, Future<Void> answered) {
        Peer peer = peers.of(request.connection());
        Future<Void> arrived = request.end().onSuccess(read -> peer.arrived());
        var unused = Future.all(arrived, answered).onSuccess(both -> peer.answered());
    }

    private static String address(HttpServerRequest request) {
        return ClientAddress.of(request.remoteAddress());
    }
}

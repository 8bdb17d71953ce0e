package dev.carillon.push;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Asks the addresses of a name for a connection, one after the other, until one gives it.
 *
 * <p>Only a connection that does not come is asked for at the next address. What fails once there is one is the
 * attempt's failure, a refused certificate as well: somebody has answered, and may have taken what was sent.
 */
final class AddressTurns {
    /** Whoever controls a name must not have the broker knock at hundreds of doors for each message. */
    private static final int MOST = 8;

    private final List<InetAddress> addresses;
    private final long shareMillis;

    /**
     * Of one attempt.
     *
     * @param addresses at least one
     * @param patience what the attempt has left: divided evenly, so that one that is silent leaves time for all others and
     *     for the answer
     */
    AddressTurns(List<InetAddress> addresses, Duration patience) {
        this.addresses = addresses.subList(0, Math.min(MOST, addresses.size()));
        this.shareMillis = Math.max(1, patience.toMillis() / (this.addresses.size() + 1));
    }

    /** A request that is not yet sent, and the address that gave the connection. */
    record Connected(InetAddress address, HttpClientRequest request) {}

    /**
     * The first that gives a connection.
     *
     * @param connect asks one address, and fails without asking once nobody waits any more
     */
    Future<Connected> request(Function<InetAddress, Future<HttpClientRequest>> connect) {
        return request(connect, 0);
    }

    private Future<Connected> request(Function<InetAddress, Future<HttpClientRequest>> connect, int turn) {
        InetAddress address = addresses.get(turn);
        Future<HttpClientRequest> ready = connect.apply(address);
        boolean isLast = turn + 1 == addresses.size();
        Future<Connected> connected = (isLast ? ready : inTime(ready)).map(request -> new Connected(address, request));
        return isLast
                ? connected
                : connected.recover(failure -> FailureWords.isOfHandshake(failure)
                        ? Future.failedFuture(failure)
                        : request(connect, turn + 1));
    }

    private Future<HttpClientRequest> inTime(Future<HttpClientRequest> ready) {
        return ready.timeout(shareMillis, TimeUnit.MILLISECONDS).onFailure(late -> {
            // A connection that comes now is there for the requests that follow.
            Future<HttpClientRequest> unused = ready.onSuccess(HttpClientRequest::reset);
        });
    }
}

package dev.carillon.sns.exchange;

import dev.carillon.listener.AddressLimits;
import dev.carillon.sigv4.CanonicalPath;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** What can be said of a request by its head alone, before a byte of its body is kept. Belongs to one event loop. */
final class Admission {
    static final SnsFault SILENCED = SnsFault.throttled("Too many requests of this address were not signed rightly.");

    private final AddressLimits addresses;
    private final InFlight inFlight;
    private final long maxBodyBytes;

    Admission(AddressLimits addresses, InFlight inFlight, long maxBodyBytes) {
        this.addresses = addresses;
        this.inFlight = inFlight;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** Why a request is refused; empty when it may go on. */
    Optional<SnsFault> refusal(HttpServerRequest request, String address) {
        if (inFlight.drain().isDraining()) {
            return Optional.of(SnsFault.unavailable("The broker is stopping."));
        }
        if (addresses.isSilenced(address)) {
            return Optional.of(SILENCED);
        }
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.POST)) {
            return stray(address, SnsErrorCode.METHOD_NOT_ALLOWED, "Only GET and POST are offered.");
        }
        String path = request.path();
        if (path == null || !CanonicalPath.isRoot(path)) {
            return stray(address, SnsErrorCode.NOT_FOUND, "There is nothing at this path: actions are called at /.");
        }
        if (inFlight.isFull()) {
            return Optional.of(SnsFault.throttled("Too many requests are in flight."));
        }
        return announcedBytes(request) > maxBodyBytes ? Optional.of(tooLarge()) : Optional.empty();
    }

    boolean isTooLarge(long bytes) {
        return bytes > maxBodyBytes;
    }

    SnsFault tooLarge() {
        return SnsFault.of(
                SnsErrorCode.REQUEST_ENTITY_TOO_LARGE, "The request is larger than " + maxBodyBytes + " bytes.");
    }

    /** Negative when the length is not known before; the HTTP decoder has refused what is not a number. */
    static long announcedBytes(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return -1;
        }
        try {
            return Long.parseLong(length.strip());
        } catch (NumberFormatException absurd) {
            return Long.MAX_VALUE;
        }
    }

    /** No call at all. It counts as one without a signature: whoever sends many would fill the log with them. */
    private Optional<SnsFault> stray(String address, SnsErrorCode code, String message) {
        addresses.countFailure(address);
        return Optional.of(SnsFault.of(code, message));
    }
}

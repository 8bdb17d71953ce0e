package dev.carillon.delivery;

import dev.carillon.push.AttemptOutcome.Retryable;
import java.util.concurrent.TimeUnit;

/** What the last attempts say of an endpoint, and so how many new messages it gets. Belongs to the shard's thread. */
final class EndpointHealth {
    /** No answer within this time is taken for hanging, no answer sooner for a refused connection. */
    private static final long HANG_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final CircuitBreaker breaker;
    private final SendWindow window;

    EndpointHealth(CircuitBreaker breaker, int window) {
        this.breaker = breaker;
        this.window = new SendWindow(window);
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /** How many new messages may be under way while the breaker is closed. */
    int window() {
        return window.size();
    }

    boolean isHanging() {
        return window.isHanging();
    }

    void delivered() {
        breaker.succeeded();
        window.answered();
    }

    /** It answered, if not what was hoped for. */
    void refused() {
        window.answered();
    }

    void failed(Retryable outcome, long startedNanos, long nowNanos) {
        breaker.failed(nowNanos);
        if (outcome.statusCode() != 0 || nowNanos - startedNanos < HANG_NANOS) {
            window.answered();
        } else {
            window.unanswered();
        }
    }
}

package dev.carillon.delivery.endpoint;

import dev.carillon.push.AttemptOutcome.Retryable;
import java.util.concurrent.TimeUnit;

/** What the last attempts say of an endpoint, and so how many new messages it gets. Belongs to the shard's thread. */
public final class EndpointHealth {
    /** No answer within this time is taken for hanging, no answer sooner for a refused connection. */
    private static final long HANG_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final CircuitBreaker breaker;
    private final SendWindow window;

    public EndpointHealth(CircuitBreaker breaker, int window) {
        this.breaker = breaker;
        this.window = new SendWindow(window);
    }

    public CircuitBreaker breaker() {
        return breaker;
    }

    /** How many new messages may be under way while the breaker is closed. */
    public int window() {
        return window.size();
    }

    public boolean isHanging() {
        return window.isHanging();
    }

    public void delivered() {
        breaker.succeeded();
        window.answered();
    }

    /** It answered, if not what was hoped for. */
    public void refused() {
        window.answered();
    }

    public void failed(Retryable outcome, long startedNanos, long nowNanos) {
        breaker.failed(nowNanos);
        if (outcome.statusCode() != 0 || nowNanos - startedNanos < HANG_NANOS) {
            window.answered();
        } else {
            window.unanswered();
        }
    }
}

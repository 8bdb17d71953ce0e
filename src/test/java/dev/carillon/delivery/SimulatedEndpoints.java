package dev.carillon.delivery;

import dev.carillon.push.AttemptOutcome;
import dev.carillon.push.AttemptOutcome.Delivered;
import dev.carillon.push.AttemptOutcome.Permanent;
import dev.carillon.push.AttemptOutcome.Retryable;
import dev.carillon.push.EndpointClient;
import dev.carillon.push.OutgoingMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Endpoints in virtual time, each in a mood of its own; whatever they see and say is told to the ledger. */
final class SimulatedEndpoints implements EndpointClient {
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final SplittableRandom random;
    private final Timers timers;
    private final ShardLedger ledger;
    private final Map<Long, Mood> moods = new HashMap<>();

    SimulatedEndpoints(SplittableRandom random, Timers timers, ShardLedger ledger) {
        this.random = random;
        this.timers = timers;
        this.ledger = ledger;
    }

    /** How an endpoint takes what it gets. */
    enum Mood {
        FINE,
        SLOW,
        UNAVAILABLE,
        REFUSING,
        UNWILLING,
        HANGING,
        BUSY,
        BROKEN,
        /** Any of the others, from one message to the next; the last in this list. */
        CHANGING
    }

    void set(long subscriptionNo, Mood mood) {
        moods.put(subscriptionNo, mood);
    }

    @Override
    public Future<AttemptOutcome> post(OutgoingMessage message) {
        long subscriptionNo =
                Long.parseLong(message.endpoint().substring(message.endpoint().lastIndexOf('/') + 1));
        String[] place = message.body().toString().split("/", -1);
        long sequence = Long.parseLong(place[1]);
        ledger.onPost(subscriptionNo, Long.parseLong(place[0]), sequence);
        Mood mood = moods.getOrDefault(subscriptionNo, Mood.FINE);
        if (mood == Mood.CHANGING) {
            mood = Mood.values()[random.nextInt(Mood.values().length - 1)];
        }
        return answer(subscriptionNo, sequence, mood);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    private Future<AttemptOutcome> answer(long subscriptionNo, long sequence, Mood mood) {
        return switch (mood) {
            case SLOW -> later(subscriptionNo, sequence, new Delivered(200), random.nextLong(TIMEOUT_NANOS));
            case UNAVAILABLE ->
                random.nextBoolean()
                        ? now(subscriptionNo, sequence, retryable(503, 0))
                        : later(subscriptionNo, sequence, retryable(500, 0), random.nextLong(TIMEOUT_NANOS));
            case REFUSING -> now(subscriptionNo, sequence, retryable(0, 0));
            case UNWILLING -> now(subscriptionNo, sequence, new Permanent(404, "status"));
            case HANGING -> later(subscriptionNo, sequence, retryable(0, 0), TIMEOUT_NANOS);
            case BUSY -> now(subscriptionNo, sequence, retryable(429, random.nextInt(100)));
            case BROKEN -> {
                ledger.onOutcome(subscriptionNo, sequence, retryable(0, 0));
                yield Future.failedFuture(new IllegalStateException("a bug"));
            }
            case FINE, CHANGING -> now(subscriptionNo, sequence, new Delivered(204));
        };
    }

    private Future<AttemptOutcome> now(long subscriptionNo, long sequence, AttemptOutcome outcome) {
        ledger.onOutcome(subscriptionNo, sequence, outcome);
        return Future.succeededFuture(outcome);
    }

    private Future<AttemptOutcome> later(long subscriptionNo, long sequence, AttemptOutcome outcome, long nanos) {
        Promise<AttemptOutcome> promise = Promise.promise();
        var unused = timers.after(nanos, () -> {
            ledger.onOutcome(subscriptionNo, sequence, outcome);
            promise.complete(outcome);
        });
        return promise.future();
    }

    private static Retryable retryable(int status, int retryAfterSeconds) {
        return new Retryable(status, "simulated", Duration.ofSeconds(retryAfterSeconds));
    }
}

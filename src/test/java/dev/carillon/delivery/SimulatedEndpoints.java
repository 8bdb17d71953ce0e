package dev.carillon.delivery;

import dev.carillon.delivery.turn.Timers;
import dev.carillon.push.AttemptOutcome;
import dev.carillon.push.AttemptOutcome.Delivered;
import dev.carillon.push.AttemptOutcome.Permanent;
import dev.carillon.push.AttemptOutcome.Retryable;
import dev.carillon.push.EndpointClient;
import dev.carillon.push.OutgoingMessage;
import dev.carillon.push.QueueMessage;
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

    /** Where a message goes: to a subscription's endpoint, or to its dead-letter queue. */
    private record Target(long subscriptionNo, boolean isQueue) {
        static Target of(OutgoingMessage message) {
            String[] words = message.endpoint().split("[/-]", -1);
            return new Target(Long.parseLong(words[words.length - 1]), message instanceof QueueMessage);
        }
    }

    /** A queue's mood goes by its subscription's number below zero. */
    private Mood mood(Target to) {
        Mood mood = moods.getOrDefault(to.isQueue ? -to.subscriptionNo : to.subscriptionNo, Mood.FINE);
        return mood == Mood.CHANGING ? Mood.values()[random.nextInt(Mood.values().length - 1)] : mood;
    }

    @Override
    public Future<AttemptOutcome> post(OutgoingMessage message) {
        Target to = Target.of(message);
        String[] place = message.body().toString().split("/", -1);
        long sequence = Long.parseLong(place[1]);
        if (place.length > 2) {
            return replay(to, sequence);
        }
        if (to.isQueue) {
            ledger.onLetterPost(to.subscriptionNo, sequence);
        } else {
            ledger.onPost(to.subscriptionNo, Long.parseLong(place[0]), sequence);
        }
        return answer(to, sequence, mood(to));
    }

    /** What is replayed is taken as it comes, or not at all for a while. */
    private Future<AttemptOutcome> replay(Target to, long sequence) {
        long subscriptionNo = to.subscriptionNo;
        ledger.onReplayPost(subscriptionNo, sequence, to.isQueue);
        Mood mood = moods.getOrDefault(subscriptionNo, Mood.FINE);
        AttemptOutcome outcome = switch (mood) {
            case FINE, SLOW, CHANGING -> new Delivered(200);
            case UNWILLING -> new Permanent(404, "status");
            case UNAVAILABLE, REFUSING, HANGING, BUSY, BROKEN -> retryable(503, 0);
        };
        Promise<AttemptOutcome> promise = Promise.promise();
        var unused = timers.after(random.nextLong(TIMEOUT_NANOS / 100), () -> {
            ledger.replays().onOutcome(subscriptionNo, sequence, outcome);
            promise.complete(outcome);
        });
        return promise.future();
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    private Future<AttemptOutcome> answer(Target to, long sequence, Mood mood) {
        return switch (mood) {
            case SLOW -> later(to, sequence, new Delivered(200), random.nextLong(TIMEOUT_NANOS));
            case UNAVAILABLE ->
                random.nextBoolean()
                        ? now(to, sequence, retryable(503, 0))
                        : later(to, sequence, retryable(500, 0), random.nextLong(TIMEOUT_NANOS));
            case REFUSING -> now(to, sequence, retryable(0, 0));
            case UNWILLING -> now(to, sequence, new Permanent(404, "status"));
            case HANGING -> later(to, sequence, retryable(0, 0), TIMEOUT_NANOS);
            case BUSY -> now(to, sequence, retryable(429, random.nextInt(100)));
            case BROKEN -> {
                tell(to, sequence, retryable(0, 0));
                yield Future.failedFuture(new IllegalStateException("a bug"));
            }
            case FINE, CHANGING -> now(to, sequence, new Delivered(204));
        };
    }

    private Future<AttemptOutcome> now(Target to, long sequence, AttemptOutcome outcome) {
        tell(to, sequence, outcome);
        return Future.succeededFuture(outcome);
    }

    private Future<AttemptOutcome> later(Target to, long sequence, AttemptOutcome outcome, long nanos) {
        Promise<AttemptOutcome> promise = Promise.promise();
        var unused = timers.after(nanos, () -> {
            tell(to, sequence, outcome);
            promise.complete(outcome);
        });
        return promise.future();
    }

    private void tell(Target to, long sequence, AttemptOutcome outcome) {
        if (to.isQueue) {
            ledger.onLetterOutcome(to.subscriptionNo, sequence, outcome);
        } else {
            ledger.onOutcome(to.subscriptionNo, sequence, outcome);
        }
    }

    private static Retryable retryable(int status, int retryAfterSeconds) {
        return new Retryable(status, "simulated", Duration.ofSeconds(retryAfterSeconds));
    }
}

package dev.carillon.bus;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/**
 * A notification whose last attempt failed. Holds nothing of the message but its id.
 *
 * @param at when that attempt ended
 * @param endpoint its scheme, host and port; the rest of a URL may hold secrets
 * @param statusCode 0 where there was no answer
 * @param error a short fixed word such as {@code timeout}
 * @param attempts how many there were
 */
public record FailedDelivery(
        Instant at, UUID messageId, String endpoint, int statusCode, String error, int attempts, Next next) {
    /** What comes after the failure. */
    public sealed interface Next {
        /** Covers all three: the time of the next attempt, the reason why there is none, or where it goes instead. */
        <T> T fold(Function<Instant, T> onRetry, Function<String, T> onDropped, Function<Redrive, T> onRedrive);

        /** There is another attempt, at this time or a little later. */
        record Retry(Instant dueAt) implements Next {
            @Override
            public <T> T fold(
                    Function<Instant, T> onRetry, Function<String, T> onDropped, Function<Redrive, T> onRedrive) {
                return onRetry.apply(dueAt);
            }
        }

        /** It was given up; the reason is one of the drop reasons' names. */
        record Dropped(String reason) implements Next {
            @Override
            public <T> T fold(
                    Function<Instant, T> onRetry, Function<String, T> onDropped, Function<Redrive, T> onRedrive) {
                return onDropped.apply(reason);
            }
        }

        /**
         * It goes to the dead-letter queue of this ARN.
         *
         * @param isDone whether it is there
         */
        record Redrive(String queueArn, boolean isDone) implements Next {
            @Override
            public <T> T fold(
                    Function<Instant, T> onRetry, Function<String, T> onDropped, Function<Redrive, T> onRedrive) {
                return onRedrive.apply(this);
            }
        }
    }
}

package dev.carillon.sns.action;

import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * How an action goes on: with what passed its checks, and, in SNS's words, with what the catalogue made of a change. Without
 * state; whatever went wrong is a fault.
 */
public final class Answers {
    private Answers() {}

    /** Goes on with what passed its checks. */
    public static <T, R> Future<Checked<R>> then(Checked<T> checked, Function<T, Future<Checked<R>>> next) {
        return checked.fold(next, fault -> Future.succeededFuture(Checked.invalid(fault)));
    }

    public static <R> Future<Checked<R>> refused(SnsFault fault) {
        return Future.succeededFuture(Checked.invalid(fault));
    }

    /**
     * What a change gave, where having been made already is as good as being made now.
     *
     * @param missing what to answer when there is nothing to change
     */
    public static <T> Checked<T> of(WriteOutcome<T> outcome, SnsFault missing) {
        if (outcome instanceof WriteOutcome.Done<T> done) {
            return Checked.valid(done.value());
        }
        if (outcome instanceof WriteOutcome.Existed<T> existed) {
            return Checked.valid(existed.value());
        }
        if (outcome instanceof WriteOutcome.Missing<T>) {
            return Checked.invalid(missing);
        }
        if (outcome instanceof WriteOutcome.FilterLimitReached<T> reached) {
            return Checked.invalid(SnsFault.of(
                    SnsErrorCode.FILTER_POLICY_LIMIT_EXCEEDED,
                    "The limit of " + reached.limit() + " " + reached.counted() + " is reached."));
        }
        return Checked.invalid(
                outcome instanceof WriteOutcome.Unavailable<T>
                        ? SnsFault.unavailable("The service cannot make changes at the moment, try again later.")
                        : SnsFault.accessDenied());
    }

    /** As {@link #of}, for what is counted. */
    public static <T> Checked<T> ofCounted(
            WriteOutcome<T> outcome, SnsFault missing, SnsErrorCode limit, String counted) {
        return outcome instanceof WriteOutcome.LimitReached<T> reached
                ? Checked.invalid(
                        SnsFault.of(limit, "The limit of " + reached.limit() + " " + counted + " is reached."))
                : of(outcome, missing);
    }
}

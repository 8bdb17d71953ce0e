package dev.carillon.sns;

import dev.carillon.bus.AppendOutcome;
import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.model.Publication;
import dev.carillon.model.SequenceNumber;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Says in SNS's words what the catalogue and the journal answer. */
final class Answers {
    private Answers() {}

    /** Goes on with what passed its checks. */
    static <T, R> Future<Checked<R>> then(Checked<T> checked, Function<T, Future<Checked<R>>> next) {
        return checked.fold(next, fault -> Future.succeededFuture(Checked.invalid(fault)));
    }

    static <R> Future<Checked<R>> refused(SnsFault fault) {
        return Future.succeededFuture(Checked.invalid(fault));
    }

    /**
     * What a change gave, where having been made already is as good as being made now.
     *
     * @param missing what to answer when there is nothing to change
     */
    static <T> Checked<T> of(WriteOutcome<T> outcome, SnsFault missing) {
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
                    "The limit of " + reached.limit() + " filter policies of the topic is reached."));
        }
        return Checked.invalid(
                outcome instanceof WriteOutcome.Unavailable<T>
                        ? SnsFault.unavailable("The service cannot make changes at the moment, try again later.")
                        : SnsFault.accessDenied());
    }

    /** As {@link #of}, for what is counted. */
    static <T> Checked<T> ofCounted(WriteOutcome<T> outcome, SnsFault missing, SnsErrorCode limit, String counted) {
        return outcome instanceof WriteOutcome.LimitReached<T> reached
                ? Checked.invalid(
                        SnsFault.of(limit, "The limit of " + reached.limit() + " " + counted + " is reached."))
                : of(outcome, missing);
    }

    /** The id of an accepted message, or of the one that it repeats; otherwise why it was not. */
    static Checked<UUID> messageId(Publication publication, AppendOutcome outcome) {
        Optional<SnsFault> refusal = refusal(outcome);
        if (refusal.isPresent()) {
            return Checked.invalid(refusal.get());
        }
        return Checked.valid(
                outcome instanceof AppendOutcome.Repeated repeated ? repeated.firstId() : publication.messageId());
    }

    /** What the publisher of an accepted message is told of its place in a FIFO topic. */
    static String sequenceNumber(AppendOutcome outcome) {
        if (outcome instanceof AppendOutcome.Repeated repeated) {
            return SequenceNumber.of(repeated.sequence());
        }
        return outcome instanceof AppendOutcome.Stored stored ? SequenceNumber.of(stored.sequence()) : "";
    }

    /** Why a message was not accepted; empty when it was. */
    static Optional<SnsFault> refusal(AppendOutcome outcome) {
        if (outcome instanceof AppendOutcome.OverQuota over) {
            return Optional.of(SnsFault.overQuota("The storage quota of the project is exceeded: " + over.storedBytes()
                    + " of " + over.allowedBytes() + " bytes are stored."));
        }
        if (outcome instanceof AppendOutcome.OverArchiveQuota over) {
            return Optional.of(SnsFault.overQuota("The archive quota of the project is exceeded: "
                    + over.archivedBytes() + " of " + over.allowedBytes() + " bytes are archived."));
        }
        if (outcome instanceof AppendOutcome.Busy) {
            return Optional.of(SnsFault.throttled("Too many messages wait for the disk, try again later."));
        }
        if (outcome instanceof AppendOutcome.WindowFull) {
            return Optional.of(SnsFault.throttled(
                    "Too many messages came to FIFO topics in the last five minutes, try again later."));
        }
        if (outcome instanceof AppendOutcome.TopicGone) {
            return Optional.of(Lookups.NO_TOPIC);
        }
        return outcome instanceof AppendOutcome.Refused
                ? Optional.of(SnsFault.unavailable("The service takes no messages at the moment, try again later."))
                : Optional.empty();
    }
}

package dev.carillon.sns.publish;

import dev.carillon.bus.AppendOutcome;
import dev.carillon.model.Publication;
import dev.carillon.model.SequenceNumber;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsFault;
import java.util.Optional;
import java.util.UUID;

/** Says in SNS's words what the journal answers. */
final class AppendAnswers {
    private AppendAnswers() {}

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
        if (outcome instanceof AppendOutcome.TooLong) {
            return Optional.of(SnsFault.invalidParameter("Invalid parameter: Message too long"));
        }
        if (outcome instanceof AppendOutcome.TopicGone) {
            return Optional.of(Lookups.NO_TOPIC);
        }
        return outcome instanceof AppendOutcome.Refused refused
                ? Optional.of(refusal(refused.reason()))
                : Optional.empty();
    }

    private static SnsFault refusal(AppendOutcome.Reason reason) {
        String why = switch (reason) {
            case DRAINING -> "the broker is stopping";
            case RECOVERING -> "the topic is being recovered";
            case DISK_FULL -> "the disk is too full";
            case DISK_FAILED -> "the disk failed";
        };
        return SnsFault.unavailable("The service takes no messages at the moment, try again later: " + why + ".");
    }
}

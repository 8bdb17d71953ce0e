package dev.carillon.journal;

import dev.carillon.bus.AppendOutcome;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.Publication;
import dev.carillon.model.Topic;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Appends the messages of FIFO topics, those that repeat one of the last five minutes left out. What nobody waits for is
 * appended, too, but for its content: its ids are what later ones are held against. Belongs to the shard's thread.
 */
final class FifoAppender {
    private final Appender appender;
    private final DeduplicationWindows windows;
    private final CommitGroup group;
    private final Appender.OnFailure onFailure;
    private final BrokerMetrics metrics;

    FifoAppender(
            Appender appender,
            DeduplicationWindows windows,
            CommitGroup group,
            Appender.OnFailure onFailure,
            BrokerMetrics metrics) {
        this.appender = appender;
        this.windows = windows;
        this.group = group;
        this.onFailure = onFailure;
        this.metrics = metrics;
    }

    /** As {@link Appender#append}, with or without the content. */
    List<AppendOutcome> append(Topic topic, TopicHolding holding, List<Publication> publications, boolean isHeard) {
        return Appender.inTurn(publications, publication -> appendOne(topic, holding, publication, isHeard));
    }

    private AppendOutcome appendOne(Topic topic, TopicHolding holding, Publication publication, boolean isHeard) {
        Optional<JournalRecord> first;
        try {
            first = windows.first(topic, publication);
        } catch (UncheckedIOException failure) {
            onFailure.failed(topic.topicNo(), failure);
            return Appender.FAILED;
        }
        if (first.isPresent()) {
            metrics.journal().messageRepeated();
            group.tellOfOthers();
            return new AppendOutcome.Repeated(
                    first.get().publication().messageId(), first.get().sequence());
        }
        if (windows.isFull()) {
            return new AppendOutcome.WindowFull();
        }
        AppendOutcome outcome = isHeard
                ? appender.appendOne(holding, publication)
                : appender.appendIds(holding, publication.withoutContent());
        if (outcome instanceof AppendOutcome.Stored stored) {
            windows.add(topic, publication, stored.sequence());
            group.ifNotDurable(() -> windows.forget(topic.topicNo(), stored.sequence()));
        }
        return outcome;
    }
}

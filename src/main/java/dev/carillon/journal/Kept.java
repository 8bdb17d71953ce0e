package dev.carillon.journal;

import dev.carillon.journal.store.ArchivedSpan;
import dev.carillon.journal.store.JournalFiles;
import dev.carillon.model.ProjectScope;
import java.util.List;
import java.util.stream.Stream;

/**
 * What stays of topics though all of it is settled: what is archived, and of FIFO topics what later messages are held
 * against. Belongs to the shard's thread; throws {@link java.io.UncheckedIOException} when the disk fails.
 */
record Kept(ShardTopics topics, Archives archives, DeduplicationWindows windows) {
    /** Below which sequence a topic's files may go of which all is settled below one. */
    long freeSeq(long topicNo, long lowSeq, JournalFiles files) {
        return archives.freeSeq(topicNo, lowSeq, files);
    }

    /** The first record that a FIFO topic's window needs: from its file on nothing goes, nor is anything copied. */
    long windowSeq(long topicNo) {
        return topics.inCatalog(topicNo).map(windows::keptFrom).orElse(DeduplicationWindow.NOTHING);
    }

    /** What stays of a topic's archive besides what is waited for. */
    ArchivedSpan span(long topicNo) {
        return archives.span(topicNo);
    }

    /** Whether nothing of a topic is kept any more. */
    boolean isOver(TopicHolding holding) {
        return archives.isOver(holding) && windowSeq(holding.topicNo()) == DeduplicationWindow.NOTHING;
    }

    /** Some of a topic's files have gone. */
    void freed(long topicNo, JournalFiles files) {
        archives.freed(topicNo, files);
    }

    /** The topics of which something may have become old enough to go. */
    List<TopicHolding> due() {
        return Stream.concat(
                        archives.due().stream(),
                        windows.expire().stream().flatMap(topicNo -> topics.known(topicNo).stream()))
                .toList();
    }

    /** The topics of a project that archive anything. */
    List<TopicHolding> archiving(ProjectScope scope) {
        return archives.of(scope);
    }

    /** Changes a topic's archive as the catalogue has it now; says whether it has ended. */
    boolean reconcile(TopicHolding holding) {
        return archives.reconcile(holding, topics.inCatalog(holding.topicNo()));
    }

    void forget(long topicNo) {
        archives.forget(topicNo);
        windows.forget(topicNo);
    }
}

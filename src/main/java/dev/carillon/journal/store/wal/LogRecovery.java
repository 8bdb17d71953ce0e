package dev.carillon.journal.store.wal;

import dev.carillon.config.JournalConfig;
import dev.carillon.journal.store.RecoveredLog;
import dev.carillon.journal.store.TopicFile;
import dev.carillon.journal.store.disk.Disk;
import dev.carillon.journal.store.disk.DiskFile;
import dev.carillon.journal.store.segment.TopicFolder;
import dev.carillon.journal.store.topic.FileJournalReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back what the log has and the topics' files have not, and lets the log go then. Nothing but the files is changed,
 * and each step can be made again: a crash in the middle leaves the log in place.
 *
 * <p>A topic is looked at a segment at a time, which bounds memory to sixteen bytes for each record of one segment.
 * Belongs to the thread that made it; nobody else may use the topics meanwhile.
 */
final class LogRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(LogRecovery.class);

    private final Disk disk;
    private final LogFolder folder;
    private final LongFunction<TopicFolder> folderOf;
    private final LongPredicate isKnown;
    private final JournalConfig config;
    private final Map<Long, RecoveredTopic> topics = new HashMap<>();
    private final boolean areTopicsInDoubt;
    private int damages;

    LogRecovery(
            Disk disk,
            LogFolder folder,
            LongFunction<TopicFolder> folderOf,
            LongPredicate isKnown,
            JournalConfig config) {
        this.disk = disk;
        this.folder = folder;
        this.folderOf = folderOf;
        this.isKnown = isKnown;
        this.config = config;
        this.areTopicsInDoubt = folder.areTopicsInDoubt();
    }

    /**
     * Recovers.
     *
     * @return what was found and done
     */
    RecoveredLog run(TopicForce force) throws IOException {
        List<Long> numbers = folder.numbers();
        if (numbers.isEmpty()) {
            folder.trustTopics();
            return new RecoveredLog(0, 0, 0, 0);
        }
        long records = findMissing(numbers);
        List<RecoveredTopic> lacking =
                topics.values().stream().filter(RecoveredTopic::needsRestoring).toList();
        if (!lacking.isEmpty()) {
            restore(numbers, lacking);
        }
        List<TopicFile> files = new ArrayList<>();
        for (RecoveredTopic topic : topics.values()) {
            files.addAll(topic.files());
        }
        force(force, files);
        folder.delete(numbers);
        folder.trustTopics();
        return new RecoveredLog(
                numbers.size(),
                records,
                lacking.stream().mapToLong(RecoveredTopic::restored).sum(),
                damages);
    }

    private void force(TopicForce force, List<TopicFile> files) throws IOException {
        try {
            force.topics(files, Set.of());
        } catch (IOException failure) {
            folder.doubtTopics();
            throw failure;
        }
    }

    /** The newest segment first: what is free is said behind the record. */
    private long findMissing(List<Long> numbers) throws IOException {
        List<Long> newestFirst = new ArrayList<>(numbers);
        Collections.reverse(newestFirst);
        long records = 0;
        for (long number : newestFirst) {
            try (DiskFile file = disk.openToRead(folder.path(number))) {
                LogReader reader = new LogReader(file, number, isFollowed(number, numbers));
                LogIndex index = LogIndex.read(
                        reader, isKnown, (topicNo, frame) -> topic(topicNo).free(frame));
                records += index.records();
                noteDamage(number, numbers, reader.gaps());
                for (long topicNo : index.topics()) {
                    findMissing(topicNo, index, reader);
                }
            }
        }
        return records;
    }

    /** What is lost of the log is lost only where a topic's file lost it, too. */
    private void noteDamage(long number, List<Long> numbers, int gaps) {
        boolean isNextMissing = isFollowed(number, numbers) && !numbers.contains(number + 1);
        if (gaps > 0 || isNextMissing) {
            damages += gaps + (isNextMissing ? 1 : 0);
            LOG.atError()
                    .addKeyValue("file", folder.path(number))
                    .addKeyValue("places", gaps)
                    .addKeyValue("isNextMissing", isNextMissing)
                    .log("the write-ahead log is damaged, or the power failed: it is read as far as it is whole");
        }
    }

    private static boolean isFollowed(long number, List<Long> numbers) {
        return number < numbers.get(numbers.size() - 1);
    }

    private void findMissing(long topicNo, LogIndex index, LogReader reader) throws IOException {
        RecoveredTopic topic = topic(topicNo);
        topic.tidy();
        try (FileJournalReader records = topic.read()) {
            for (long position : index.of(topicNo)) {
                Optional<LogFrame> frame = reader.at(position);
                if (frame.isPresent() && topic.isMissing(frame.get(), records, areTopicsInDoubt)) {
                    return;
                }
            }
        }
    }

    private void restore(List<Long> numbers, List<RecoveredTopic> lacking) throws IOException {
        for (RecoveredTopic topic : lacking) {
            topic.begin();
        }
        for (long number : numbers) {
            try (DiskFile file = disk.openToRead(folder.path(number))) {
                LogReader reader = new LogReader(file, number, isFollowed(number, numbers));
                LogIndex index = LogIndex.read(
                        reader,
                        topicNo -> isKnown.test(topicNo) && topic(topicNo).needsRestoring(),
                        (no, frame) -> {});
                for (long topicNo : index.topics()) {
                    restore(topicNo, index, reader);
                }
            }
        }
        for (RecoveredTopic topic : lacking) {
            topic.replace(this::isFull);
        }
    }

    /** A file is finished with its segment, since more cannot be open for thousands of topics. */
    private void restore(long topicNo, LogIndex index, LogReader reader) throws IOException {
        RecoveredTopic topic = topic(topicNo);
        for (long position : index.of(topicNo)) {
            Optional<LogFrame> frame = reader.at(position);
            if (frame.isPresent()) {
                topic.restore(frame.get(), this::isFull);
            }
        }
        topic.finish();
    }

    private boolean isFull(int records, long bytes) {
        return records > 0
                && (records >= config.rollRecords()
                        || bytes > config.rollBytes().bytes());
    }

    private RecoveredTopic topic(long topicNo) {
        return topics.computeIfAbsent(topicNo, no -> new RecoveredTopic(folderOf.apply(no)));
    }
}

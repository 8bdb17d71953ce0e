package dev.carillon.journal.store.topic;

import dev.carillon.journal.store.FileFacts;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.segment.Segment;
import dev.carillon.journal.store.segment.TopicFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Reads every record of one file: for what is not known of it otherwise. */
final class FileScan {
    private FileScan() {}

    /** What it holds below a sequence, at which the next file begins. */
    static FileFacts facts(TopicFolder topic, KnownFile file, long endSeq) {
        Sum sum = new Sum();
        long end = forEach(topic, file, endSeq, sum::add);
        long first = file.firstSeq().orElse(end);
        return new FileFacts(first, end, sum.records, sum.bytes, sum.firstMillis, sum.lastMillis);
    }

    /** The records that it holds below a sequence. */
    static List<JournalRecord> records(TopicFolder topic, KnownFile file, long endSeq) {
        List<JournalRecord> records = new ArrayList<>();
        long unused = forEach(topic, file, endSeq, records::add);
        return records;
    }

    /** Hands out the records; says where they end. */
    private static long forEach(TopicFolder topic, KnownFile file, long endSeq, Consumer<JournalRecord> consumer) {
        try (Segment segment = topic.open(file.name())) {
            OptionalLong first = segment.firstSeq();
            if (first.isEmpty()) {
                return endSeq;
            }
            long end = Math.min(endSeq, segment.nextSeq().orElse(first.getAsLong()));
            for (long sequence = first.getAsLong(); sequence < end; sequence++) {
                if (segment.read(sequence) instanceof ReadOutcome.Found found) {
                    consumer.accept(found.record());
                }
            }
            return end;
        }
    }

    /** What was seen so far. */
    private static final class Sum {
        private int records;
        private long bytes;
        private long firstMillis;
        private long lastMillis;

        void add(JournalRecord record) {
            long published = record.publishedAt().toEpochMilli();
            firstMillis = records == 0 ? published : firstMillis;
            lastMillis = Math.max(lastMillis, published);
            records++;
            bytes += record.encodedBytes();
        }
    }
}

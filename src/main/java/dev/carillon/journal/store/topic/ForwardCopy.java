package dev.carillon.journal.store.topic;

import dev.carillon.journal.store.segment.KeptTable;
import dev.carillon.journal.store.segment.KeptWriter;
import dev.carillon.journal.store.segment.Segment;
import dev.carillon.journal.store.segment.SegmentName;
import dev.carillon.journal.store.segment.TopicFolder;
import dev.carillon.journal.store.topic.CopyPlan.LiveFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes the kept file that takes the place of a run of others. */
final class ForwardCopy {
    private ForwardCopy() {}

    /**
     * Copies the records that are still waited for.
     *
     * @param table says which these are
     * @param run the files that hold them; none where the table says that all is settled
     * @return the first file that does not give its records; there is no kept file then
     */
    static Optional<LiveFile> write(TopicFolder topic, SegmentName name, KeptTable table, List<LiveFile> run)
            throws IOException {
        try (KeptWriter writer = KeptWriter.open(topic, name)) {
            writer.add(table.encode(topic.topicNo()));
            for (LiveFile file : run) {
                if (!copy(topic, file, writer)) {
                    return Optional.of(file);
                }
            }
            writer.finish();
        }
        return Optional.empty();
    }

    /** A damaged record is copied as it is, so that whoever waits for it hears of it. */
    private static boolean copy(TopicFolder topic, LiveFile file, KeptWriter writer) throws IOException {
        try (Segment segment = topic.open(file.file().name())) {
            OptionalLong first = segment.firstSeq();
            for (long sequence : file.sequences()) {
                Optional<byte[]> record = first.isPresent() ? segment.copy(sequence) : Optional.empty();
                if (record.isEmpty()) {
                    return false;
                }
                writer.add(record.get());
            }
            return true;
        }
    }
}

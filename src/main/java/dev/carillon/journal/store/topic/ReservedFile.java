package dev.carillon.journal.store.topic;

import dev.carillon.journal.store.segment.SegmentName;
import dev.carillon.journal.store.segment.TopicFolder;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How far the file that is being written has space on the disk. It is taken in steps that grow with the file, so that a
 * topic with few messages takes little and one with many asks the system rarely.
 */
final class ReservedFile {
    /** Chronicle's header and first index, and a page for what it may write behind the last record. */
    static final long OVERHEAD_BYTES = 33_048 + 4_096;

    /** Its later indexes take less of the records: one of 16 KiB for more than a hundred thousand. */
    private static final int INDEX_FRACTION = 64;

    private static final long LEAST_STEP_BYTES = 16_384;
    private static final long MOST_STEP_BYTES = 1 << 20;
    private static final int STEP_FRACTION = 4;

    private final TopicFolder topic;
    private int cycle = -1;
    private long endBytes;

    ReservedFile(TopicFolder topic) {
        this.topic = topic;
    }

    /**
     * Sees to it that a record finds space.
     *
     * @param place where it will be written
     * @throws DiskFullException when there is none; nothing changed then
     * @throws IOException when the disk fails
     */
    void makeRoom(Tail place, int recordBytes) throws IOException {
        long behind = place.endWith(recordBytes);
        long needed = OVERHEAD_BYTES + behind + behind / INDEX_FRACTION;
        boolean isSame = place.cycle() == cycle;
        if (isSame && needed <= endBytes) {
            return;
        }
        long step = Math.min(MOST_STEP_BYTES, Math.max(LEAST_STEP_BYTES, place.bytes() / STEP_FRACTION));
        long from = isSame ? endBytes : 0;
        Path file = SegmentName.written(place.cycle()).in(topic.path());
        topic.disk().takeSpace(file, from, needed + step);
        cycle = place.cycle();
        endBytes = needed + step;
    }
}

package dev.carillon.journal.store.segment;

import dev.carillon.journal.store.disk.Disk;
import dev.carillon.journal.store.record.RecordDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The folder that holds one topic's journal, and the disk that it is on. */
public record TopicFolder(Disk disk, long topicNo, Path path) {
    public Segment open(SegmentName name) {
        return Segment.of(path, name, new RecordDecoder(topicNo));
    }

    /** The files that are there, in the order of their records. */
    public List<SegmentName> names() throws IOException {
        return SegmentName.among(disk.list(path));
    }

    /**
     * Takes every file out of Chronicle's sight, so that it will never trip over what a crash or a rotten disk left in
     * one. To be called while no Chronicle queue is open on the folder.
     */
    public void seal() throws IOException {
        for (SegmentName name : names()) {
            if (name.ending() == SegmentName.Ending.WRITTEN) {
                disk.rename(name.in(path), name.sealed().in(path));
            }
        }
    }
}

package dev.carillon.journal.store.segment;

import dev.carillon.journal.store.disk.Disk;
import dev.carillon.journal.store.disk.DiskFile;
import dev.carillon.journal.store.record.RecordDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The folder that holds one topic's journal, and the disk that it is on. */
public record TopicFolder(Disk disk, long topicNo, Path path) {
    public Segment open(SegmentName name) {
        return Segment.of(path, name, new RecordDecoder(topicNo));
    }

    /** The files that are there, in the order of their records. */
    public List<SegmentName> names() throws IOException {
        return SegmentName.among(disk.list(path));
    }

    /** Makes all files that are there durable, whoever wrote them, and their names. */
    public void force() throws IOException {
        for (SegmentName name : names()) {
            try (DiskFile file = disk.openToRead(name.in(path))) {
                file.force();
            }
        }
        disk.forceFolder(path);
        disk.forceFolder(Objects.requireNonNull(path.getParent(), "the folder of all topics"));
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

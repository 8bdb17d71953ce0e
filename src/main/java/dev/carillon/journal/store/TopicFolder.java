package dev.carillon.journal.store;

import java.nio.file.Path;

/** The folder that holds one topic's journal, and the disk that it is on. */
record TopicFolder(Disk disk, long topicNo, Path path) {
    Segment open(SegmentName name) {
        return Segment.of(path, name, new RecordDecoder(topicNo));
    }
}

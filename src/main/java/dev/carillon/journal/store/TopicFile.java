package dev.carillon.journal.store;

import java.nio.file.Path;

/** A file of a topic's journal that was written to, under whichever name it has by now. */
record TopicFile(Path folder, int cycle) {
    Path written() {
        return SegmentName.written(cycle).in(folder);
    }

    Path sealed() {
        return SegmentName.written(cycle).sealed().in(folder);
    }
}

package dev.carillon.journal.store;

import java.nio.file.Path;

/** A file of a topic's journal that was written to, under whichever name it has by now. */
record TopicFile(Path folder, int cycle) {
    Path written() {
        return new SegmentName(cycle, false).in(folder);
    }

    Path sealed() {
        return new SegmentName(cycle, true).in(folder);
    }
}

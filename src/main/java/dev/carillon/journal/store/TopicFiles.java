package dev.carillon.journal.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The files of one topic's journal, in the order of their records, as whoever appends knows them.
 *
 * <p>The last file that holds a record is never deleted: it alone knows the topic's next sequence, which must never go
 * back.
 */
final class TopicFiles {
    private final TopicFolder topic;
    private final List<Known> files = new ArrayList<>();

    private TopicFiles(TopicFolder topic) {
        this.topic = topic;
    }

    /** Reads the first sequence of every file. */
    static TopicFiles load(TopicFolder topic) throws IOException {
        TopicFiles loaded = new TopicFiles(topic);
        for (SegmentName name : names(topic)) {
            try (Segment segment = loaded.open(name)) {
                loaded.files.add(new Known(name, segment.firstSeq()));
            }
        }
        return loaded;
    }

    static List<SegmentName> names(TopicFolder topic) throws IOException {
        return topic.disk().list(topic.path()).stream()
                .flatMap(path -> SegmentName.of(path).stream())
                .sorted()
                .toList();
    }

    /**
     * Takes every file out of Chronicle's sight, so that it will never trip over what a crash or a rotten disk left in
     * one. To be called while no Chronicle queue is open on the folder.
     */
    static void seal(TopicFolder topic) throws IOException {
        for (SegmentName name : names(topic)) {
            if (!name.isSealed()) {
                topic.disk().rename(name.in(topic.path()), name.sealed().in(topic.path()));
            }
        }
    }

    /** One past the last whole record; reads the last file to its end. */
    long nextSeq() {
        for (int i = files.size() - 1; i >= 0; i--) {
            if (files.get(i).firstSeq().isPresent()) {
                try (Segment segment = open(files.get(i).name())) {
                    return segment.nextSeq().orElseThrow();
                }
            }
        }
        return 0;
    }

    /** The number of a file behind all others. */
    int nextCycle() {
        return files.isEmpty() ? 0 : files.get(files.size() - 1).name().cycle() + 1;
    }

    /** Takes note of a file that was begun. */
    void add(SegmentName name, long firstSeq) {
        files.add(new Known(name, OptionalLong.of(firstSeq)));
    }

    /** Deletes, oldest first, the files whose records are all below the sequence. */
    void trim(long lowSeq) throws IOException {
        int kept = 0;
        for (int i = 0; i < files.size(); i++) {
            OptionalLong first = files.get(i).firstSeq();
            kept = first.isPresent() && first.getAsLong() <= lowSeq ? i : kept;
        }
        for (Known file : List.copyOf(files.subList(0, kept))) {
            topic.disk().delete(file.name().in(topic.path()));
            files.remove(file);
        }
    }

    /**
     * Deletes files whose records a later one has, too: those that do not begin below it. Only a recovery writes such a
     * later file.
     */
    void deleteReplaced() throws IOException {
        List<Known> replaced = new ArrayList<>();
        long begun = Long.MAX_VALUE;
        for (int i = files.size() - 1; i >= 0; i--) {
            Known file = files.get(i);
            if (file.firstSeq().isPresent() && file.firstSeq().getAsLong() >= begun) {
                replaced.add(file);
            }
            begun = Math.min(begun, file.firstSeq().orElse(begun));
        }
        if (!replaced.isEmpty()) {
            topic.disk().forceFolder(topic.path());
        }
        for (Known file : replaced) {
            topic.disk().delete(file.name().in(topic.path()));
            files.remove(file);
        }
    }

    private Segment open(SegmentName name) {
        return new Segment(topic.path(), name, new RecordDecoder(topic.topicNo()));
    }

    /** A file and its first sequence, unless it holds no whole record. */
    private record Known(SegmentName name, OptionalLong firstSeq) {}
}

package dev.carillon.journal.store.topic;

import dev.carillon.journal.store.segment.SegmentName;
import dev.carillon.journal.store.segment.TopicFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which files a topic's journal has, in the order of their records. What is taken out of it is deleted. Belongs to whoever
 * appends to the topic.
 */
final class KnownFiles {
    private final TopicFolder topic;
    private final List<KnownFile> files = new ArrayList<>();

    /** Of the last kept file that was begun. */
    private int generation;

    KnownFiles(TopicFolder topic) {
        this.topic = topic;
    }

    List<KnownFile> all() {
        return List.copyOf(files);
    }

    /** Those in which a record was found; what holds none says nothing of where it belongs, and goes with its elders. */
    List<KnownFile> withRecords() {
        return files.stream().filter(file -> file.firstSeq().isPresent()).toList();
    }

    /** The number of a file behind all others. */
    int nextCycle() {
        return files.isEmpty() ? 0 : files.get(files.size() - 1).name().cycle() + 1;
    }

    /** The name of a kept file that is to stand in the place of one, and of others before it. */
    SegmentName nextKept(KnownFile last) {
        generation++;
        return last.name().kept(generation);
    }

    /** Takes note of a file that is there, behind all others; those in whose place it stands go. */
    void add(KnownFile file) throws IOException {
        for (KnownFile before : all()) {
            if (file.replaces(before)) {
                remove(before);
            }
        }
        begin(file);
        generation = Math.max(generation, file.name().generation());
    }

    /** Takes note of a new file, behind all others; it may have been there without a record, if it found no space. */
    void begin(KnownFile file) {
        files.removeIf(known -> known.name().equals(file.name()));
        files.add(file);
    }

    void remove(KnownFile file) throws IOException {
        topic.disk().delete(file.name().in(topic.path()));
        files.remove(file);
    }

    /** Has a file, which is durable, in the place of neighbours. */
    void replace(List<KnownFile> run, KnownFile kept) throws IOException {
        files.add(files.indexOf(run.get(0)), kept);
        files.removeAll(run);
        for (KnownFile file : run) {
            topic.disk().delete(file.name().in(topic.path()));
        }
    }

    /** Removes those that do not begin below a later one. */
    void removeReplaced() throws IOException {
        List<KnownFile> replaced = new ArrayList<>();
        long begun = Long.MAX_VALUE;
        for (int i = files.size() - 1; i >= 0; i--) {
            KnownFile file = files.get(i);
            if (file.firstSeq().isPresent() && file.firstSeq().getAsLong() >= begun) {
                replaced.add(file);
            }
            begun = Math.min(begun, file.firstSeq().orElse(begun));
        }
        if (!replaced.isEmpty()) {
            topic.disk().forceFolder(topic.path());
        }
        for (KnownFile file : replaced) {
            remove(file);
        }
    }
}

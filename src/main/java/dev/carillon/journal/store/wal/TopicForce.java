package dev.carillon.journal.store.wal;

import dev.carillon.journal.store.TopicFile;
import dev.carillon.journal.store.disk.Disk;
import dev.carillon.journal.store.disk.DiskFile;
import dev.carillon.journal.store.segment.SegmentName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Makes files durable that others write. Safe on every thread. */
final class TopicForce {
    private final Disk disk;
    private final Path topics;

    TopicForce(Disk disk, Path topics) {
        this.disk = disk;
        this.topics = topics;
    }

    /**
     * Forces topics' files, and the names of those and of their folders, which may be new. A file that is not there is not
     * needed any more: whoever replaces one forces the new one, and its name, before.
     *
     * @param named whose names are durable already. That the disk may still have one under the name that it had before it
     *     was sealed does not matter: it is found by either. To force a folder in which nothing changed costs a file system
     *     with a journal a flush of the disk all the same, for each of a thousand topics
     */
    void topics(Collection<TopicFile> files, Set<TopicFile> named) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        for (TopicFile file : files) {
            // It is sealed at any moment, and never the other way round.
            SegmentName written = SegmentName.written(file.number());
            boolean unused =
                    force(written.in(file.folder())) || force(written.sealed().in(file.folder()));
            if (!named.contains(file)) {
                folders.add(file.folder());
            }
        }
        for (Path folder : folders) {
            forceFolder(folder);
        }
        if (!folders.isEmpty()) {
            forceFolder(topics);
        }
    }

    /** Forces state logs. */
    void states(Collection<Path> files) throws IOException {
        for (Path file : files) {
            boolean unused = force(file);
        }
    }

    private boolean force(Path path) throws IOException {
        try (DiskFile file = disk.openToRead(path)) {
            file.force();
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private void forceFolder(Path folder) throws IOException {
        try {
            disk.forceFolder(folder);
        } catch (NoSuchFileException deleted) {
            // Its topic is gone.
        }
    }
}

package dev.carillon.journal.store.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import net.openhft.posix.PosixAPI;

/**
 * Space on the disk for what Chronicle will write. It writes through mappings: a page that finds no space is told as a
 * fault, at some later moment, when its record is taken for written already. So the space is taken before, where a full
 * disk is an error like any other, and nothing was written yet.
 *
 * <p>Taking it changes neither the length of a file nor a byte in it, so that it can safely be taken twice. On a file
 * system that cannot do so, things are as they would be without.
 */
final class SpaceAhead {
    static final boolean IS_LINUX = "Linux".equals(System.getProperty("os.name"));

    /** {@code O_RDWR | O_CREAT} of {@code fcntl.h}. */
    private static final int TO_WRITE = 0x42;

    private static final int OWNER_ONLY = 0600;

    /** {@code FALLOC_FL_KEEP_SIZE} of {@code linux/falloc.h}. */
    private static final int KEEP_SIZE = 1;

    /** {@code ENOSPC} and {@code EDQUOT} of {@code errno.h}. */
    private static final Set<Integer> FULL = Set.of(28, 122);

    /** {@code EIO} and {@code EFBIG}. */
    private static final Set<Integer> FAILED = Set.of(5, 27);

    private SpaceAhead() {}

    /**
     * Takes the space for a part of a file, and makes an empty file where there is none.
     *
     * @throws DiskFullException when there is not so much
     * @throws IOException when the disk fails
     */
    static void take(Path file, long from, long to) throws IOException {
        if (!IS_LINUX) {
            return;
        }
        PosixAPI system = PosixAPI.posix();
        int descriptor = system.open(file.toString(), TO_WRITE, OWNER_ONLY);
        if (descriptor < 0) {
            fail(system, file);
            return;
        }
        try {
            if (system.fallocate(descriptor, KEEP_SIZE, from, to - from) != 0) {
                fail(system, file);
            }
        } finally {
            int unused = system.close(descriptor);
        }
    }

    private static void fail(PosixAPI system, Path file) throws IOException {
        int error = system.lastError();
        if (FULL.contains(error)) {
            throw new DiskFullException(file + ": " + system.strerror(error));
        }
        if (FAILED.contains(error)) {
            throw new IOException(file + ": " + system.strerror(error));
        }
    }
}

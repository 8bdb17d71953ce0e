package dev.carillon.journal.store.disk;

import java.nio.file.Path;
import net.openhft.posix.PosixAPI;

/**
 * Where a file has content: a topic's file is mostly hole, megabytes of zeros that take no space and that nobody should
 * read to find out. On a system that does not tell, everything is content.
 */
public final class SparseFile {
    /** {@code ENXIO} of {@code errno.h}: nothing but a hole up to the end. */
    private static final int NOTHING_BEHIND = 6;

    /** {@code SEEK_DATA} of {@code unistd.h}; the number that posix's own enum has for it is that of {@code SEEK_HOLE}. */
    private static final int SEEK_DATA = 3;

    private SparseFile() {}

    /** The first place from this one on where there is something; the largest number when there is only hole. */
    public static long contentFrom(Path file, long from) {
        if (!SpaceAhead.IS_LINUX) {
            return from;
        }
        PosixAPI system = PosixAPI.posix();
        int descriptor = system.open(file.toString(), 0, 0);
        if (descriptor < 0) {
            return from;
        }
        try {
            long found = system.lseek(descriptor, from, SEEK_DATA);
            if (found >= 0) {
                return found;
            }
            return system.lastError() == NOTHING_BEHIND ? Long.MAX_VALUE : from;
        } finally {
            int unused = system.close(descriptor);
        }
    }
}

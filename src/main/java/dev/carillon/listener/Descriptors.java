package dev.carillon.listener;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many of the process's descriptors clients may take. The rest is for files, endpoints and the database. */
final class Descriptors {
    private static final int WHERE_UNKNOWN = 1_024;

    /** Both listeners together take a half at most. */
    private static final int SHARE = 4;

    private Descriptors() {}

    /** The most connections of one listener: a quarter of what the system lets the process have ({@code ulimit -n}). */
    static int forListener() {
        long all = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : WHERE_UNKNOWN;
        return (int) Math.min(all / SHARE, Integer.MAX_VALUE);
    }
}

package dev.carillon.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/** What reading something may take of the heap, whatever it says of itself. */
public final class Allocation {
    /** For windows onto files. */
    private static final long ANYWAY_BYTES = 16 << 20;

    private static final long PER_BYTE = 4_096;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /**
     * Gives what was read of so many bytes, and fails when that took more than in proportion to them. A reading that took
     * too much is made a second time, for which no class is loaded any more.
     */
    public static <T> T inProportion(int bytes, Callable<T> reading) throws Exception {
        long limit = ANYWAY_BYTES + PER_BYTE * bytes;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        T read = reading.call();
        if (THREADS.getCurrentThreadAllocatedBytes() - before > limit) {
            before = THREADS.getCurrentThreadAllocatedBytes();
            read = reading.call();
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                    .as("allocated for %s bytes", bytes)
                    .isLessThanOrEqualTo(limit);
        }
        return read;
    }
}

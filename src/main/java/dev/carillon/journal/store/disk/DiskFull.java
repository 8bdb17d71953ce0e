package dev.carillon.journal.store.disk;

import java.io.IOException;
import java.util.Locale;

/** Tells a full disk, which passes, from a broken one. */
public final class DiskFull {
    private DiskFull() {}

    /** Java has only the system's text for ENOSPC and EDQUOT (errno(3)). */
    public static boolean isReasonOf(IOException failure) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("no space left") || text.contains("quota exceeded");
    }
}

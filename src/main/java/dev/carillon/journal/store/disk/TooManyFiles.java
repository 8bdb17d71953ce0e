package dev.carillon.journal.store.disk;

import java.io.IOException;
import java.util.Locale;

/** Tells a process that has no descriptor left, which passes with some connection's end, from a broken disk. */
public final class TooManyFiles {
    private TooManyFiles() {}

    /** Java has only the system's text for EMFILE and ENFILE (errno(3)). Nothing was opened, and so nothing written. */
    public static boolean isReasonOf(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("too many open files");
    }
}

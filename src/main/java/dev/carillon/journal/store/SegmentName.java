package dev.carillon.journal.store;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The name of a segment: one file of a topic's journal. Chronicle names its files after hours, and numbers them in
 * cycles; our hours are not of any day, but count the files from 1970 on.
 *
 * @param cycle files of a topic are numbered from 0 in the order of their records
 * @param isSealed whether the file is finished and out of Chronicle's sight: nothing will be added to it
 */
record SegmentName(int cycle, boolean isSealed) implements Comparable<SegmentName> {
    /** Of Chronicle's roll cycle {@code LARGE_HOURLY_XSPARSE}. */
    static final String PATTERN = "yyyyMMdd-HH'LX'";

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern(PATTERN).withZone(ZoneOffset.UTC);
    private static final long SECONDS = 3_600;
    private static final String WRITTEN = ".cq4";
    private static final String SEALED = ".sealed";

    /** Reads a file's name; empty for files that are no segments. */
    static Optional<SegmentName> of(Path path) {
        String name = path.getFileName().toString();
        if (name.endsWith(WRITTEN)) {
            return parse(name.substring(0, name.length() - WRITTEN.length()), false);
        }
        return name.endsWith(SEALED)
                ? parse(name.substring(0, name.length() - SEALED.length()), true)
                : Optional.empty();
    }

    /** The same file when it is sealed. */
    SegmentName sealed() {
        return new SegmentName(cycle, true);
    }

    Path in(Path folder) {
        return folder.resolve(HOUR.format(Instant.ofEpochSecond(cycle * SECONDS)) + (isSealed ? SEALED : WRITTEN));
    }

    @Override
    public int compareTo(SegmentName other) {
        return Integer.compare(cycle, other.cycle);
    }

    private static Optional<SegmentName> parse(String hour, boolean isSealed) {
        try {
            long seconds = LocalDateTime.parse(hour, HOUR).toEpochSecond(ZoneOffset.UTC);
            return Optional.of(new SegmentName(Math.toIntExact(seconds / SECONDS), isSealed));
        } catch (DateTimeParseException | ArithmeticException notOurs) {
            return Optional.empty();
        }
    }
}

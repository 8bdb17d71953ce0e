package dev.carillon.journal.store.segment;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The name of a segment: one file of a topic's journal. Chronicle names its files after hours, and numbers them in
 * cycles; our hours are not of any day, but count the files from 1970 on.
 *
 * @param cycle files of a topic are numbered from 0 in the order of their records
 * @param ending what kind of file it is
 * @param generation of a kept file; no two of a topic have the same. 0 of the others
 */
public record SegmentName(int cycle, Ending ending, int generation) implements Comparable<SegmentName> {
    /** Of Chronicle's roll cycle {@code LARGE_HOURLY_XSPARSE}. */
    private static final String PATTERN = "yyyyMMdd-HH'LX'";

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern(PATTERN).withZone(ZoneOffset.UTC);
    private static final long SECONDS = 3_600;
    private static final Comparator<SegmentName> ORDER = Comparator.comparingInt(SegmentName::cycle)
            .thenComparing(SegmentName::ending)
            .thenComparingInt(SegmentName::generation);

    /** Reads a file's name; empty for files that are no segments. */
    static Optional<SegmentName> of(Path path) {
        String name = path.getFileName().toString();
        for (Ending ending : Ending.values()) {
            if (name.endsWith(ending.text)) {
                return parse(name.substring(0, name.length() - ending.text.length()), ending);
            }
        }
        return Optional.empty();
    }

    /** Those of these files that are segments, in the order of their records. */
    public static List<SegmentName> among(List<Path> paths) {
        return paths.stream().flatMap(path -> of(path).stream()).sorted().toList();
    }

    /** A file that this process writes. */
    public static SegmentName written(int cycle) {
        return new SegmentName(cycle, Ending.WRITTEN, 0);
    }

    /** The same file when it is sealed. */
    public SegmentName sealed() {
        return new SegmentName(cycle, Ending.SEALED, 0);
    }

    /** What stands in its place, and in that of files before it, when most of what they hold is settled. */
    public SegmentName kept(int newGeneration) {
        return new SegmentName(cycle, Ending.KEPT, newGeneration);
    }

    public Path in(Path folder) {
        String hour = HOUR.format(Instant.ofEpochSecond(cycle * SECONDS));
        return folder.resolve((ending == Ending.KEPT ? hour + "." + generation : hour) + ending.text);
    }

    /** In the order of their records; of what stands for the same records, the last one counts. */
    @Override
    public int compareTo(SegmentName other) {
        return ORDER.compare(this, other);
    }

    private static Optional<SegmentName> parse(String name, Ending ending) {
        try {
            int dot = ending == Ending.KEPT ? name.lastIndexOf('.') : name.length();
            int generation = ending == Ending.KEPT ? Integer.parseInt(name.substring(dot + 1)) : 0;
            long seconds = LocalDateTime.parse(name.substring(0, Math.max(0, dot)), HOUR)
                    .toEpochSecond(ZoneOffset.UTC);
            return Optional.of(new SegmentName(Math.toIntExact(seconds / SECONDS), ending, generation));
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    /** What kind of file it is, in the order in which one takes another's place. */
    public enum Ending {
        /** Chronicle may be writing to it. */
        WRITTEN(".cq4"),
        /** Finished, and out of Chronicle's sight. */
        SEALED(".sealed"),
        /** Ours: what is still waited for of one or more files. */
        KEPT(".kept");

        private final String text;

        Ending(String text) {
            this.text = text;
        }
    }
}

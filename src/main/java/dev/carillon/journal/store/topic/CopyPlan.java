package dev.carillon.journal.store.topic;

import dev.carillon.journal.store.segment.KeptTable;
import dev.carillon.journal.store.segment.KeptWriter;
import dev.carillon.model.JournalSpan;
import dev.carillon.model.LiveSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which files to copy forward, what is still waited for of them, into one. Those that neighbour one another and
 *
 * <ul>
 *   <li>are thin: less than a quarter of the file is still waited for, or nothing,
 *   <li>or are small, so that many of them do not take a block and a name each.
 * </ul>
 *
 * <p>A file is never thin after it was copied, and copying small ones makes their number less; so this comes to an end.
 */
final class CopyPlan {
    private static final long SMALL_BYTES = 1L << 20;

    /** Of one run, unless a single file has more: the thread that copies also appends. */
    private static final long MOST_BYTES = 2L << 20;

    private static final int THIN = 4;

    private CopyPlan() {}

    /** Up to how many waited for bytes it has to be known which records they are. */
    static long listedBytes(long fileBytes) {
        return fileBytes <= SMALL_BYTES ? fileBytes : fileBytes / THIN;
    }

    /** The first run of neighbours that are worth it; empty when there is none. */
    static List<LiveFile> firstRun(List<LiveFile> files) {
        List<LiveFile> run = new ArrayList<>();
        for (LiveFile file : files) {
            if (!run.isEmpty() && !fits(run, file)) {
                if (isWorthIt(run)) {
                    return run;
                }
                run = new ArrayList<>();
            }
            if (file.isLoose()) {
                run.add(file);
            }
        }
        return isWorthIt(run) ? run : List.of();
    }

    private static boolean fits(List<LiveFile> run, LiveFile file) {
        if (!file.isLoose()) {
            // Of one that was completed after the question nothing is known.
            return false;
        }
        long bytes =
                file.keptBytes() + run.stream().mapToLong(LiveFile::keptBytes).sum();
        int records = file.records() + run.stream().mapToInt(LiveFile::records).sum();
        return bytes <= MOST_BYTES && records <= KeptTable.MOST_RECORDS;
    }

    private static boolean isWorthIt(List<LiveFile> run) {
        return run.size() > 1 || run.stream().anyMatch(LiveFile::isThin);
    }

    /** A complete file, and what is waited for of it where that is known. */
    record LiveFile(KnownFile file, JournalSpan span, Optional<LiveSpan> live) {
        int records() {
            return live.orElseThrow().records();
        }

        long keptBytes() {
            return KeptWriter.lengthOf(records(), live.orElseThrow().bytes());
        }

        List<Long> sequences() {
            return live.orElseThrow().sequences();
        }

        LiveFile with(LiveSpan more) {
            return new LiveFile(file, span, Optional.of(more));
        }

        LiveFile unknown() {
            return new LiveFile(file, span, Optional.empty());
        }

        boolean isLoose() {
            return live.isPresent()
                    && records() == sequences().size()
                    && records() <= KeptTable.MOST_RECORDS
                    && (isThin() || span.bytes() <= SMALL_BYTES);
        }

        boolean isThin() {
            return span.bytes() > THIN * live.orElseThrow().bytes() && span.bytes() > 2 * keptBytes();
        }
    }
}

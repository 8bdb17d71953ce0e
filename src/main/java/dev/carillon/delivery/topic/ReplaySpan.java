package dev.carillon.delivery.topic;

import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.policy.ReplayPolicy;
import java.time.Instant;

/**
 * The records that a replay is of, by their sequence. A journal's records are in the order of their publish, so that a time is
 * found in some twenty looks, however much there is; should the clock have been set back, it is found about there.
 */
record ReplaySpan(long firstSeq, long endSeq) {
    /**
     * Looks into the journal.
     *
     * @param end one past the last record that may belong to it
     */
    static ReplaySpan of(ReplayPolicy policy, JournalReader reader, long end) {
        long first = seek(reader, reader.firstSeq(), end, policy.startsAt());
        long last = policy.endsAt()
                .map(at -> seek(reader, first, end, at.plusMillis(1)))
                .orElse(end);
        return new ReplaySpan(Math.min(first, last), last);
    }

    /** The first record that was published at a time or later; the end where there is none. */
    private static long seek(JournalReader reader, long from, long end, Instant at) {
        long low = Math.min(from, end);
        long high = end;
        while (low < high) {
            long middle = low + (high - low) / 2;
            long seen = middle;
            ReadOutcome outcome = reader.read(seen);
            while (!(outcome instanceof ReadOutcome.Found) && seen + 1 < high) {
                seen++;
                outcome = reader.read(seen);
            }
            if (outcome instanceof ReadOutcome.Found found
                    && found.record().publishedAt().isBefore(at)) {
                low = seen + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

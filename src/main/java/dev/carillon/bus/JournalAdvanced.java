package dev.carillon.bus;

import java.util.Map;

/**
 * Tells the delivery side of a shard which of its topics' journals hold more committed records than before.
 *
 * @param nextSeqs by topic number: its records are committed up to, not including, this sequence
 */
public record JournalAdvanced(int shard, Map<Long, Long> nextSeqs) {
    public JournalAdvanced {
        nextSeqs = Map.copyOf(nextSeqs);
    }
}

package dev.carillon.delivery.state;

import dev.carillon.journal.store.StateEntry.Redriving;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What a state log says of messages on their way to a dead-letter queue, while it is replayed; the last of each counts. */
final class LoggedRedrives {
    private final Map<Long, Redriving> bySequence = new HashMap<>();

    void add(Redriving entry) {
        bySequence.put(entry.sequence(), entry);
    }

    boolean contains(long sequence) {
        return bySequence.containsKey(sequence);
    }

    /** Hands out those that are not settled. */
    void forEach(SettledSet settled, Consumer<Redriving> consumer) {
        bySequence.keySet().removeIf(settled::contains);
        bySequence.values().forEach(consumer);
    }
}

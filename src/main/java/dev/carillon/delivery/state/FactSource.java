package dev.carillon.delivery.state;

import dev.carillon.journal.store.StateEntry;
import java.util.function.Consumer;

/** A subscription of which a rewritten state log has something to say. Belongs to the shard's thread. */
public interface FactSource {
    long subscriptionNo();

    /** All that is true of it at the moment of asking; a bounded number. */
    void facts(Consumer<StateEntry> consumer);
}

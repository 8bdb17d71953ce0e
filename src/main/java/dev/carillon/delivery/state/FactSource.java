package dev.carillon.delivery.state;

import dev.carillon.journal.store.StateEntry;
import java.util.function.Consumer;

/** Something of which a rewritten state log has to tell: mostly a subscription. Belongs to the shard's thread. */
public interface FactSource {
    long subscriptionNo();

    /** All that is true of it at the moment of asking; a bounded number. */
    void facts(Consumer<StateEntry> consumer);
}

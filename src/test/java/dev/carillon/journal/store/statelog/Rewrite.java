package dev.carillon.journal.store.statelog;

import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateLog;
import java.io.UncheckedIOException;

/** A log's successor, written at one go: the shards write theirs bit by bit. */
final class Rewrite {
    private Rewrite() {}

    /** Replaces the whole log by one fact, atomically. */
    static void of(StateLog log, StateEntry fact) {
        StateLog.Successor successor = log.succeed();
        try {
            successor.add(fact);
            successor.replace();
        } catch (UncheckedIOException failure) {
            successor.abandon();
            throw failure;
        }
    }
}

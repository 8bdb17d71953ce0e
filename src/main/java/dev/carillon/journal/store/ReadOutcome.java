package dev.carillon.journal.store;

/** What a reader found at a sequence. */
public sealed interface ReadOutcome {
    record Found(JournalRecord record) implements ReadOutcome {}

    /** Nothing there: not committed yet, or freed since everybody had settled it. */
    record Absent() implements ReadOutcome {}

    /** Something is there that is not what was written. It is never handed out. */
    record Damaged(String what) implements ReadOutcome {}
}

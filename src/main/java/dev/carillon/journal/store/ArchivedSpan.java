package dev.carillon.journal.store;

/**
 * Which records stay though nobody waits for them.
 *
 * @param fromSeq the first of them
 * @param sinceMillis younger ones do, published at this time or later, in milliseconds since 1970
 */
public record ArchivedSpan(long fromSeq, long sinceMillis) {
    /** None. */
    public static final ArchivedSpan NOTHING = new ArchivedSpan(Long.MAX_VALUE, Long.MAX_VALUE);
}

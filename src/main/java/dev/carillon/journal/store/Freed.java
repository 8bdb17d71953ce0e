package dev.carillon.journal.store;

/**
 * What was freed of a topic's journal.
 *
 * @param files how many are gone
 * @param copiedBytes of the records that had to be copied forward for that
 * @param hasMore whether there is more to be freed
 */
public record Freed(int files, long copiedBytes, boolean hasMore) {
    public static final Freed NOTHING = new Freed(0, 0, false);
}

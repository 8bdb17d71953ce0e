package dev.carillon.delivery.lane;

/** One subscription's messages that have had no attempt, in the order in which they may have it. Belongs to the shard's thread. */
interface Untried {
    /** There is none at present. */
    long NONE = Long.MAX_VALUE;

    /**
     * The message that may have its first attempt next. Reads ahead as far as it has to.
     *
     * @throws java.io.UncheckedIOException when the journal cannot be read
     */
    long next();

    /** The next one is under way, or settled without an attempt. */
    void take();

    /** A message is delivered, redriven or given up. */
    void onSettled(long sequence);

    /** Everything below a sequence is settled, without a word about each. */
    void beginAt(long sequence);

    /**
     * Whether those that wait for a retry may go: not before it is known what they must wait for. Reads ahead as far as it
     * has to.
     */
    boolean isReady();

    /** Nothing will be attempted any more in this run. */
    void end();
}

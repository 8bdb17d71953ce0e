package dev.carillon.delivery.retry;

/**
 * How many messages of a shard wait for a retry in memory, or are held behind another of their message group. Each
 * subscription may have some thousands; when all together have too many, each may have a few. Whoever has no room reads no
 * new messages, which wait on disk, and looks again when one of its own is due. Belongs to the shard's thread.
 */
public final class WaitingRetries {
    static final int MOST_OF_ONE = 8_192;
    static final int FEW_OF_ONE = 64;

    /** At some 35 bytes each. */
    private static final int MOST = 1 << 20;

    private final int most;

    private int count;

    /** For the metrics page, which another thread makes. */
    private volatile int shown;

    public WaitingRetries() {
        this(MOST);
    }

    WaitingRetries(int most) {
        this.most = most;
    }

    /** Whether a subscription that has so many may have one more. */
    public boolean hasRoom(int ofOne) {
        return ofOne < (count < most ? MOST_OF_ONE : FEW_OF_ONE);
    }

    public void changed(int by) {
        count += by;
        shown = count;
    }

    /** How many there are; on any thread. */
    public int shown() {
        return shown;
    }
}

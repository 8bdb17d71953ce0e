package dev.carillon.delivery.state;

/**
 * Under which number the state log knows a subscription's replay: the subscription's, with the highest of its 56 bits set. So
 * a replay's messages are settled, retried and redriven as any others, beside those that the subscription gets as they come.
 */
public final class ReplayNumber {
    private static final long REPLAY = 1L << 55;

    private ReplayNumber() {}

    public static long of(long subscriptionNo) {
        return subscriptionNo | REPLAY;
    }

    /** Whether it is a replay's, not a subscription's; the topic's -1 is neither. */
    public static boolean isReplay(long no) {
        return no > 0 && (no & REPLAY) != 0;
    }

    /** The subscription that a number is of, or whose replay it is of. */
    public static long subscription(long no) {
        return isReplay(no) ? no & ~REPLAY : no;
    }
}

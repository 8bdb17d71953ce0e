package dev.carillon.sns.exchange;

import dev.carillon.listener.Drain;

/**
 * The requests that an event loop has accepted and not yet answered. They are bounded: what comes over it is refused, not
 * queued. A reply that its client has not taken yet takes nobody's place; only a drain waits for it. Belongs to its event
 * loop.
 */
final class InFlight {
    private final int mostRequests;
    private final Drain drain = new Drain();
    private int unanswered;

    InFlight(int mostRequests) {
        this.mostRequests = mostRequests;
    }

    /** Waits for all of them, answered or not. */
    Drain drain() {
        return drain;
    }

    boolean isFull() {
        return unanswered > mostRequests;
    }

    /** Each that begins must end. */
    void begin() {
        drain.begin();
        unanswered++;
    }

    /** The reply of one is on its way to its client. */
    void answered() {
        unanswered--;
    }

    /**
     * One is over.
     *
     * @param wasAnswered whether it was said to be
     */
    void end(boolean wasAnswered) {
        unanswered -= wasAnswered ? 0 : 1;
        drain.end();
    }
}

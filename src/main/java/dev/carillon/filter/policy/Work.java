package dev.carillon.filter.policy;

/**
 * What one message may cost: whoever does something that grows with the message or the policies says so, and stops when
 * it was too much. So no message can hold up the topics beside it, whatever it and the policies look like. Of one thread, begun
 * anew for each message.
 */
public final class Work {
    /** About 10 ms at worst. Usual messages take some tens of steps. */
    static final int MOST_STEPS = 2_000_000;

    private int left = MOST_STEPS;

    public void begin() {
        left = MOST_STEPS;
    }

    /**
     * Counts what was done.
     *
     * @throws OverLimit when it was too much
     */
    public void spend(int steps) {
        left -= steps;
        if (left < 0) {
            throw overLimit();
        }
    }

    /** To throw where something else shows that it is too much. */
    public static OverLimit overLimit() {
        return new OverLimit();
    }

    /** Unwinds the match of a message, from however deep; never leaves the machine. */
    public static final class OverLimit extends RuntimeException {
        private static final long serialVersionUID = 1;

        private OverLimit() {
            super("matching this message takes too much", null, false, false);
        }
    }
}

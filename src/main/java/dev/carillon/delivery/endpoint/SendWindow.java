package dev.carillon.delivery.endpoint;

/**
 * How many new messages may be under way to one endpoint. It begins small and grows with every answer, so that an
 * endpoint which hangs from its first message on never holds much; every message that gets no answer halves it. Belongs
 * to the shard's thread.
 */
final class SendWindow {
    private static final int FIRST = 4;

    /** So many messages without an answer, one after the other, make an endpoint hanging. */
    private static final int HANGING = 2;

    private final int most;
    private int size;
    private int unansweredInRow;

    SendWindow(int most) {
        this.most = most;
        this.size = Math.min(FIRST, most);
    }

    int size() {
        return size;
    }

    boolean isHanging() {
        return unansweredInRow >= HANGING;
    }

    void answered() {
        unansweredInRow = 0;
        size = Math.min(most, size + 1);
    }

    void unanswered() {
        unansweredInRow++;
        size = Math.max(1, size / 2);
    }
}

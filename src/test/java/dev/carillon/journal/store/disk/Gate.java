package dev.carillon.journal.store.disk;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds whoever comes until it is opened, for good. Safe on every thread. */
public final class Gate {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    Gate() {}

    /** Returns when somebody waits at it. */
    public void awaitSomebody() {
        await(reached);
    }

    public void open() {
        opened.countDown();
    }

    void pass() {
        reached.countDown();
        await(opened);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }
}

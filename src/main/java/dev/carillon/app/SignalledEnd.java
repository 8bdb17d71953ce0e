package dev.carillon.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that is told to stop, as by Ctrl-C, close what it opened: the signal interrupts the thread that made this,
 * and the process waits for it. To be closed by that thread when the command is over.
 */
final class SignalledEnd implements AutoCloseable {
    private final Thread command = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onSignal, "shutdown");
    private final Duration patience;
    private boolean isEnding;

    /** @param patience how long a signal may wait for the command's end */
    SignalledEnd(Duration patience) {
        this.patience = patience;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The command only closes from now on, and is not interrupted in that. */
    synchronized void ending() {
        isEnding = true;
        boolean unused = Thread.interrupted();
    }

    @Override
    public void close() {
        over.countDown();
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException signalled) {
            // The process ends, which was waiting for this only.
        }
    }

    private void onSignal() {
        interrupt();
        try {
            boolean unused = over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void interrupt() {
        if (!isEnding) {
            command.interrupt();
        }
    }
}

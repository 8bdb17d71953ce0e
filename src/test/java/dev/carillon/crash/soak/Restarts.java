package dev.carillon.crash.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.BrokerProcess;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Ends the broker and starts it again, on a thread of its own, in the middle of whatever others do. */
final class Restarts implements AutoCloseable {
    /** How it ends. */
    enum End {
        TERM,
        KILL,
        /** Killed, and once more while it starts or recovers. */
        KILL_TWICE
    }

    private final BrokerProcess broker;
    private final SoakLedgerProcess ledger;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private Future<?> last = thread.submit(() -> {});
    private int ends;

    Restarts(BrokerProcess broker, SoakLedgerProcess ledger) {
        this.broker = broker;
        this.ledger = ledger;
    }

    /** Begins, after a while. To be awaited before the next one. */
    void begin(End end, Duration after, Duration untilTheSecond) {
        ends++;
        last = thread.submit(() -> {
            broker.runFor(after);
            restart(end, untilTheSecond);
        });
    }

    /** The broker is ready when this returns. */
    void await() {
        try {
            last.get();
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    int ends() {
        return ends;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void restart(End end, Duration untilTheSecond) {
        ledger.down(end != End.TERM);
        if (end == End.TERM) {
            assertThat(broker.terminate()).isZero();
        } else {
            broker.kill();
        }
        if (end == End.KILL_TWICE) {
            broker.relaunch();
            broker.runFor(untilTheSecond);
            ledger.up();
            ledger.down(true);
            broker.kill();
        }
        broker.restart();
        ledger.up();
    }
}

package dev.carillon.delivery;

import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateLog;
import dev.carillon.model.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A state log in memory that knows what a kill would leave of it. Its disk fails while it is told to. */
final class SimulatedLog implements StateLog {
    private final TimeSource time;
    private final long bytesAnEntry;
    private final Consumer<StateEntry> watcher;
    private final List<StateEntry> pending = new ArrayList<>();
    private List<StateEntry> durable = new ArrayList<>();
    private @Nullable Next successor;
    private int atRewrite;
    private OptionalLong lastWrite;
    private long lastWriteNanos;
    private boolean isFailing;

    /**
     * Empty.
     *
     * @param time of its writes
     * @param bytesAnEntry so many that the log is rewritten now and then
     * @param watcher sees each entry when it is appended
     */
    SimulatedLog(TimeSource time, long bytesAnEntry, Consumer<StateEntry> watcher) {
        this.time = time;
        wrote();
        this.bytesAnEntry = bytesAnEntry;
        this.watcher = watcher;
    }

    List<StateEntry> durable() {
        return durable;
    }

    void setFailing(boolean fails) {
        isFailing = fails;
    }

    boolean isFailing() {
        return isFailing;
    }

    /** When it was last written to, on the monotonic clock. */
    long lastWriteNanos() {
        return lastWriteNanos;
    }

    void kill() {
        pending.clear();
        successor = null;
        isFailing = false;
    }

    @Override
    public void replay(Consumer<StateEntry> consumer) {
        durable.forEach(consumer);
    }

    @Override
    public OptionalLong lastRunMillis() {
        return lastWrite;
    }

    @Override
    public boolean isDamaged() {
        return false;
    }

    @Override
    public void append(StateEntry entry) {
        if (isFailing && pending.size() > 20) {
            throw failure();
        }
        pending.add(entry);
        if (successor != null) {
            successor.add(entry);
        }
        watcher.accept(entry);
    }

    @Override
    public void flush() {
        if (isFailing && !pending.isEmpty()) {
            throw failure();
        }
        if (!pending.isEmpty()) {
            wrote();
        }
        durable.addAll(pending);
        pending.clear();
    }

    @Override
    public long grownBytes() {
        return (durable.size() - atRewrite) * bytesAnEntry;
    }

    @Override
    public Successor succeed() {
        if (isFailing) {
            throw failure();
        }
        successor = new Next();
        return successor;
    }

    @Override
    public void close() {
        flush();
        successor = null;
    }

    private void wrote() {
        lastWrite = OptionalLong.of(time.now().toEpochMilli());
        lastWriteNanos = time.nanoTime();
    }

    private static UncheckedIOException failure() {
        return new UncheckedIOException(new IOException("no space left on device"));
    }

    /** Takes the log's place whole or not at all. */
    private final class Next implements Successor {
        private final List<StateEntry> facts = new ArrayList<>();
        private int forced;

        @Override
        public void add(StateEntry fact) {
            facts.add(fact);
        }

        @Override
        public long unforcedBytes() {
            return (facts.size() - forced) * bytesAnEntry;
        }

        @Override
        public void force() {
            if (isFailing) {
                throw failure();
            }
            forced = facts.size();
        }

        @Override
        public void replace() {
            force();
            durable = facts;
            atRewrite = facts.size();
            wrote();
            pending.clear();
            successor = null;
        }

        @Override
        public void abandon() {
            successor = successor == this ? null : successor;
        }
    }
}

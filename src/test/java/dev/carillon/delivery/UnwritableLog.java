package dev.carillon.delivery;

import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A real state log, which cannot be written to while its disk fails. */
record UnwritableLog(StateLog real, BooleanSupplier isFailing) implements StateLog {
    @Override
    public void replay(Consumer<StateEntry> consumer) {
        real.replay(consumer);
    }

    @Override
    public OptionalLong lastRunMillis() {
        return real.lastRunMillis();
    }

    @Override
    public boolean isDamaged() {
        return real.isDamaged();
    }

    @Override
    public void append(StateEntry entry) {
        requireDisk();
        real.append(entry);
    }

    @Override
    public void flush() {
        requireDisk();
        real.flush();
    }

    @Override
    public long grownBytes() {
        return real.grownBytes();
    }

    @Override
    public Successor succeed() {
        requireDisk();
        return real.succeed();
    }

    @Override
    public void close() {
        real.close();
    }

    private void requireDisk() {
        if (isFailing.getAsBoolean()) {
            throw new UncheckedIOException(new IOException("the disk fails"));
        }
    }
}

package dev.carillon.delivery.turn;

/** What runs later on the shard's thread. In tests it goes by a virtual clock. */
public interface Timers {
    /** Runs a task once, this long from now or a little later. */
    Timer after(long nanos, Runnable task);

    /** Runs a task after everything that waits for the thread already. */
    void soon(Runnable task);

    /** A task that has not run yet. */
    interface Timer {
        void cancel();
    }
}

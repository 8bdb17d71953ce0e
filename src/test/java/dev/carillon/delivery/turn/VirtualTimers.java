package dev.carillon.delivery.turn;

import dev.carillon.testing.VirtualTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Timers that fire, in order, while a test lets time pass. */
public final class VirtualTimers implements Timers {
    private final VirtualTime time;
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::atNanos).thenComparingLong(Task::number));
    private long made;
    private long spentNanos;
    private long longestNanos;

    public VirtualTimers(VirtualTime time) {
        this.time = time;
    }

    @Override
    public Timer after(long nanos, Runnable task) {
        Task made = new Task(time.nanoTime() + nanos, this.made++, task);
        tasks.add(made);
        return () -> {
            boolean unused = tasks.remove(made);
        };
    }

    @Override
    public void soon(Runnable task) {
        tasks.add(new Task(time.nanoTime(), made++, task));
    }

    /** How many have not fired. */
    public int size() {
        return tasks.size();
    }

    /** Lets time pass, with everything that is due meanwhile. */
    public void advance(Duration span) {
        long end = time.nanoTime() + span.toNanos();
        while (!tasks.isEmpty() && tasks.peek().atNanos <= end) {
            Task next = tasks.poll();
            pass(Math.max(next.atNanos, time.nanoTime()));
            long from = System.nanoTime();
            next.task.run();
            measured(System.nanoTime() - from);
        }
        pass(end);
    }

    /** Begins to measure, in real time, how long tasks take. */
    public void measure() {
        spentNanos = 0;
        longestNanos = 0;
    }

    public long spentNanos() {
        return spentNanos;
    }

    public long longestNanos() {
        return longestNanos;
    }

    /** Forgets all, as the end of a process does. */
    public void clear() {
        tasks.clear();
    }

    private void measured(long nanos) {
        spentNanos += nanos;
        longestNanos = Math.max(longestNanos, nanos);
    }

    private void pass(long untilNanos) {
        time.advance(Duration.ofNanos(untilNanos - time.nanoTime()));
    }

    private record Task(long atNanos, long number, Runnable task) {}
}

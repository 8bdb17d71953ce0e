package dev.carillon.push;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What an event loop is to take up, from any thread: what comes in while the loop is at work is taken up together, and after
 * so many in a row its sockets get their turn. As long as callers let it become.
 */
public final class LoopQueue<T> {
    private final Context loop;
    private final int mostAtOnce;
    private final Consumer<List<T>> work;
    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isWoken = new AtomicBoolean();

    /**
     * Empty.
     *
     * @param work is given what is to be taken up, on the loop
     */
    public LoopQueue(Context loop, int mostAtOnce, Consumer<List<T>> work) {
        this.loop = loop;
        this.mostAtOnce = mostAtOnce;
        this.work = work;
    }

    /** Safe on every thread. */
    public void add(T next) {
        waiting.add(next);
        wake();
    }

    private void wake() {
        if (!isWoken.getAndSet(true)) {
            loop.runOnContext(now -> takeUp());
        }
    }

    private void takeUp() {
        isWoken.set(false);
        List<T> taken = new ArrayList<>();
        for (T next = waiting.poll(); next != null; next = taken.size() < mostAtOnce ? waiting.poll() : null) {
            taken.add(next);
        }
        if (taken.size() == mostAtOnce) {
            wake();
        }
        work.accept(taken);
    }
}

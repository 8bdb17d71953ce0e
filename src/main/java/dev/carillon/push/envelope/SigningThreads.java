package dev.carillon.push.envelope;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few threads for work that costs as much as a dozen hops between threads. When much waits, a thread takes several
 * tasks at once and hands their results back together, because waking a caller for each would cost a tenth of the work;
 * when little waits, nobody waits for another's task.
 *
 * <p>The queue has no bound of its own: delivery never has more under way than {@code delivery.in-flight} allows.
 */
final class SigningThreads {
    private static final int MOST_AT_ONCE = 8;

    /** Ends the thread that takes it. */
    private static final Optional<Task<?>> END = Optional.empty();

    private static final Logger LOG = LoggerFactory.getLogger(SigningThreads.class);

    private final Vertx vertx;
    private final int threads;
    private final BlockingQueue<Optional<Task<?>>> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger running;
    private final AtomicBoolean isClosing = new AtomicBoolean();
    private final Promise<Void> ended = Promise.promise();

    SigningThreads(Vertx vertx, int threads) {
        this.vertx = vertx;
        this.threads = threads;
        this.running = new AtomicInteger(threads);
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(this::work, "signing-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** The work's result, on the caller's context. */
    <T> Future<T> run(Callable<T> work) {
        if (isClosing.get()) {
            return Future.failedFuture(new IllegalStateException("the signing threads have ended"));
        }
        Task<T> task = new Task<>(vertx.getOrCreateContext(), work);
        waiting.add(Optional.of(task));
        if (ended.future().isComplete()) {
            refuseRest();
        }
        return task.promise.future();
    }

    /** How many tasks no thread has taken yet. */
    int waiting() {
        return waiting.size();
    }

    /** Ends the threads; what they were asked before is done first. Nobody may ask them any more. */
    Future<Void> close() {
        if (isClosing.compareAndSet(false, true)) {
            for (int i = 0; i < threads; i++) {
                waiting.add(END);
            }
        }
        return ended.future();
    }

    private void work() {
        try {
            List<Task<?>> taken = new ArrayList<>(MOST_AT_ONCE);
            while (take(taken)) {
                taken.forEach(Task::run);
                handBack(taken);
                taken.clear();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            if (running.decrementAndGet() == 0) {
                ended.complete();
                refuseRest();
            }
        }
    }

    /** Whoever asked while the threads were ending is told so. */
    private void refuseRest() {
        List<Optional<Task<?>>> rest = new ArrayList<>();
        int unused = waiting.drainTo(rest);
        rest.forEach(task -> task.ifPresent(Task::complete));
    }

    /** Takes this thread's share of what waits; says whether the thread is to go on. */
    private boolean take(List<Task<?>> taken) throws InterruptedException {
        Optional<Task<?>> next = waiting.take();
        if (next.isEmpty()) {
            return false;
        }
        taken.add(next.get());
        int share = Math.min(MOST_AT_ONCE - 1, waiting.size() / threads);
        for (int i = 0; i < share; i++) {
            Optional<Task<?>> another = waiting.poll();
            if (another == null) {
                return true;
            }
            if (another.isEmpty()) {
                // It ends this thread, or another, after what was taken.
                waiting.add(END);
                return true;
            }
            taken.add(another.get());
        }
        return true;
    }

    private static void handBack(List<Task<?>> done) {
        Map<Context, List<Task<?>>> byContext = new LinkedHashMap<>();
        for (Task<?> task : done) {
            byContext
                    .computeIfAbsent(task.context, context -> new ArrayList<>(done.size()))
                    .add(task);
        }
        byContext.forEach(SigningThreads::handBack);
    }

    private static void handBack(Context context, List<Task<?>> done) {
        try {
            context.runOnContext(back -> complete(done.iterator()));
        } catch (RejectedExecutionException gone) {
            LOG.debug("what a stopped verticle asked for was signed after its end");
        }
    }

    /** What a caller throws is for his context to report; the next one has his answer all the same. */
    private static void complete(Iterator<Task<?>> done) {
        try {
            while (done.hasNext()) {
                done.next().complete();
            }
        } finally {
            if (done.hasNext()) {
                complete(done);
            }
        }
    }

    /** One piece of work and, once it was done, what came of it. */
    private static final class Task<T> {
        final Promise<T> promise = Promise.promise();
        private final Context context;
        private final Callable<T> work;
        private Future<T> result = Future.failedFuture("the signing threads have ended");

        Task(Context context, Callable<T> work) {
            this.context = context;
            this.work = work;
        }

        void run() {
            try {
                result = Future.succeededFuture(work.call());
            } catch (Throwable failure) {
                // An error, too: the thread must go on, and whoever waits for what it took besides be answered.
                result = Future.failedFuture(failure);
            }
        }

        void complete() {
            result.onComplete(promise);
        }
    }
}

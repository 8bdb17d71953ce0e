package dev.carillon.catalog.change;

import dev.carillon.catalog.change.Change.Answer;
import dev.carillon.catalog.change.Change.Decision;
import dev.carillon.catalog.change.Change.Write;
import dev.carillon.catalog.change.WriteOutcome.Done;
import dev.carillon.catalog.change.WriteOutcome.Unavailable;
import dev.carillon.catalog.copy.KeptCopy;
import dev.carillon.catalog.database.DatabaseFailures;
import dev.carillon.catalog.database.Ownership;
import dev.carillon.catalog.view.Contexts;
import dev.carillon.catalog.view.ShownProjects;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.TimeSource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes changes: those of one project one after another, those of several at the same time.
 *
 * <pre>
 *   decide by the view -> transaction -> view swapped -> announced -> in the copy on disk -> caller answered
 * </pre>
 *
 * <p>When a transaction fails nobody knows whether it was committed. The project is suspect from then on: it is loaded
 * from the database before its next change, and without one within moments. Belongs to the catalogue's context;
 * {@link #submit} may be called anywhere.
 */
public final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    /** How many changes of one project wait at most, and for how long. */
    private static final int WAITING_MAX = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Context context;
    private final Ownership ownership;
    private final ShownProjects projects;
    private final KeptCopy copy;
    private final TimeSource time;

    /** Has a queue for every project that is being changed now. */
    private final Map<ProjectScope, Queue<Supplier<Future<Void>>>> waiting = new HashMap<>();

    private final Set<ProjectScope> suspects = new HashSet<>();
    private final Promise<Void> allDone = Promise.promise();
    private boolean isClosing;

    public Changes(Context context, Ownership ownership, ShownProjects projects, KeptCopy copy, TimeSource time) {
        this.context = context;
        this.ownership = ownership;
        this.projects = projects;
        this.copy = copy;
        this.time = time;
    }

    /** Makes a change when its turn has come; the future completes on the context that called. */
    <T> Future<WriteOutcome<T>> submit(ProjectScope scope, Change<T> change) {
        return Contexts.call(context, () -> enqueue(scope, change));
    }

    /** Loads the suspects at once, so that they can be read as they are; one that is being changed is loaded with that. */
    public void settleSuspects() {
        suspects.stream()
                .filter(scope -> !waiting.containsKey(scope))
                .toList()
                .forEach(scope -> enqueue(scope, project -> Change.<Void>answer(new WriteOutcome.Missing<>()))
                        .onFailure(failure -> LOG.atError().setCause(failure).log("could not load a project again")));
    }

    /** Refuses further changes; completes when those that were accepted have ended. */
    public Future<Void> close() {
        return Contexts.call(context, () -> {
            isClosing = true;
            completeWhenIdle();
            return allDone.future();
        });
    }

    private <T> Future<WriteOutcome<T>> enqueue(ProjectScope scope, Change<T> change) {
        if (isClosing) {
            return unavailable("the broker is stopping");
        }
        Queue<Supplier<Future<Void>>> queue = waiting.get(scope);
        if (queue != null && queue.size() >= WAITING_MAX) {
            return unavailable("too many changes of the project wait");
        }
        Promise<WriteOutcome<T>> promise = Promise.promise();
        long since = time.nanoTime();
        Supplier<Future<Void>> task = () -> Future.succeededFuture()
                .compose(turn -> make(scope, change, since))
                .onComplete((outcome, failure) -> answer(promise, outcome, failure))
                .<Void>mapEmpty()
                .otherwiseEmpty();
        if (queue == null) {
            waiting.put(scope, new ArrayDeque<>());
            run(scope, task);
        } else {
            queue.add(task);
        }
        return promise.future();
    }

    /** The next change need not wait for the copy, only the caller of this one. */
    private <T> void answer(
            Promise<WriteOutcome<T>> promise, @Nullable WriteOutcome<T> outcome, @Nullable Throwable failure) {
        if (outcome instanceof Done<T>) {
            copy.caughtUp().onComplete(kept -> promise.complete(outcome));
        } else {
            promise.complete(outcome, failure);
        }
    }

    /** The next one takes its turn from the event loop's queue, so that a thousand quick answers need no deep stack. */
    private void run(ProjectScope scope, Supplier<Future<Void>> task) {
        task.get().onComplete(done -> context.runOnContext(turn -> next(scope)));
    }

    private void next(ProjectScope scope) {
        Queue<Supplier<Future<Void>>> queue = waiting.getOrDefault(scope, new ArrayDeque<>());
        Supplier<Future<Void>> task = queue.poll();
        if (task != null) {
            run(scope, task);
            return;
        }
        waiting.remove(scope);
        completeWhenIdle();
    }

    private void completeWhenIdle() {
        if (isClosing && waiting.isEmpty()) {
            boolean unused = allDone.tryComplete();
        }
    }

    private <T> Future<WriteOutcome<T>> make(ProjectScope scope, Change<T> change, long since) {
        if (time.nanoTime() - since > PATIENCE.toNanos()) {
            return unavailable("the changes before took too long");
        }
        if (!ownership.isHeld()) {
            return unavailable(ownership.reason());
        }
        return (suspects.contains(scope) ? reload(scope) : Future.<Void>succeededFuture())
                .compose(certain -> decided(scope, change.decide(projects.project(scope))))
                .recover(failure -> afterFailure(scope, failure));
    }

    private <T> Future<WriteOutcome<T>> decided(ProjectScope scope, Decision<T> decision) {
        if (decision instanceof Answer<T> answer) {
            return Future.succeededFuture(answer.outcome());
        }
        Write<T> write = (Write<T>) decision;
        long epoch = ownership.epoch();
        return ownership
                .inTransaction(write.statements())
                .onFailure(failure -> suspects.add(scope))
                .compose(written -> shown(scope, written.after(), epoch).map(new Done<>(written.value())));
    }

    /** An answer may come so late that another broker has come and gone: what that has changed is not to be undone. */
    private Future<Void> shown(ProjectScope scope, Optional<ProjectView> after, long epoch) {
        if (ownership.epoch() == epoch) {
            projects.show(scope, after);
            return Future.succeededFuture();
        }
        suspects.add(scope);
        return reload(scope);
    }

    /** Waits for a transaction that the server may still be working on. */
    private Future<Void> reload(ProjectScope scope) {
        return ownership
                .inTransaction(
                        statements -> statements.claim(scope).compose(alone -> projects.reload(statements, scope)))
                .onSuccess(done -> suspects.remove(scope));
    }

    private static <T> Future<WriteOutcome<T>> afterFailure(ProjectScope scope, Throwable failure) {
        Optional<String> reason = DatabaseFailures.reason(failure);
        if (reason.isEmpty()) {
            return Future.failedFuture(failure);
        }
        LOG.atWarn()
                .addKeyValue("project", scope)
                .addKeyValue("error", failure.toString())
                .log("a change could not be made");
        return unavailable(reason.get());
    }

    private static <T> Future<WriteOutcome<T>> unavailable(String reason) {
        return Future.succeededFuture(new Unavailable<>(reason));
    }
}

package dev.carillon.catalog.database;

import dev.carillon.catalog.server.CatalogStartException;
import dev.carillon.metrics.HealthCheck;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That this broker, and no other, changes the database: an advisory lock, held by a {@link LockLink}. When that is lost it
 * is made anew, every second until it works.
 *
 * <pre>
 *   HELD --- connection lost ---> AWAY --- lock taken again ---> HELD
 *                                  | ^
 *      somebody else has the lock  v |  they let go
 *                                 TAKEN
 * </pre>
 *
 * <p>Belongs to the catalogue's context; {@link #health} may be asked anywhere.
 */
public final class Ownership {
    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
    private static final long TICK_MILLIS = 1_000;
    private static final int FIRST_ATTEMPTS = 5;

    /** For everything that the catalogue has; the largest takes seconds. */
    private static final int LOAD_MINUTES = 10;

    /** What is told about the lock. */
    public interface Listener {
        /** Another broker has been here: everything is to be loaded before anything is written. */
        Future<Void> onStrangers(Statements statements);

        /** The lock is held again, and changes can be made. */
        void onRegained();

        /** It still is, a second later: what failed on another connection meanwhile can be made up for. */
        void onStillHeld();

        /** Another process changed the API keys. */
        void onApiKeysChanged();
    }

    private final Context context;
    private final Database database;
    private final Listener listener;
    private final Fence fence = new Fence();
    private volatile HealthCheck.State health = HealthCheck.State.DEGRADED;
    private @Nullable LockLink link;

    /** Whether another broker has been here, and what it changed is not shown yet. */
    private boolean isBehind;

    private long timer = -1;
    private boolean isClosed;

    public Ownership(Context context, Database database, Listener listener) {
        this.context = context;
        this.database = database;
        this.listener = listener;
    }

    /** Up while the lock is held, degraded while the database is away, down when another broker has the lock. */
    public HealthCheck.State health() {
        return health;
    }

    public boolean isHeld() {
        return health == HealthCheck.State.UP;
    }

    /** Why changes cannot be made now. */
    public String reason() {
        return health == HealthCheck.State.DOWN ? "another broker has the database" : "the database is away";
    }

    /** The epoch by which this broker has, or last had, the database. */
    public long epoch() {
        return fence.epoch();
    }

    /** Commits what succeeds. Fails, and gives the lock up, when another broker has taken the database over. */
    public <T> Future<T> inTransaction(Function<Statements, Future<T>> work) {
        return database.inTransaction(
                        statements -> fence.hold(statements.client()).compose(ours -> work.apply(statements)))
                .onFailure(failure -> {
                    if (failure instanceof Fence.TakenOver) {
                        onTakenOver();
                    }
                });
    }

    /** Fails with {@link CatalogStartException} when another broker has the database. */
    public Future<Void> takeFirst() {
        return takeFirst(FIRST_ATTEMPTS);
    }

    /** The same for a broker that runs already, on a copy: it is down while another one has the database. */
    public Future<Void> takeLate() {
        return takeFirst().onComplete((done, failure) -> {
            HealthCheck.State next =
                    failure instanceof CatalogStartException ? HealthCheck.State.DOWN : HealthCheck.State.DEGRADED;
            if (!isClosed) {
                health = next;
            }
        });
    }

    /** Keeps whoever had the database before from changing anything. */
    public Future<Void> raise() {
        return database.bounded(fence.raise(database.pool()));
    }

    /**
     * From now on changes may be made, and the lock is looked after. Should it be lost again by now, it is taken anew like
     * at any other time.
     */
    public void begin() {
        health = link == null ? HealthCheck.State.DEGRADED : HealthCheck.State.UP;
        tickLater();
    }

    /** Gives the lock up that was taken on a way that led to this failure. */
    public void letGo(Throwable failure) {
        lose(DatabaseFailures.isUnreachable(failure) ? HealthCheck.State.DEGRADED : health);
    }

    public Future<Void> close() {
        isClosed = true;
        boolean unused = context.owner().cancelTimer(timer);
        LockLink last = link;
        lose(HealthCheck.State.DEGRADED);
        return last == null ? Future.succeededFuture() : last.close();
    }

    /** The broker that was killed a moment ago may still be connected, as far as the server knows. */
    private Future<Void> takeFirst(int attempts) {
        return LockLink.open(database)
                .compose(candidate -> candidate
                        .take()
                        .recover(failure -> candidate.close().transform(done -> Future.failedFuture(failure)))
                        .compose(isOurs -> isOurs ? adopted(candidate) : tryAgain(candidate, attempts - 1)));
    }

    private Future<Void> adopted(LockLink candidate) {
        adopt(candidate);
        return Future.succeededFuture();
    }

    private Future<Void> tryAgain(LockLink refused, int attempts) {
        return refused.holder().eventually(refused::close).compose(holder -> tryAgain(holder, attempts));
    }

    private Future<Void> tryAgain(Optional<String> holder, int attempts) {
        return attempts > 0
                ? context.owner().timer(TICK_MILLIS, TimeUnit.MILLISECONDS).compose(again -> takeFirst(attempts))
                : Future.failedFuture(new CatalogStartException(
                        "the database is in use by another broker: " + holder.orElse("unknown")));
    }

    private void adopt(LockLink candidate) {
        if (isClosed) {
            candidate.close().onFailure(failure -> LOG.atDebug().log("closing a late connection"));
            return;
        }
        link = candidate;
        candidate.watch(listener::onApiKeysChanged, () -> context.runOnContext(v -> onClosed(candidate)));
    }

    private void onClosed(LockLink closed) {
        if (closed.equals(link)) {
            LOG.atWarn().log("the connection to the database is lost");
            lose(HealthCheck.State.DEGRADED);
        }
    }

    /** A change found that another broker has been here. */
    private void onTakenOver() {
        LOG.atError().log("another broker has taken the database over");
        lose(HealthCheck.State.DOWN);
    }

    private void lose(HealthCheck.State state) {
        health = state;
        LockLink lost = link;
        link = null;
        if (lost != null && !isClosed) {
            lost.close().onFailure(failure -> LOG.atDebug().setCause(failure).log("closing a lost connection"));
        }
    }

    private void tickLater() {
        if (!isClosed) {
            timer = context.owner().setTimer(TICK_MILLIS, id -> tick());
        }
    }

    private void tick() {
        LockLink present = link;
        Future<Void> step = present == null ? regain() : ping(present);
        step.onComplete(done -> tickLater());
    }

    private Future<Void> ping(LockLink present) {
        return present.ping()
                .onSuccess(answered -> {
                    if (present.equals(link)) {
                        listener.onStillHeld();
                    }
                })
                .recover(failure -> {
                    onClosed(present);
                    return Future.succeededFuture();
                });
    }

    private Future<Void> regain() {
        return LockLink.open(database)
                .compose(candidate -> candidate
                        .take()
                        .compose(isOurs -> isOurs ? regainWith(candidate) : standBack(candidate))
                        .recover(failure -> candidate.close().transform(done -> Future.failedFuture(failure))))
                .recover(failure -> {
                    LOG.atDebug().addKeyValue("error", failure.toString()).log("the database is still away");
                    return Future.succeededFuture();
                });
    }

    private Future<Void> regainWith(LockLink candidate) {
        SqlClient client = candidate.client();
        return database.bounded(fence.isUntouched(client))
                .compose(isUntouched -> {
                    isBehind |= !isUntouched;
                    return isBehind ? catchUp(client) : Future.succeededFuture();
                })
                .onSuccess(done -> resume(candidate));
    }

    /** Where this fails after the epoch was raised, the database looks untouched to the next attempt. */
    private Future<Void> catchUp(SqlClient client) {
        return database.bounded(fence.raise(client))
                .compose(ours -> listener.onStrangers(new Statements(client)).timeout(LOAD_MINUTES, TimeUnit.MINUTES))
                .onSuccess(done -> isBehind = false);
    }

    private void resume(LockLink candidate) {
        adopt(candidate);
        if (isClosed) {
            return;
        }
        health = HealthCheck.State.UP;
        LOG.atInfo().log("the database is back");
        listener.onRegained();
    }

    private Future<Void> standBack(LockLink candidate) {
        return candidate.holder().eventually(candidate::close).compose(holder -> {
            holder.ifPresent(this::onHolder);
            return Future.succeededFuture();
        });
    }

    /** Where nobody has the lock any more, the next attempt tells. */
    private void onHolder(String holder) {
        if (holder.startsWith(database.name())) {
            health = HealthCheck.State.DEGRADED;
            return;
        }
        if (health != HealthCheck.State.DOWN) {
            LOG.atError().addKeyValue("holder", holder).log("another broker has the database");
        }
        health = HealthCheck.State.DOWN;
    }
}

package dev.carillon.catalog;

import dev.carillon.catalog.copy.CopyStart;
import dev.carillon.catalog.database.DatabaseFailures;
import dev.carillon.catalog.database.InstanceKey;
import dev.carillon.catalog.server.CatalogStartException;
import dev.carillon.catalog.server.DatabaseServer;
import dev.carillon.catalog.view.ShownCopy;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a catalogue comes into its database, and into the copy of one that is away.
 *
 * <pre>
 *   start: server there? -> lock -> schema -> key, identity -> epoch -> all shown -> changes are made
 *            |                                                                          ^
 *            | nobody answers                                                           |
 *            v                                                                          |
 *          copy shown, changes refused -> the same steps, again and again --------------+
 * </pre>
 *
 * <p>Belongs to the catalogue's context; {@link #identity} may be asked anywhere.
 */
final class Entrance {
    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

    private final CatalogParts parts;
    private final ShownCopy shownCopy;
    private final ComingBack comingBack;
    private volatile UUID identity = new UUID(0, 0);
    private boolean isCopyWanted;

    Entrance(CatalogParts parts) {
        this.parts = parts;
        shownCopy = new ShownCopy(parts.view());
        comingBack = new ComingBack(parts.context(), this::enterLate);
    }

    /** Fails with {@link CatalogStartException} when there is neither the database nor a copy of it. */
    Future<Void> start() {
        return enter(parts.ownership()::takeFirst).recover(this::startOnCopy);
    }

    /** Tells this database from every other; does not change once started. */
    UUID identity() {
        return identity;
    }

    /** Keeps a copy of an external database from now on; completes when it is there. */
    Future<Void> keepCopy() {
        isCopyWanted = parts.server().isExternal();
        return parts.view().isCopy() ? Future.succeededFuture() : beginCopy();
    }

    /** Tries no more to come into a database that was away. */
    void stop() {
        comingBack.stop();
    }

    private Future<Void> enter(Supplier<Future<Void>> take) {
        DatabaseServer server = parts.server();
        return server.check(parts.times())
                .compose(right -> take.get())
                .compose(ours -> server.migrate())
                .compose(done -> InstanceKey.check(parts.database(), parts.secrets()))
                .compose(this::identify)
                .compose(same -> parts.ownership().raise())
                .compose(raised -> parts.load())
                .compose(loaded -> server.publish())
                .onSuccess(done -> parts.begin());
    }

    private Future<Void> identify(UUID found) {
        if (parts.view().isCopy() && !found.equals(identity)) {
            return Future.failedFuture(new CatalogStartException(
                    "this is the database " + found + ", and the data folder belongs to " + identity));
        }
        identity = found;
        return Future.succeededFuture();
    }

    private Future<Void> startOnCopy(Throwable failure) {
        if (!parts.server().isExternal() || !DatabaseFailures.isUnreachable(failure)) {
            return Future.failedFuture(failure);
        }
        parts.ownership().letGo(failure);
        return CopyStart.find(parts.context().owner(), parts.dataFolder(), parts.secrets(), failure)
                .compose(found -> {
                    identity = found.identity();
                    shownCopy.begin(found.projects(), found.apiKeys());
                    LOG.atWarn()
                            .addKeyValue("error", String.valueOf(failure.getMessage()))
                            .addKeyValue("copyOf", found.takenAt())
                            .log(
                                    "the database is away: starting on the catalogue's copy; changes are refused until it is back");
                    comingBack.begin();
                    return Future.succeededFuture();
                });
    }

    private Future<Void> enterLate() {
        return enter(parts.ownership()::takeLate)
                .onFailure(parts.ownership()::letGo)
                .onSuccess(done -> {
                    shownCopy.end();
                    parts.listener().onLoaded();
                    LOG.atInfo().log("the database is back, and the catalogue is its own again");
                    beginCopy().onFailure(bug -> LOG.atError().setCause(bug).log("no copy is kept"));
                });
    }

    private Future<Void> beginCopy() {
        if (isCopyWanted) {
            parts.copy().begin(identity);
        }
        return parts.copy().caughtUp();
    }
}

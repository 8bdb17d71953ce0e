package dev.carillon.catalog;

import dev.carillon.metrics.HealthCheck;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.TimeSource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalogue of one broker, open from its start to its stop. */
public final class Catalog {
    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);

    private final Context context;
    private final DatabaseServer server;
    private final Path dataFolder;
    private final CatalogListener listener;
    private final DatabaseTimes times;
    private final Database database;
    private final CatalogView view = new CatalogView();
    private final SecretBox secrets;
    private final ShownProjects projects;
    private final ShownApiKeys shownKeys;
    private final Ownership ownership;
    private final KeptCopy copy;
    private final ComingBack comingBack;
    private final Changes changes;
    private final ExpirySweep sweep;
    private final CatalogWriter writer;
    private final ApiKeys apiKeys;
    private volatile UUID identity = new UUID(0, 0);
    private volatile boolean isClosing;

    /** Belongs to the catalogue's context. */
    private boolean isCopyWanted;

    private Catalog(
            Context context,
            DatabaseServer server,
            CatalogOptions options,
            DatabaseTimes times,
            TimeSource time,
            CatalogListener listener) {
        this.context = context;
        this.times = times;
        this.server = server;
        this.dataFolder = options.dataFolder();
        this.listener = listener;
        database = new Database(
                context.owner(), server.url(), options.database().poolSize(), BrokerName.ofThisProcess(), times);
        secrets = new SecretBox(options.encryptionKey());
        ownership = new Ownership(context, database, new LinkListener());
        copy = new KeptCopy(
                context,
                dataFolder,
                view,
                secrets,
                time,
                () -> ownership.fence().epoch());
        projects = new ShownProjects(view, new ProjectLoader(secrets), this::onShown);
        shownKeys = new ShownApiKeys(context, database, view, copy::onShown);
        changes = new Changes(context, database, ownership, projects, copy, time);
        sweep = new ExpirySweep(context, database, view, changes, time);
        writer = new CatalogWriter(changes, options.limits(), secrets, time);
        apiKeys = new ApiKeys(database, time, shownKeys::refresh);
        comingBack = new ComingBack(context, this::enterLate);
    }

    /**
     * Starts the embedded server if it is to be used, brings the schema up to date, makes sure that no other broker has
     * the database, and loads everything. Fails with {@link CatalogStartException} when any of it is impossible.
     *
     * <p>With an external database that nobody answers for, it opens all the same when the data folder holds a copy
     * ({@link #keepCopy}): the view {@linkplain CatalogView#isCopy() shows that}, changes are refused, and it goes on
     * trying until the database is there and the view shows what it has.
     */
    public static Future<Catalog> open(Vertx vertx, CatalogOptions options, TimeSource time, CatalogListener listener) {
        return open(vertx, options, DatabaseTimes.USUAL, time, listener);
    }

    /** The same for tests, which wait for less long. */
    static Future<Catalog> open(
            Vertx vertx, CatalogOptions options, DatabaseTimes times, TimeSource time, CatalogListener listener) {
        Context context = vertx.getOrCreateContext();
        return Contexts.call(
                context,
                () -> DatabaseServer.forBroker(vertx, options.database(), options.dataFolder())
                        .compose(server -> {
                            Catalog catalog = new Catalog(context, server, options, times, time, listener);
                            return catalog.start()
                                    .map(catalog)
                                    .recover(failure ->
                                            catalog.release().transform(done -> Future.failedFuture(failure)));
                        })
                        .recover(failure -> Future.failedFuture(StartReasons.of(failure))));
    }

    /** May be read anywhere, at any time. */
    public CatalogView view() {
        return view;
    }

    public CatalogWriter writer() {
        return writer;
    }

    public ApiKeys apiKeys() {
        return apiKeys;
    }

    /** Tells this database from every other; never changes. */
    public UUID identity() {
        return identity;
    }

    /** Where the database listens, unresolved. */
    public InetSocketAddress databaseAddress() {
        return InetSocketAddress.createUnresolved(
                server.url().host(), server.url().port());
    }

    /** Degraded while the database is away; down when another broker has taken it. */
    public HealthCheck health() {
        return new HealthCheck("database", ownership::health);
    }

    /**
     * Keeps a copy of an external database's catalogue in the data folder from now on; an embedded one needs none. To be
     * called once the folder is known to belong to this database. Completes when the copy is there.
     */
    public Future<Void> keepCopy() {
        return Contexts.call(context, () -> {
            isCopyWanted = server.isExternal();
            return view.isCopy() ? Future.succeededFuture() : beginCopy();
        });
    }

    /** Lets the changes that are under way end, then stops the embedded server if there is one. */
    public Future<Void> close() {
        isClosing = true;
        comingBack.stop();
        sweep.stop();
        return changes.close()
                .eventually(() -> Contexts.call(context, copy::close))
                .eventually(this::release);
    }

    /** Deletes what expired, now; for tests, whose time stands still. */
    Future<Void> sweepNow() {
        return sweep.sweep();
    }

    private Future<Void> start() {
        return enter(ownership::takeFirst).recover(failure -> startOnCopy(failure));
    }

    private Future<Void> enter(Supplier<Future<Void>> take) {
        return server.check(times)
                .compose(right -> take.get())
                .compose(ours -> server.migrate())
                .compose(done -> InstanceKey.check(database.pool(), secrets))
                .compose(this::identify)
                .compose(same -> ownership.raise())
                .compose(raised -> projects.reloadAll(database.pool()))
                .compose(loaded -> shownKeys.refresh())
                .compose(loaded -> server.publish())
                .onSuccess(done -> begin());
    }

    private Future<Void> identify(UUID found) {
        if (view.isCopy() && !found.equals(identity)) {
            return Future.failedFuture(new CatalogStartException(
                    "this is the database " + found + ", and the data folder belongs to " + identity));
        }
        identity = found;
        return Future.succeededFuture();
    }

    private void begin() {
        if (!isClosing) {
            ownership.begin();
            sweep.start();
        }
    }

    private Future<Void> startOnCopy(Throwable failure) {
        if (!server.isExternal() || !Database.isUnreachable(failure)) {
            return Future.failedFuture(failure);
        }
        ownership.letGo(failure);
        return CopyStart.find(context.owner(), dataFolder, secrets, failure).compose(found -> {
            identity = found.identity();
            view.showCopy(found);
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
        return enter(ownership::takeLate).onFailure(ownership::letGo).onSuccess(done -> {
            view.endCopy();
            listener.onLoaded();
            LOG.atInfo().log("the database is back, and the catalogue is its own again");
            beginCopy().onFailure(bug -> LOG.atError().setCause(bug).log("no copy is kept"));
        });
    }

    private Future<Void> beginCopy() {
        if (isCopyWanted) {
            copy.begin(identity);
        }
        return copy.caughtUp();
    }

    private void onShown(ProjectScope scope) {
        copy.onShown();
        listener.onChanged(scope);
    }

    private Future<Void> release() {
        return ownership.close().eventually(database::close).eventually(server::stop);
    }

    private final class LinkListener implements Ownership.Listener {
        @Override
        public Future<Void> onStrangers(SqlClient client) {
            return projects.reloadAll(client);
        }

        @Override
        public void onRegained() {
            changes.settleSuspects();
            onApiKeysChanged();
        }

        @Override
        public void onApiKeysChanged() {
            shownKeys.refresh().onFailure(failure -> {
                if (!isClosing) {
                    LOG.atWarn()
                            .addKeyValue("error", failure.toString())
                            .log("could not load the API keys; trying again when the connection is back");
                }
            });
        }
    }
}

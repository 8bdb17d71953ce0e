package dev.carillon.catalog;

import dev.carillon.metrics.HealthCheck;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.TimeSource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalogue of one broker, open from its start to its stop. */
public final class Catalog {
    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);

    private final DatabaseServer server;
    private final Database database;
    private final CatalogView view = new CatalogView();
    private final SecretBox secrets;
    private final ShownProjects projects;
    private final ShownApiKeys shownKeys;
    private final Ownership ownership;
    private final Changes changes;
    private final ExpirySweep sweep;
    private final CatalogWriter writer;
    private final ApiKeys apiKeys;
    private volatile UUID identity = new UUID(0, 0);
    private volatile boolean isClosing;

    private Catalog(
            Context context,
            DatabaseServer server,
            CatalogOptions options,
            TimeSource time,
            Consumer<ProjectScope> announce) {
        this.server = server;
        database =
                new Database(context.owner(), server.url(), options.database().poolSize(), BrokerName.ofThisProcess());
        secrets = new SecretBox(options.encryptionKey());
        projects = new ShownProjects(view, new ProjectLoader(secrets), announce);
        shownKeys = new ShownApiKeys(context, database, view);
        ownership = new Ownership(context, database, new LinkListener());
        changes = new Changes(context, database, ownership, projects, time);
        sweep = new ExpirySweep(context, database, view, changes, time);
        writer = new CatalogWriter(changes, options.limits(), secrets, time);
        apiKeys = new ApiKeys(database, time, shownKeys::refresh);
    }

    /**
     * Starts the embedded server if it is to be used, brings the schema up to date, makes sure that no other broker has
     * the database, and loads everything. Fails with {@link CatalogStartException} when any of it is impossible.
     *
     * @param announce is told of every project that changed, after the view shows the change and before the caller of
     *     the change is answered; called on the catalogue's own context
     */
    public static Future<Catalog> open(
            Vertx vertx, CatalogOptions options, TimeSource time, Consumer<ProjectScope> announce) {
        Context context = vertx.getOrCreateContext();
        return Contexts.call(
                context,
                () -> DatabaseServer.forBroker(vertx, options.database(), options.dataFolder())
                        .compose(server -> {
                            Catalog catalog = new Catalog(context, server, options, time, announce);
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

    /** Lets the changes that are under way end, then stops the embedded server if there is one. */
    public Future<Void> close() {
        isClosing = true;
        sweep.stop();
        return changes.close().eventually(this::release);
    }

    /** Deletes what expired, now; for tests, whose time stands still. */
    Future<Void> sweepNow() {
        return sweep.sweep();
    }

    private Future<Void> start() {
        return server.check()
                .compose(right -> ownership.takeFirst())
                .compose(ours -> server.migrate())
                .compose(done -> InstanceKey.check(database.pool(), secrets))
                .compose(id -> {
                    identity = id;
                    return ownership.begin();
                })
                .compose(begun -> projects.reloadAll(database.pool()))
                .compose(loaded -> shownKeys.refresh())
                .compose(loaded -> server.publish())
                .onSuccess(done -> sweep.start());
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

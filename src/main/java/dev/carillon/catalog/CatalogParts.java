package dev.carillon.catalog;

import dev.carillon.catalog.change.ApiKeys;
import dev.carillon.catalog.change.CatalogWriter;
import dev.carillon.catalog.change.Changes;
import dev.carillon.catalog.change.ExpirySweep;
import dev.carillon.catalog.copy.KeptCopy;
import dev.carillon.catalog.database.Database;
import dev.carillon.catalog.database.Ownership;
import dev.carillon.catalog.database.ProjectLoader;
import dev.carillon.catalog.database.Statements;
import dev.carillon.catalog.key.SecretBox;
import dev.carillon.catalog.server.DatabaseServer;
import dev.carillon.catalog.server.DatabaseTimes;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.catalog.view.ShownApiKeys;
import dev.carillon.catalog.view.ShownProjects;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.TimeSource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a catalogue is made of: put together here, told of what happens to the lock, and closed in order. Belongs to the
 * catalogue's context, but for what it gives out that says otherwise.
 */
final class CatalogParts {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogParts.class);

    private final Context context;
    private final DatabaseServer server;
    private final DatabaseTimes times;
    private final Path dataFolder;
    private final CatalogListener listener;
    private final Database database;
    private final CatalogView view = new CatalogView();
    private final SecretBox secrets;
    private final Ownership ownership;
    private final KeptCopy copy;
    private final ShownProjects projects;
    private final ShownApiKeys shownKeys;
    private final Changes changes;
    private final ExpirySweep sweep;
    private final CatalogWriter writer;
    private final ApiKeys apiKeys;
    private volatile boolean isClosing;

    /** Opens nothing. */
    CatalogParts(
            Context context,
            DatabaseServer server,
            CatalogOptions options,
            DatabaseTimes times,
            TimeSource time,
            CatalogListener listener) {
        this.context = context;
        this.server = server;
        this.times = times;
        this.listener = listener;
        dataFolder = options.dataFolder();
        database =
                new Database(context.owner(), server.url(), options.database().poolSize(), times);
        secrets = new SecretBox(options.encryptionKey());
        ownership = new Ownership(context, database, new LockListener());
        copy = new KeptCopy(context, dataFolder, view, secrets, time, ownership::epoch);
        projects = new ShownProjects(view, new ProjectLoader(secrets), this::onShown);
        shownKeys = new ShownApiKeys(context, database, view, copy::onShown);
        changes = new Changes(context, ownership, projects, copy, time);
        sweep = new ExpirySweep(context, database, view, changes, time);
        writer = new CatalogWriter(changes, options.limits(), secrets, time);
        apiKeys = new ApiKeys(database, time, shownKeys::refresh);
    }

    Context context() {
        return context;
    }

    DatabaseServer server() {
        return server;
    }

    DatabaseTimes times() {
        return times;
    }

    Path dataFolder() {
        return dataFolder;
    }

    CatalogListener listener() {
        return listener;
    }

    Database database() {
        return database;
    }

    CatalogView view() {
        return view;
    }

    SecretBox secrets() {
        return secrets;
    }

    Ownership ownership() {
        return ownership;
    }

    KeptCopy copy() {
        return copy;
    }

    ExpirySweep sweep() {
        return sweep;
    }

    CatalogWriter writer() {
        return writer;
    }

    ApiKeys apiKeys() {
        return apiKeys;
    }

    /** Shows everything that the database has. */
    Future<Void> load() {
        return projects.reloadAll(database.statements()).compose(loaded -> shownKeys.refresh());
    }

    /** Everything is shown: changes may be made from now on. */
    void begin() {
        if (!isClosing) {
            ownership.begin();
            sweep.start();
        }
    }

    /** Lets the changes that are under way end, and come into the copy. */
    Future<Void> close() {
        isClosing = true;
        sweep.stop();
        return changes.close().eventually(copy::close).eventually(this::release);
    }

    /** Closes what {@link Entrance} opened, as far as it came. */
    Future<Void> release() {
        return ownership.close().eventually(database::close).eventually(server::stop);
    }

    private void onShown(ProjectScope scope) {
        copy.onShown();
        listener.onChanged(scope);
    }

    private final class LockListener implements Ownership.Listener {
        @Override
        public Future<Void> onStrangers(Statements statements) {
            return projects.reloadAll(statements);
        }

        @Override
        public void onRegained() {
            changes.settleSuspects();
            onApiKeysChanged();
        }

        @Override
        public void onStillHeld() {
            changes.settleSuspects();
            if (shownKeys.isStale()) {
                onApiKeysChanged();
            }
        }

        @Override
        public void onApiKeysChanged() {
            shownKeys.refresh().onFailure(failure -> {
                if (!isClosing) {
                    LOG.atWarn()
                            .addKeyValue("error", failure.toString())
                            .log("could not load the API keys; trying again in a moment");
                }
            });
        }
    }
}

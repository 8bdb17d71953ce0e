package dev.carillon.catalog.view;

import dev.carillon.catalog.database.Database;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * Puts the API keys that the database has into the view. One load at a time: who asks during one gets the next, since
 * the present one may have begun before what they know of. Belongs to the catalogue's context.
 */
public final class ShownApiKeys {
    private final Context context;
    private final Database database;
    private final CatalogView view;
    private final Runnable onShown;
    private boolean isLoading;
    private boolean isStale;
    private @Nullable Promise<Void> next;

    public ShownApiKeys(Context context, Database database, CatalogView view, Runnable onShown) {
        this.context = context;
        this.database = database;
        this.view = view;
        this.onShown = onShown;
    }

    /** May be called anywhere; completes on the context that called. */
    public Future<Void> refresh() {
        return Contexts.call(context, this::load);
    }

    /** Whether the last load failed, so that a key may be shown that is there no more. */
    public boolean isStale() {
        return isStale && !isLoading;
    }

    private Future<Void> load() {
        if (isLoading) {
            Promise<Void> later = next == null ? Promise.promise() : next;
            next = later;
            return later.future();
        }
        isLoading = true;
        return database.ask(statements -> statements.apiKeys().all())
                .<Void>map(keys -> {
                    view.showApiKeys(keys);
                    onShown.run();
                    return null;
                })
                .onComplete((done, failure) -> {
                    isLoading = false;
                    isStale = failure != null;
                    Promise<Void> waiting = next;
                    next = null;
                    if (waiting != null) {
                        load().onComplete(waiting);
                    }
                });
    }
}

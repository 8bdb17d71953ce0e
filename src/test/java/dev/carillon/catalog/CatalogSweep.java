package dev.carillon.catalog;

import io.vertx.core.Future;

/** What a catalogue does each minute, for tests whose time stands still. */
public final class CatalogSweep {
    private CatalogSweep() {}

    /** Deletes now what nobody confirmed in time. */
    public static Future<Void> now(Catalog catalog) {
        return catalog.sweepNow();
    }
}

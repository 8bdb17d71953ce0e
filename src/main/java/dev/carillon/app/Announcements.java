package dev.carillon.app;

import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.CatalogChanged;
import dev.carillon.bus.CatalogLoaded;
import dev.carillon.catalog.CatalogListener;
import dev.carillon.model.ProjectScope;

/** Passes on to all shards what becomes of the catalogue. */
record Announcements(BrokerBus bus) implements CatalogListener {
    @Override
    public void onChanged(ProjectScope scope) {
        bus.catalogChanged(new CatalogChanged(scope));
    }

    @Override
    public void onLoaded() {
        bus.catalogLoaded(new CatalogLoaded());
    }
}

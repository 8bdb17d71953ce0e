package dev.carillon.journal;

import dev.carillon.bus.BrokerBus;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.TimeSource;

/** What the journal's shards work with; all of it safe on every thread. */
public record JournalServices(
        BrokerBus bus, CatalogView catalog, JournalStore store, BrokerMetrics metrics, TimeSource time) {}

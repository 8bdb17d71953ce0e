package dev.carillon.catalog.copy;

import dev.carillon.catalog.key.ApiKey;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.model.ProjectView;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Everything that a {@link CatalogView} shows at one moment, and of which database that is.
 *
 * @param identity tells that database from every other
 * @param epoch by which the broker that took the copy had it
 */
public record CatalogCopy(
        UUID identity, long epoch, Instant takenAt, Collection<ApiKey> apiKeys, Collection<ProjectView> projects) {
    public CatalogCopy {
        apiKeys = List.copyOf(apiKeys);
        projects = List.copyOf(projects);
    }
}

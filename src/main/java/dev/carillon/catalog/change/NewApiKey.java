package dev.carillon.catalog.change;

import dev.carillon.model.ProjectId;
import java.time.Instant;
import java.util.Set;

/**
 * An API key to be made.
 *
 * @param name by which people know it; no two keys have the same
 * @param expiresAt {@link Instant#MAX} when it never does
 * @param projects the projects it may read and write; empty means all of them
 */
public record NewApiKey(String name, Instant expiresAt, Set<ProjectId> projects) {
    public NewApiKey {
        projects = Set.copyOf(projects);
    }

    /** A key to everything that never expires. */
    public static NewApiKey unlimited(String name) {
        return new NewApiKey(name, Instant.MAX, Set.of());
    }
}

package dev.carillon.catalog.change;

import dev.carillon.model.ProjectId;
import java.time.Instant;
import java.util.Set;

/**
 * An API key to be made.
 *
 * @param name by which people know it; no two keys have the same
 * @param expiresAt at the latest at the end of the year 9999; {@link Instant#MAX} when it never does
 * @param projects the projects it may read and write; empty means all of them
 */
public record NewApiKey(String name, Instant expiresAt, Set<ProjectId> projects) {
    /** Not every client of the database reads a year of five digits. */
    private static final Instant LATEST_EXPIRY = Instant.parse("9999-12-31T23:59:59Z");

    public NewApiKey {
        if (expiresAt.isAfter(LATEST_EXPIRY) && !expiresAt.equals(Instant.MAX)) {
            throw new IllegalArgumentException("a key that expires at " + expiresAt);
        }
        projects = Set.copyOf(projects);
    }

    /** A key to everything that never expires. */
    public static NewApiKey unlimited(String name) {
        return new NewApiKey(name, Instant.MAX, Set.of());
    }
}

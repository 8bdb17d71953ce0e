package dev.carillon.catalog.key;

import dev.carillon.model.ProjectId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A key to the management API. The token itself is shown once, when it is made; only its hash is kept.
 *
 * @param tokenHash SHA-256 of the token in lower-case hex
 * @param expiresAt {@link Instant#MAX} when it never does
 * @param projects the projects it may read and write; empty means all of them
 */
public record ApiKey(
        UUID id, String name, String tokenHash, Instant createdAt, Instant expiresAt, Set<ProjectId> projects) {
    public ApiKey {
        projects = Set.copyOf(projects);
    }

    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    public boolean covers(ProjectId project) {
        return projects.isEmpty() || projects.contains(project);
    }

    @Override
    public String toString() {
        return "ApiKey[" + name + "]";
    }
}

package dev.carillon.testing;

import dev.carillon.model.Credential;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.Region;
import dev.carillon.model.SecretKey;
import dev.carillon.model.SnsPermissions;
import java.time.Instant;
import java.util.UUID;

/** Credentials for tests that need no catalogue. */
public final class Credentials {
    private Credentials() {}

    public static Credential of(String accessKey, String secret, String region) {
        return of(accessKey, secret, region, new SnsPermissions(true, true, true));
    }

    public static Credential of(String accessKey, String secret, String region, SnsPermissions permissions) {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        UUID project = UUID.fromString("3f0c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11");
        ProjectScope scope = new ProjectScope(new ProjectId(project), new Region(region));
        return new Credential(
                UUID.randomUUID(), "test", scope, now, now, accessKey, new SecretKey(secret), "", permissions);
    }
}

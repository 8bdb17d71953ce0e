package dev.carillon.model;

import java.time.Instant;
import java.util.UUID;

/**
 * An access key of one project in one region, with what it may do.
 *
 * @param secretChecksum SHA-1 of the secret in lower-case hex, as the management API shows it
 */
public record Credential(
        UUID id,
        String name,
        ProjectScope scope,
        Instant createdAt,
        Instant updatedAt,
        String accessKey,
        SecretKey secretKey,
        String secretChecksum,
        SnsPermissions permissions) {}

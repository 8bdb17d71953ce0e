package dev.carillon.management;

import dev.carillon.catalog.key.ApiKey;

/** Who calls. */
sealed interface Authentication {
    record Accepted(ApiKey key) implements Authentication {}

    record Denied(RestReply reply) implements Authentication {}
}

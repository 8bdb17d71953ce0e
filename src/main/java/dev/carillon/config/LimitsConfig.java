package dev.carillon.config;

import dev.carillon.model.ByteSize;

/**
 * What a project may hold.
 *
 * @param storedBytesPerProject of messages that wait for delivery, in each region
 * @param failedAuthenticationsPerSecond for each client address, over which it is refused for a while
 */
public record LimitsConfig(
        ByteSize storedBytesPerProject,
        int topicsPerProject,
        int subscriptionsPerTopic,
        int failedAuthenticationsPerSecond,
        int connectionsPerAddress) {}

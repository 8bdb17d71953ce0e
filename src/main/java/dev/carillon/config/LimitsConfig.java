package dev.carillon.config;

import dev.carillon.model.ByteSize;

/**
 * What a project may hold.
 *
 * @param storedBytesPerProject of messages that wait for delivery, in each region
 * @param archivedBytesPerProject of messages that topics' archives keep, in each region
 * @param filterPoliciesPerTopic subscriptions that have one
 * @param filterPolicyBytesPerProject of all filter policies, in each region: what is made of them is in memory
 * @param tagsPerTopic over which no more can be added
 * @param credentialsPerProject in each region
 * @param failedAuthenticationsPerSecond for each client address, over which it is refused for a while
 * @param publishesPerSecondPerCredential messages that one may publish; 0 when there is no limit
 * @param publishesPerSecondPerProject likewise, in each region
 */
public record LimitsConfig(
        ByteSize storedBytesPerProject,
        ByteSize archivedBytesPerProject,
        int topicsPerProject,
        int subscriptionsPerTopic,
        int filterPoliciesPerTopic,
        ByteSize filterPolicyBytesPerProject,
        int tagsPerTopic,
        int credentialsPerProject,
        int failedAuthenticationsPerSecond,
        int connectionsPerAddress,
        int publishesPerSecondPerCredential,
        int publishesPerSecondPerProject) {
    static LimitsConfig read(Settings settings) {
        return new LimitsConfig(
                settings.size("limits.stored-bytes-per-project", "100MB", "1KB", "1000GB"),
                settings.size("limits.archived-bytes-per-project", "1GB", "1KB", "100000GB"),
                settings.number("limits.topics-per-project", 10_000, 1, 1_000_000),
                settings.number("limits.subscriptions-per-topic", 10_000, 1, 1_000_000),
                settings.number("limits.filter-policies-per-topic", 200, 1, 1_000_000),
                settings.size("limits.filter-policy-bytes-per-project", "8MiB", "1KiB", "1GiB"),
                settings.number("limits.tags-per-topic", 50, 1, 1_000),
                settings.number("limits.credentials-per-project", 1_000, 1, 1_000_000),
                settings.number("limits.failed-authentications-per-second", 20, 1, 1_000_000),
                settings.number("limits.connections-per-address", 1_024, 1, 1_000_000),
                settings.number("limits.publishes-per-second-per-credential", 0, 0, 1_000_000),
                settings.number("limits.publishes-per-second-per-project", 0, 0, 1_000_000));
    }
}

package dev.carillon.bus;

/** Asks a topic's delivery shard how far a subscription's replay has got. */
public record ReplayQuery(long topicNo, long subscriptionNo) {}

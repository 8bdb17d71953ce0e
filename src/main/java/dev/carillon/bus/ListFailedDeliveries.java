package dev.carillon.bus;

/** Asks a topic's delivery shard for the notifications to one subscription that failed last. */
public record ListFailedDeliveries(long topicNo, long subscriptionNo) {}

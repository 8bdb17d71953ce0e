package dev.carillon.delivery.record;

/** Names a record among all of a shard. */
public record RecordKey(long topicNo, long sequence) {}

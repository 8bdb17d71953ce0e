package dev.carillon.delivery;

/** Names a record among all of a shard. */
record RecordKey(long topicNo, long sequence) {}

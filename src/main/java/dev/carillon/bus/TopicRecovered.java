package dev.carillon.bus;

/**
 * Sent once for each topic at start, before the ingress opens: what the delivery side still has to deliver, from which
 * the journal's shard restores the quota.
 *
 * @param outstandingBytes encoded bytes of all records that some subscription still waits for
 * @param lowSeq every record below it is settled
 * @param floorSeq no new message may get a sequence below it: some subscription starts there, or remembers what became
 *     of the ones before, even of those that the journal lost
 */
public record TopicRecovered(long topicNo, long outstandingBytes, long lowSeq, long floorSeq) {}

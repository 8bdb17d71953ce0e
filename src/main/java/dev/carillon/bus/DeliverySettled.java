package dev.carillon.bus;

/**
 * Tells the journal's shard what no subscription waits for any more. It is sent only after the settlements are in the
 * state log, so that what is freed here is never asked for again.
 *
 * @param releasedBytes encoded bytes of the records settled since the last such message
 * @param lowSeq every record below it is settled
 */
public record DeliverySettled(long topicNo, long releasedBytes, long lowSeq) {}

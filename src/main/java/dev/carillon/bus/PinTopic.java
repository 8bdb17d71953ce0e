package dev.carillon.bus;

/**
 * Asks a topic's shard to keep every message from now on, though nobody is subscribed yet, and to name the sequence from
 * which on it does: the start of the subscription that is about to be written to the catalogue. The pin ends with
 * {@link UnpinTopic}, or by itself after a minute.
 */
public record PinTopic(long topicNo) {}

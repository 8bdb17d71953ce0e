package dev.carillon.bus;

/** Ends one {@link PinTopic}: its subscription is in the catalogue, or will not be. */
public record UnpinTopic(long topicNo) {}

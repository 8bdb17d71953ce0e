package dev.carillon.bus;

/** Tells the delivery side that files of a topic are gone: they take space for as long as a reader has them open. */
public record JournalTrimmed(long topicNo) {}

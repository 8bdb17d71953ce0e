package dev.carillon.bus;

/** Tells the delivery side that a topic's journal holds committed records up to, not including, this sequence. */
public record JournalAdvanced(long topicNo, long nextSeq) {}

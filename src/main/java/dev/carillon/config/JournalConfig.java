package dev.carillon.config;

import dev.carillon.model.ByteSize;

/**
 * Storage of messages.
 *
 * @param shards threads among which the topics are divided; fixed for the life of a data folder
 * @param rollBytes size at which a topic's file is closed and the next one begun
 * @param rollRecords number of records at which it is, too
 */
public record JournalConfig(int shards, ByteSize rollBytes, int rollRecords) {}

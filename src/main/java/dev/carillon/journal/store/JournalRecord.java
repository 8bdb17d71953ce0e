package dev.carillon.journal.store;

import dev.carillon.model.Publication;
import java.time.Instant;

/**
 * A message as it lies in its topic's journal.
 *
 * @param sequence dense within the topic, from 0
 * @param publishedAt in milliseconds
 * @param encodedBytes what it counts against the project's quota
 */
public record JournalRecord(long sequence, Instant publishedAt, int encodedBytes, Publication publication) {}

package dev.carillon.journal.store;

import java.nio.file.Path;

/**
 * A file of a topic's journal that was written to, under whichever name it has by now.
 *
 * @param folder of the topic
 * @param number files of a topic are numbered from 0 in the order of their records
 */
public record TopicFile(Path folder, int number) {}

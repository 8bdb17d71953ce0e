package dev.carillon.journal.store;

import java.nio.file.Path;

/** The folder that holds one topic's journal. */
record TopicFolder(long topicNo, Path path) {}

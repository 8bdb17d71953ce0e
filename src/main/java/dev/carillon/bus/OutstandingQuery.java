package dev.carillon.bus;

import dev.carillon.model.JournalSpan;
import java.util.List;

/**
 * Asks the delivery side what is still waited for of a topic's complete files, because they take much more space than
 * the topic's messages do.
 */
public record OutstandingQuery(long topicNo, List<JournalSpan> files) {
    public OutstandingQuery {
        files = List.copyOf(files);
    }
}

package dev.carillon.bus;

import dev.carillon.model.LiveSpan;
import java.util.List;

/**
 * Answers {@link OutstandingQuery}. Whatever it does not count as waited for is settled in the state log.
 *
 * @param spans one for each file that the delivery side has counted to its end
 */
public record OutstandingReply(long topicNo, List<LiveSpan> spans) {
    public OutstandingReply {
        spans = List.copyOf(spans);
    }
}

package dev.carillon.journal;

import dev.carillon.model.TimeSource;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics whose files could not be seen to because the disk failed. Others are seen to all the same, and these again after a
 * pause: nobody else would note them. Belongs to the shard's thread.
 */
final class FailedTopics {
    static final Duration AGAIN = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(FailedTopics.class);

    private final TimeSource time;

    /** When each failed first since it was last due. */
    private final Map<Long, Long> failedNanos = new LinkedHashMap<>();

    FailedTopics(TimeSource time) {
        this.time = time;
    }

    /** Sees to a topic, and remembers it if that fails. */
    void run(long topicNo, Runnable work) {
        try {
            work.run();
        } catch (UncheckedIOException failure) {
            if (failedNanos.putIfAbsent(topicNo, time.nanoTime()) == null) {
                LOG.atWarn()
                        .addKeyValue("topicNo", topicNo)
                        .addKeyValue("error", String.valueOf(failure.getCause()))
                        .log("a topic's files cannot be seen to; tried again in a minute");
            }
        }
    }

    /** Takes those that are to be seen to again. */
    List<Long> due() {
        long now = time.nanoTime();
        List<Long> due = failedNanos.entrySet().stream()
                .filter(each -> now - each.getValue() >= AGAIN.toNanos())
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(failedNanos::remove);
        return due;
    }

    void forget(long topicNo) {
        failedNanos.remove(topicNo);
    }
}

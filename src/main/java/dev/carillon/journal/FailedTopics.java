package dev.carillon.journal;

import dev.carillon.model.TimeSource;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    private final Set<Long> topicNos = new LinkedHashSet<>();
    private long lastNanos;

    FailedTopics(TimeSource time) {
        this.time = time;
    }

    /** Sees to a topic, and remembers it if that fails. */
    void run(long topicNo, Runnable work) {
        try {
            work.run();
        } catch (UncheckedIOException failure) {
            topicNos.add(topicNo);
            lastNanos = time.nanoTime();
            LOG.atWarn()
                    .addKeyValue("topicNo", topicNo)
                    .addKeyValue("error", String.valueOf(failure.getCause()))
                    .log("a topic's files cannot be seen to; tried again in a minute");
        }
    }

    /** Takes those that are to be seen to again. */
    List<Long> due() {
        if (topicNos.isEmpty() || time.nanoTime() - lastNanos < AGAIN.toNanos()) {
            return List.of();
        }
        List<Long> due = List.copyOf(topicNos);
        topicNos.clear();
        return due;
    }

    void forget(long topicNo) {
        topicNos.remove(topicNo);
    }
}

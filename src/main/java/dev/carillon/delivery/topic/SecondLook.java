package dev.carillon.delivery.topic;

import dev.carillon.delivery.shard.ShardCore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes a topic's lanes after a pause, when its journal could not be read or did not show yet what was announced; one
 * pause at a time. Belongs to the shard's thread.
 */
final class SecondLook {
    private static final Logger LOG = LoggerFactory.getLogger(SecondLook.class);

    /** For a record that was announced and cannot be seen. */
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ShardCore core;
    private final long topicNo;
    private final Runnable wake;
    private boolean isDue;
    private boolean isEnded;

    /** @param wake gives every lane a turn */
    SecondLook(ShardCore core, long topicNo, Runnable wake) {
        this.core = core;
        this.topicNo = topicNo;
        this.wake = wake;
    }

    void soon() {
        after(SOON_NANOS);
    }

    /** Something could not go on, mostly because the journal cannot be read. */
    void afterFailure(Throwable failure) {
        if (!isDue && !isEnded) {
            LOG.atError()
                    .setCause(failure)
                    .addKeyValue("topicNo", topicNo)
                    .log("a topic cannot be delivered at the moment");
            after(AFTER_FAILURE_NANOS);
        }
    }

    /** Nobody is woken any more. */
    void end() {
        isEnded = true;
    }

    private void after(long nanos) {
        if (!isDue) {
            isDue = true;
            var unused = core.timers().after(nanos, this::onDue);
        }
    }

    private void onDue() {
        isDue = false;
        if (!isEnded) {
            wake.run();
            core.turns().run();
        }
    }
}

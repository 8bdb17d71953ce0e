package dev.carillon.app.step;

import dev.carillon.model.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was started so far, so that it can be stopped in the opposite order. Belongs to one thread at a time: that which
 * starts, then that which stops.
 */
public final class StartedParts {
    private static final Logger LOG = LoggerFactory.getLogger(StartedParts.class);

    /** Ends a part, within the time that is left. */
    public interface Stop {
        /** Blocks; throws when the part does not end by itself. */
        void within(Duration left) throws Exception;
    }

    private record Part(String name, Stop stop) {}

    private final TimeSource time;
    private final Deque<Part> parts = new ArrayDeque<>();

    /** Nothing is started yet. */
    public StartedParts(TimeSource time) {
        this.time = time;
    }

    /** Notes a part that has begun, by the name that is logged when it does not end. */
    public void add(String name, Stop stop) {
        parts.push(new Part(name, stop));
    }

    /**
     * Stops everything, even what comes after a part that would not.
     *
     * @return whether every part ended by itself and in time
     */
    public boolean stopAll(Duration grace) {
        long deadline = time.nanoTime() + grace.toNanos();
        boolean isClean = true;
        while (!parts.isEmpty()) {
            isClean &= stop(parts.pop(), Duration.ofNanos(Math.max(0, deadline - time.nanoTime())));
        }
        return isClean;
    }

    private static boolean stop(Part part, Duration left) {
        try {
            part.stop().within(left);
            return true;
        } catch (TimeoutException late) {
            LOG.atWarn()
                    .addKeyValue("part", part.name())
                    .log("went on without a part that did not end within the grace");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            LOG.atError().addKeyValue("part", part.name()).setCause(failure).log("could not stop a part");
        }
        return false;
    }
}

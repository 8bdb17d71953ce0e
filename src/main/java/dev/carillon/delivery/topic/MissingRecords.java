package dev.carillon.delivery.topic;

import dev.carillon.metrics.BrokerMetrics;
import java.util.function.LongToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records that somebody waits for and that are not on disk, though nothing says that they were freed. */
final class MissingRecords {
    private static final Logger LOG = LoggerFactory.getLogger(MissingRecords.class);

    private final long topicNo;
    private long count;
    private long firstSeq;
    private long lastSeq;

    MissingRecords(long topicNo) {
        this.topicNo = topicNo;
    }

    /**
     * Looks at sequences of which there is nothing on disk; in their order.
     *
     * @param waiters how many wait for one
     */
    void count(long fromSeq, long endSeq, LongToIntFunction waiters) {
        for (long sequence = fromSeq; sequence < endSeq; sequence++) {
            if (waiters.applyAsInt(sequence) > 0) {
                firstSeq = count == 0 ? sequence : firstSeq;
                lastSeq = sequence;
                count++;
            }
        }
    }

    /** Says how many there are, if there are any. */
    void report(BrokerMetrics metrics) {
        if (count > 0) {
            metrics.journal().recordsDamaged(count);
            LOG.atError()
                    .addKeyValue("topicNo", topicNo)
                    .addKeyValue("records", count)
                    .addKeyValue("firstSequence", firstSeq)
                    .addKeyValue("lastSequence", lastSeq)
                    .log("records are not on disk any more and are not delivered: a file is missing or damaged"
                            + " (or they were settled in the last second before a power cut)");
        }
    }
}

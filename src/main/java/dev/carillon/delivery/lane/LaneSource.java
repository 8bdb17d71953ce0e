package dev.carillon.delivery.lane;

import dev.carillon.delivery.record.LoadedRecord;
import dev.carillon.model.Topic;
import dev.carillon.push.envelope.SignedNotification;
import io.vertx.core.Future;
import java.util.Optional;

/** Where a lane has its messages from: the topic as they come, or its archive. Belongs to the shard's thread. */
public interface LaneSource {
    Topic topic();

    /** One past the last record that the lane may ask for now. */
    long nextSeq();

    /** A record; empty when it cannot be had yet, and then the lane is woken once it can. */
    Optional<LoadedRecord> load(long sequence);

    /** Whether the lane has nothing to do with a record that it has not tried yet, and passes it over. */
    boolean isPassedOver(long sequence);

    /** Monotonic time from which on a record's retries are counted. */
    long publishedNanos(LoadedRecord loaded);

    /** The signed notification of a loaded record. */
    Future<SignedNotification> notification(LoadedRecord loaded);

    /** The lane has settled a record. */
    void onSettled(long sequence);

    /** The lane could not go on; it gets a turn after a pause. */
    void onFailure(Throwable failure);
}

package dev.carillon.delivery.lane;

import dev.carillon.delivery.endpoint.EndpointHealth;
import dev.carillon.delivery.record.LoadedRecord;
import dev.carillon.delivery.shard.AttemptLog;
import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.push.AttemptOutcome;
import dev.carillon.push.OutgoingMessage;
import dev.carillon.push.envelope.SignedNotification;
import io.vertx.core.AsyncResult;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One lane's attempts under way to one place: its endpoint, or its dead-letter queue. Until an attempt has ended it
 * keeps its record in memory, its shares, and the shard from being drained. Belongs to the shard's thread.
 */
final class Posts {
    private final ShardCore core;
    private final LaneSource topic;
    private final EndpointHealth health;
    private final Runnable ready;
    private int underWay;
    private boolean isEnded;

    /**
     * Has none under way.
     *
     * @param health of the place
     * @param ready puts the lane in line for a turn, after an attempt has ended
     */
    Posts(ShardCore core, LaneSource topic, EndpointHealth health, Runnable ready) {
        this.core = core;
        this.topic = topic;
        this.health = health;
        this.ready = ready;
    }

    int underWay() {
        return underWay;
    }

    /** Nobody is told any more how those under way end. */
    void end() {
        isEnded = true;
    }

    /**
     * Begins an attempt.
     *
     * @param shares of which the record has its part, which is given back
     * @param message makes what is sent of the record's notification
     * @param onOutcome is told once, unless the lane has ended by then
     */
    void send(
            LoadedRecord loaded,
            LaneShares shares,
            Function<SignedNotification, OutgoingMessage> message,
            Consumer<AttemptOutcome> onOutcome) {
        underWay++;
        core.underWay().began();
        core.records().pin(loaded);
        topic.notification(loaded)
                .compose(signed -> core.endpoints().post(message.apply(signed)))
                .onComplete(result -> onEnd(loaded, shares, result, onOutcome));
    }

    private void onEnd(
            LoadedRecord loaded,
            LaneShares shares,
            AsyncResult<AttemptOutcome> result,
            Consumer<AttemptOutcome> onOutcome) {
        underWay--;
        try {
            core.records().unpin(loaded);
            shares.giveBack(loaded.bytes());
            if (!isEnded) {
                onOutcome.accept(result.succeeded() ? result.result() : AttemptLog.broken(result.cause()));
                shares.setHanging(health.isHanging());
            }
        } finally {
            if (!isEnded) {
                ready.run();
            }
            core.underWay().ended();
            core.turns().run();
        }
    }
}

package dev.carillon.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The typed addresses. A topic's traffic goes to its shard ({@code topicNo mod shards}), so that one thread sees all of
 * it in order. Handlers run on the context that registered them.
 *
 * <p>A request fails when the receiver is gone, takes longer than {@link #REQUEST_TIMEOUT}, or fails itself, which is a
 * bug; what a sender is meant to handle comes back as a value. One made for each Vert.x instance; safe on every thread.
 */
public final class BrokerBus {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerBus.class);

    /** Longer than the slowest append that was ever measured (a roll on a busy disk), short enough for a client. */
    static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private static final LocalCodec<Object> CODEC = new LocalCodec<>("carillon-local");
    private static final DeliveryOptions OPTIONS = new DeliveryOptions()
            .setCodecName(CODEC.name())
            .setLocalOnly(true)
            .setSendTimeout(REQUEST_TIMEOUT.toMillis());

    private final EventBus eventBus;
    private final int shards;

    public BrokerBus(Vertx vertx, int shards) {
        this.eventBus = vertx.eventBus();
        this.shards = shards;
        eventBus.registerCodec(CODEC);
    }

    /** How many shards the topics are divided into. */
    public int shards() {
        return shards;
    }

    /** The shard that owns a topic. */
    public int shardOf(long topicNo) {
        return Math.floorMod(topicNo, shards);
    }

    /** How an event loop appends. */
    public AppendSender appendSender() {
        return new AppendSender(this);
    }

    Future<AppendGroupReply> append(int shard, AppendGroup group) {
        return request("journal.append." + shard, group);
    }

    public Future<Void> onAppend(int shard, Function<AppendGroup, Future<AppendGroupReply>> handler) {
        return handle("journal.append.", shard, handler);
    }

    public Future<PinReply> pin(PinTopic pin) {
        return request("journal.pin.", pin.topicNo(), pin);
    }

    public Future<Void> onPin(int shard, Function<PinTopic, Future<PinReply>> handler) {
        return handle("journal.pin.", shard, handler);
    }

    public void unpin(UnpinTopic unpin) {
        send("journal.unpin.", unpin.topicNo(), unpin);
    }

    public Future<Void> onUnpin(int shard, Consumer<UnpinTopic> handler) {
        return listen("journal.unpin." + shard, handler);
    }

    /** Topics of one shard. */
    public void advanced(JournalAdvanced advanced) {
        eventBus.send("delivery.advanced." + advanced.shard(), advanced, OPTIONS);
    }

    public Future<Void> onAdvanced(int shard, Consumer<JournalAdvanced> handler) {
        return listen("delivery.advanced." + shard, handler);
    }

    public void settled(DeliverySettled settled) {
        send("journal.settled.", settled.topicNo(), settled);
    }

    public Future<Void> onSettled(int shard, Consumer<DeliverySettled> handler) {
        return listen("journal.settled." + shard, handler);
    }

    public Future<OutstandingReply> outstanding(OutstandingQuery query) {
        return request("delivery.outstanding.", query.topicNo(), query);
    }

    public Future<Void> onOutstanding(int shard, Function<OutstandingQuery, Future<OutstandingReply>> handler) {
        return handle("delivery.outstanding.", shard, handler);
    }

    public void trimmed(JournalTrimmed trimmed) {
        send("delivery.trimmed.", trimmed.topicNo(), trimmed);
    }

    public Future<Void> onTrimmed(int shard, Consumer<JournalTrimmed> handler) {
        return listen("delivery.trimmed." + shard, handler);
    }

    /** Completes once the shard has counted the topic. */
    public Future<Void> recovered(TopicRecovered recovered) {
        return this.<TopicRecovered, TopicRecovered>request("journal.recovered.", recovered.topicNo(), recovered)
                .mapEmpty();
    }

    public Future<Void> onRecovered(int shard, Function<TopicRecovered, Future<TopicRecovered>> handler) {
        return handle("journal.recovered.", shard, handler);
    }

    /** Tells every listener. */
    public void catalogChanged(CatalogChanged changed) {
        eventBus.publish("catalog.changed", changed, OPTIONS);
    }

    public Future<Void> onCatalogChanged(Consumer<CatalogChanged> handler) {
        return listen("catalog.changed", handler);
    }

    /** Tells every listener. */
    public void catalogLoaded(CatalogLoaded loaded) {
        eventBus.publish("catalog.loaded", loaded, OPTIONS);
    }

    public Future<Void> onCatalogLoaded(Consumer<CatalogLoaded> handler) {
        return listen("catalog.loaded", handler);
    }

    public void confirmation(long topicNo, ConfirmationRequested request) {
        send("delivery.confirmation.", topicNo, request);
    }

    public Future<Void> onConfirmation(int shard, Consumer<ConfirmationRequested> handler) {
        return listen("delivery.confirmation." + shard, handler);
    }

    public void confirmationEnded(ConfirmationEnded ended) {
        eventBus.send("delivery.confirmation-ended", ended, OPTIONS);
    }

    public Future<Void> onConfirmationEnded(Consumer<ConfirmationEnded> handler) {
        return listen("delivery.confirmation-ended", handler);
    }

    /** Fails when the shard has not started or has ended. */
    public Future<FailedDeliveryList> failedDeliveries(ListFailedDeliveries request) {
        return request("delivery.failed.", request.topicNo(), request);
    }

    public Future<Void> onFailedDeliveries(
            int shard, Function<ListFailedDeliveries, Future<FailedDeliveryList>> handler) {
        return handle("delivery.failed.", shard, handler);
    }

    /** Fails when the shard has not started or has ended. */
    public Future<ReplayState> replayState(ReplayQuery query) {
        return request("delivery.replay.", query.topicNo(), query);
    }

    public Future<Void> onReplayQuery(int shard, Function<ReplayQuery, Future<ReplayState>> handler) {
        return handle("delivery.replay.", shard, handler);
    }

    private void send(String address, long topicNo, Object message) {
        eventBus.send(address + shardOf(topicNo), message, OPTIONS);
    }

    private <Q, R> Future<R> request(String address, long topicNo, Q message) {
        return request(address + shardOf(topicNo), message);
    }

    private <Q, R> Future<R> request(String address, Q message) {
        return eventBus.<R>request(address, message, OPTIONS).map(reply -> reply.body());
    }

    private <T> Future<Void> listen(String address, Consumer<T> handler) {
        MessageConsumer<T> consumer = eventBus.localConsumer(address);
        consumer.handler(message -> handler.accept(message.body()));
        return consumer.completion();
    }

    private <Q, R> Future<Void> handle(String address, int shard, Function<Q, Future<R>> handler) {
        MessageConsumer<Q> consumer = eventBus.localConsumer(address + shard);
        consumer.handler(message -> answer(handler, message.body())
                .onSuccess(reply -> message.reply(reply, OPTIONS))
                .onFailure(failure -> message.fail(0, String.valueOf(failure.getMessage()))));
        return consumer.completion();
    }

    /** Whoever asks is told at once, and not after a timeout, also when the handler throws; only here its cause is known. */
    private static <Q, R> Future<R> answer(Function<Q, Future<R>> handler, Q question) {
        try {
            return handler.apply(question);
        } catch (RuntimeException | Error failure) {
            LOG.atError()
                    .setCause(failure)
                    .addKeyValue("question", question.getClass().getSimpleName())
                    .log("a question of another part of the broker could not be answered");
            return Future.failedFuture(failure);
        }
    }
}

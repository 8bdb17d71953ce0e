package dev.carillon.sns.subscription;

import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.PinReply;
import dev.carillon.bus.PinTopic;
import dev.carillon.bus.UnpinTopic;
import dev.carillon.sns.action.Answers;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsFault;
import io.vertx.core.Future;
import java.util.function.LongFunction;

/**
 * Lets a subscription, or its filter policy, start at a sequence. The journal keeps everything from there on while the
 * catalogue is written, so that no message falls between the two: a policy could do without, but asks in the same way.
 */
final class TopicPin {
    private final BrokerBus bus;

    TopicPin(BrokerBus bus) {
        this.bus = bus;
    }

    /** Does the work, given the first sequence that is kept; whatever it comes to, the pin ends. */
    <T> Future<Checked<T>> whilePinned(long topicNo, LongFunction<Future<Checked<T>>> work) {
        return bus.pin(new PinTopic(topicNo))
                .otherwise(silence -> new PinReply.Refused())
                .map(TopicPin::startSeq)
                .compose(start -> Answers.then(
                        start,
                        startSeq -> Future.succeededFuture(startSeq)
                                .compose(work::apply)
                                .onComplete(any -> bus.unpin(new UnpinTopic(topicNo)))));
    }

    private static Checked<Long> startSeq(PinReply reply) {
        return reply.fold(
                Checked::valid,
                () -> Checked.invalid(Lookups.NO_TOPIC),
                () -> Checked.invalid(SnsFault.unavailable(
                        "The service cannot reach the topic's journal at the moment, try again later.")));
    }
}

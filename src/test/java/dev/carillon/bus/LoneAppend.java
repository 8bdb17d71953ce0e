package dev.carillon.bus;

import io.vertx.core.Future;
import java.util.List;

/** An append in a group of its own, to be sent on any thread: an {@link AppendSender} belongs to an event loop. */
public final class LoneAppend {
    private LoneAppend() {}

    public static Future<AppendReply> send(BrokerBus bus, Append append) {
        return bus.append(bus.shardOf(append.topicNo()), new AppendGroup(List.of(append)))
                .map(reply -> reply.replies().get(0));
    }
}

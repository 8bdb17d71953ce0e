package dev.carillon.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends appends to their shards in groups: what an event loop reads from all its connections in one turn is one message
 * to each shard, and one reply, so that a busy broker wakes threads once a group and not once a message. Nothing waits
 * for company: a group goes as soon as the turn ends.
 *
 * <p>Belongs to one event loop. How much it may hold is the caller's business, which counts the appends under way.
 */
public final class AppendSender {
    private final BrokerBus bus;
    private final @Nullable Gathered[] groups;

    AppendSender(BrokerBus bus) {
        this.bus = bus;
        this.groups = new Gathered[bus.shards()];
    }

    /** Has a topic's shard append messages, and brings its reply. To be called on a Vert.x context. */
    public Future<AppendReply> append(Append append) {
        int shard = bus.shardOf(append.topicNo());
        Gathered group = groups[shard];
        if (group == null) {
            Gathered begun = new Gathered();
            group = begun;
            groups[shard] = begun;
            Context turn = Vertx.currentContext();
            turn.runOnContext(end -> send(shard, begun));
        }
        return group.add(append);
    }

    private void send(int shard, Gathered group) {
        groups[shard] = null;
        Future<?> unused = bus.append(shard, new AppendGroup(group.appends))
                .onSuccess(group::answer)
                .onFailure(group::fail);
    }

    private static final class Gathered {
        private final List<Append> appends = new ArrayList<>();
        private final List<Promise<AppendReply>> promises = new ArrayList<>();

        Future<AppendReply> add(Append append) {
            Promise<AppendReply> promise = Promise.promise();
            appends.add(append);
            promises.add(promise);
            return promise.future();
        }

        void answer(AppendGroupReply reply) {
            Iterator<AppendReply> replies = reply.replies().iterator();
            end(promises.iterator(), promise -> promise.complete(replies.next()));
        }

        void fail(Throwable failure) {
            end(promises.iterator(), promise -> promise.fail(failure));
        }

        /** What a caller throws is for the context to report; the next one is told all the same. */
        private static void end(Iterator<Promise<AppendReply>> rest, Consumer<Promise<AppendReply>> step) {
            try {
                while (rest.hasNext()) {
                    step.accept(rest.next());
                }
            } finally {
                if (rest.hasNext()) {
                    end(rest, step);
                }
            }
        }
    }
}

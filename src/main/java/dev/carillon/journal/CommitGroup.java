package dev.carillon.journal;

import dev.carillon.bus.AppendGroupReply;
import dev.carillon.bus.AppendOutcome;
import dev.carillon.bus.AppendReply;
import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.JournalAdvanced;
import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Appends that wait for one commit. What arrives in one go is a group; while the disk makes it durable the shard goes on,
 * and groups that came meanwhile share the next force. They end in their order. Belongs to the shard's thread.
 */
final class CommitGroup {
    private final int shard;
    private final BrokerBus bus;
    private final BrokerMetrics metrics;
    private final TimeSource time;
    private final CommitBuffer commits;
    private final Consumer<Runnable> onShard;

    /** The next sequence of each topic that was written to since the last commit. */
    private Map<Long, Long> written = new LinkedHashMap<>();

    private List<Waiting> waiting = new ArrayList<>();

    /** Ends with the last group that was begun, and so with all before. */
    private Future<Void> last = Future.succeededFuture();

    /**
     * Makes the first group.
     *
     * @param onShard runs something on the shard's thread, from any other
     */
    CommitGroup(int shard, JournalServices services, CommitBuffer commits, Consumer<Runnable> onShard) {
        this.shard = shard;
        this.bus = services.bus();
        this.metrics = services.metrics();
        this.time = services.time();
        this.commits = commits;
        this.onShard = onShard;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Whether so much waits for the disk that nothing should be added. */
    boolean isFull() {
        return commits.isFull();
    }

    /** A topic has to be committed before any reply goes out. */
    void wrote(long topicNo, long nextSeq) {
        written.put(topicNo, nextSeq);
    }

    /** Replies that wait for the commit. */
    Future<AppendGroupReply> reply(List<AppendReply> replies) {
        Promise<AppendGroupReply> promise = Promise.promise();
        waiting.add(new Waiting(replies, promise));
        return promise.future();
    }

    /** Begins to commit what there is; the replies go out, and the delivery side wakes, when it is durable. */
    void commit() {
        Group group = new Group(written, waiting, time.nanoTime());
        if (commits.isEmpty()) {
            if (!group.isEmpty()) {
                begin();
                end(group, true);
            }
            return;
        }
        begin();
        Promise<Void> ended = Promise.promise();
        last = ended.future();
        commits.commit(isDurable -> onShard.accept(() -> {
            end(group, isDurable);
            ended.complete();
        }));
    }

    /** Ends when everything that was committed so far is answered. */
    Future<Void> ended() {
        return last;
    }

    private void begin() {
        written = new LinkedHashMap<>();
        waiting = new ArrayList<>();
    }

    /** What is not durable may be read all the same, so that the delivery side is woken for it, too. */
    private void end(Group group, boolean isDurable) {
        if (!group.written().isEmpty()) {
            metrics.committed(time.nanoTime() - group.fromNanos());
        }
        group.waiting().forEach(each -> each.answer(isDurable));
        if (!group.written().isEmpty()) {
            bus.advanced(new JournalAdvanced(shard, group.written()));
        }
    }

    private record Group(Map<Long, Long> written, List<Waiting> waiting, long fromNanos) {
        boolean isEmpty() {
            return written.isEmpty() && waiting.isEmpty();
        }
    }

    private record Waiting(List<AppendReply> replies, Promise<AppendGroupReply> promise) {
        void answer(boolean isDurable) {
            promise.complete(new AppendGroupReply(
                    isDurable ? replies : replies.stream().map(Waiting::refused).toList()));
        }

        private static AppendReply refused(AppendReply reply) {
            return new AppendReply(
                    reply.outcomes().stream().map(Waiting::refused).toList());
        }

        private static AppendOutcome refused(AppendOutcome outcome) {
            return outcome instanceof AppendOutcome.Stored
                    ? new AppendOutcome.Refused(JournalShard.DISK_FULL)
                    : outcome;
        }
    }
}

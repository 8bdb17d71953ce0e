package dev.carillon.journal;

import dev.carillon.bus.AppendGroupReply;
import dev.carillon.bus.AppendOutcome;
import dev.carillon.bus.AppendOutcome.Reason;
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
    private static final AppendOutcome REFUSED = new AppendOutcome.Refused(Reason.DISK_FULL);

    private final int shard;
    private final BrokerBus bus;
    private final BrokerMetrics metrics;
    private final TimeSource time;
    private final CommitBuffer commits;
    private final Consumer<Runnable> onShard;

    /** The next sequence of each topic that was written to since the last commit. */
    private Map<Long, Long> written = new LinkedHashMap<>();

    private List<Waiting> waiting = new ArrayList<>();

    /** What is done when the messages appended since the last commit turn out not to be durable. */
    private List<Runnable> undone = List.of();

    /** Whether what was answered since the last commit tells of messages of groups before. */
    private boolean tellsOfOthers;

    /** How many groups were not durable. */
    private int failures;

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

    /** Takes back what was noted of a message, should it not be durable. */
    void ifNotDurable(Runnable takeBack) {
        if (undone.isEmpty()) {
            undone = new ArrayList<>();
        }
        undone.add(takeBack);
    }

    /** A message repeats one that may not be durable yet: its reply must not come sooner than that one's. */
    void tellOfOthers() {
        tellsOfOthers = true;
    }

    /** Replies that wait for the commit. */
    Future<AppendGroupReply> reply(List<AppendReply> replies) {
        Promise<AppendGroupReply> promise = Promise.promise();
        waiting.add(new Waiting(replies, failures, promise));
        return promise.future();
    }

    /** Begins to commit what there is; the replies go out, and the delivery side wakes, when it is durable. */
    void commit() {
        Group group = new Group(written, waiting, undone, time.nanoTime());
        if (commits.isEmpty()) {
            if (!group.isEmpty()) {
                Future<Void> before = tellsOfOthers ? last : Future.succeededFuture();
                begin();
                before.onSuccess(ended -> end(group, true));
            }
            return;
        }
        begin();
        Promise<Void> ended = Promise.promise();
        last = ended.future();
        commits.commit(isDurable -> onShard.accept(() -> {
            try {
                end(group, isDurable);
            } finally {
                ended.complete();
            }
        }));
    }

    /** Ends when everything that was committed so far is answered. */
    Future<Void> ended() {
        return last;
    }

    private void begin() {
        written = new LinkedHashMap<>();
        waiting = new ArrayList<>();
        undone = List.of();
        tellsOfOthers = false;
    }

    /** What is not durable may be read all the same, so that the delivery side is woken for it, too. */
    private void end(Group group, boolean isDurable) {
        if (!group.written().isEmpty()) {
            metrics.journal().committed(time.nanoTime() - group.fromNanos());
        }
        if (!isDurable) {
            failures++;
            group.undone().forEach(Runnable::run);
        }
        group.waiting().forEach(each -> each.answer(isDurable, failures));
        if (!group.written().isEmpty()) {
            bus.advanced(new JournalAdvanced(shard, group.written()));
        }
    }

    private record Group(Map<Long, Long> written, List<Waiting> waiting, List<Runnable> undone, long fromNanos) {
        boolean isEmpty() {
            return written.isEmpty() && waiting.isEmpty();
        }
    }

    private record Waiting(List<AppendReply> replies, int failuresBefore, Promise<AppendGroupReply> promise) {
        /** A message that repeats one is as durable as that, which may be of any group before. */
        void answer(boolean isDurable, int failures) {
            if (failures == failuresBefore) {
                promise.complete(new AppendGroupReply(replies));
            } else {
                promise.complete(new AppendGroupReply(replies.stream()
                        .map(reply -> new AppendReply(reply.outcomes().stream()
                                .map(outcome -> isLost(outcome, isDurable) ? REFUSED : outcome)
                                .toList()))
                        .toList()));
            }
        }

        private static boolean isLost(AppendOutcome outcome, boolean isDurable) {
            return outcome instanceof AppendOutcome.Repeated || (!isDurable && outcome instanceof AppendOutcome.Stored);
        }
    }
}

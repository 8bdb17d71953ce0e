package dev.carillon.delivery;

import dev.carillon.delivery.turn.VirtualTimers;
import dev.carillon.push.AttemptOutcome;
import dev.carillon.push.EndpointClient;
import dev.carillon.push.OutgoingMessage;
import dev.carillon.push.QueueMessage;
import dev.carillon.push.WebMessage;
import dev.carillon.testing.VirtualTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Endpoints in virtual time: 204 at once unless told otherwise. A hanging one ends with the attempt's timeout. */
public final class ScriptedEndpoints implements EndpointClient {
    public static final AttemptOutcome OK = new AttemptOutcome.Delivered(204);
    public static final AttemptOutcome UNAVAILABLE = new AttemptOutcome.Retryable(503, "status", Duration.ZERO);
    public static final AttemptOutcome REFUSED = new AttemptOutcome.Retryable(0, "refused", Duration.ZERO);
    public static final AttemptOutcome TIMEOUT = new AttemptOutcome.Retryable(0, "timeout", Duration.ZERO);
    public static final AttemptOutcome NOT_FOUND = new AttemptOutcome.Permanent(404, "status");

    private final VirtualTime time;
    private final VirtualTimers timers;
    private final Duration timeout;
    private final List<Post> posts = new ArrayList<>();
    private final Map<String, Function<Post, AttemptOutcome>> scripts = new HashMap<>();
    private final Set<String> hanging = new HashSet<>();
    private final List<Promise<AttemptOutcome>> open = new ArrayList<>();
    private long bytesOpen;
    private long mostBytesOpen;
    private int mostOpen;

    ScriptedEndpoints(VirtualTime time, VirtualTimers timers, Duration timeout) {
        this.time = time;
        this.timers = timers;
        this.timeout = timeout;
    }

    /**
     * One attempt.
     *
     * @param at since the start of the test
     * @param attributes of a queue's message; of any other its headers
     */
    public record Post(String endpoint, String body, Duration at, Map<String, String> attributes) {}

    /** Answers an endpoint's messages from now on. */
    public void answer(String endpoint, AttemptOutcome outcome) {
        answer(endpoint, post -> outcome);
    }

    public void answer(String endpoint, Function<Post, AttemptOutcome> script) {
        hanging.remove(endpoint);
        scripts.put(endpoint, script);
    }

    public void hang(String endpoint) {
        hanging.add(endpoint);
    }

    /** Ends the attempts under way, oldest first. */
    public void endOpen(AttemptOutcome outcome) {
        List<Promise<AttemptOutcome>> ended = List.copyOf(open);
        ended.forEach(promise -> promise.tryComplete(outcome));
    }

    public int open() {
        return open.size();
    }

    int mostOpen() {
        return mostOpen;
    }

    long mostBytesOpen() {
        return mostBytesOpen;
    }

    public List<Post> posts() {
        return List.copyOf(posts);
    }

    public List<Post> posts(String endpoint) {
        return posts.stream().filter(post -> post.endpoint.equals(endpoint)).toList();
    }

    public List<String> bodies(String endpoint) {
        return posts(endpoint).stream().map(Post::body).toList();
    }

    public List<Duration> times(String endpoint) {
        return posts(endpoint).stream().map(Post::at).toList();
    }

    @Override
    public Future<AttemptOutcome> post(OutgoingMessage message) {
        Post post = new Post(
                message.endpoint(), message.body().toString(), Duration.ofNanos(time.nanoTime()), attributes(message));
        posts.add(post);
        if (!hanging.contains(post.endpoint)) {
            return Future.succeededFuture(
                    scripts.getOrDefault(post.endpoint, any -> OK).apply(post));
        }
        Promise<AttemptOutcome> promise = Promise.promise();
        open.add(promise);
        bytesOpen += message.body().length();
        mostBytesOpen = Math.max(mostBytesOpen, bytesOpen);
        mostOpen = Math.max(mostOpen, open.size());
        var unused = timers.after(timeout.toNanos(), () -> promise.tryComplete(TIMEOUT));
        return promise.future().andThen(ended -> {
            open.remove(promise);
            bytesOpen -= message.body().length();
        });
    }

    private static Map<String, String> attributes(OutgoingMessage message) {
        Map<String, String> attributes = new HashMap<>();
        if (message instanceof QueueMessage queued) {
            queued.attributes().forEach(each -> attributes.put(each.name(), each.value()));
        } else if (message instanceof WebMessage web) {
            web.headers().forEach(attributes::put);
        }
        return attributes;
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}

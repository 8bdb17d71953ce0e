package dev.carillon.crash.soak;

import dev.carillon.testing.SignedCalls;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Publishes of one project, with keys that come and go. Safe on every thread. */
final class PublishCalls {
    /** What came of a call. */
    enum Answer {
        TAKEN,
        /** Nothing was taken. */
        REFUSED,
        UNKNOWN
    }

    private static final Pattern CODE = Pattern.compile("<Code>(\\w+)</Code>");
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PAUSE_WHEN_REFUSED = Duration.ofMillis(50);
    /** A topic that is gone, keys that are, and a full quota; while it stops, the broker does not say what it took. */
    private static final Set<String> REFUSALS = Set.of("NotFound", "AccessDeniedException", "Throttled");

    private static final String DRAINING = "ServiceUnavailable";

    private final HttpClient http;
    private final Lock underWay;
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private volatile SignedCalls calls;

    /**
     * @param underWay held while a request is under way
     */
    PublishCalls(HttpClient http, Lock underWay, SignedCalls calls) {
        this.http = http;
        this.underWay = underWay;
        this.calls = calls;
    }

    void use(SignedCalls others) {
        calls = others;
    }

    /** How often each code was answered. */
    Map<String, Integer> refusals() {
        return new TreeMap<>(refusals);
    }

    /** Codes that no publisher of the soak should ever get. */
    Set<String> surprises() {
        Set<String> codes = new TreeSet<>(refusals.keySet());
        codes.removeAll(REFUSALS);
        codes.remove(DRAINING);
        return codes;
    }

    Answer publish(String topicArn, Numbered message, boolean isFifo) {
        Map<String, String> parameters = new TreeMap<>(message.parameters(isFifo));
        parameters.put("TopicArn", topicArn);
        return call("Publish", parameters);
    }

    /** The answer is that of all. */
    Answer publish(String topicArn, List<Numbered> messages) {
        Map<String, String> parameters = new TreeMap<>(Map.of("TopicArn", topicArn));
        for (int i = 0; i < messages.size(); i++) {
            String entry = "PublishBatchRequestEntries.member." + (i + 1) + ".";
            parameters.put(entry + "Id", Integer.toString(i));
            messages.get(i).parameters(false).forEach((name, value) -> parameters.put(entry + name, value));
        }
        return call("PublishBatch", parameters);
    }

    private Answer call(String action, Map<String, String> parameters) {
        parameters.put("Action", action);
        parameters.put("Version", "2010-03-31");
        underWay.lock();
        try {
            HttpResponse<String> reply = http.sendAsync(calls.request(parameters), HttpResponse.BodyHandlers.ofString())
                    .orTimeout(REQUEST_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                    .join();
            return answer(reply);
        } catch (RuntimeException brokerAway) {
            LockSupport.parkNanos(PAUSE_WHEN_REFUSED.toNanos());
            return Answer.UNKNOWN;
        } finally {
            underWay.unlock();
        }
    }

    /** A batch of which a part was refused counts as unknown. */
    private Answer answer(HttpResponse<String> reply) {
        List<String> codes = codes(reply.body());
        if (reply.statusCode() == 200 && codes.isEmpty()) {
            return Answer.TAKEN;
        }
        codes.forEach(code -> refusals.merge(code, 1, Integer::sum));
        LockSupport.parkNanos(PAUSE_WHEN_REFUSED.toNanos());
        boolean isRefusal = reply.statusCode() != 200 && !codes.isEmpty() && REFUSALS.containsAll(codes);
        return isRefusal ? Answer.REFUSED : Answer.UNKNOWN;
    }

    private static List<String> codes(String body) {
        List<String> codes = new ArrayList<>();
        for (Matcher code = CODE.matcher(body); code.find(); ) {
            codes.add(code.group(1));
        }
        return codes;
    }
}

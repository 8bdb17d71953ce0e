package dev.carillon.crash.soak;

import java.util.ArrayList;
import java.util.List;

/** One subscription as its owner knows it, from Subscribe or its confirmation to its end, and what arrived at it. */
final class SubscriptionBook {
    private record Arrival(Numbered message, String path, boolean isRaw, long at) {}

    private final Arrivals arrivals = new Arrivals();
    private final List<String> strays = new ArrayList<>();

    /** Came before its owner knew its ARN. */
    private final List<Arrival> early = new ArrayList<>();

    private int topic = -1;
    private String path = "";
    private Setting<Filter> filter = new Setting<>(Filter.NONE);
    private Setting<Boolean> raw = new Setting<>(false);
    private long openingAt = Long.MAX_VALUE;
    private long openAt = Long.MAX_VALUE;
    private long dueUntil = Long.MIN_VALUE;
    private long closedAt = Long.MAX_VALUE;

    /** It is there from between the two times on. */
    synchronized void open(
            int ofTopic, String atPath, Filter firstFilter, boolean isRaw, long askedAt, long answeredAt) {
        topic = ofTopic;
        path = atPath;
        filter = new Setting<>(firstFilter);
        raw = new Setting<>(isRaw);
        openingAt = askedAt;
        openAt = answeredAt;
        early.forEach(each -> arrived(each.message(), each.path(), each.isRaw(), each.at()));
        early.clear();
    }

    /** What was acknowledged by then has to arrive. */
    synchronized void dueUntil(long at) {
        dueUntil = at;
    }

    /** Its end was answered: what is sent from now on must not arrive. */
    synchronized void close(long at) {
        closedAt = at;
    }

    synchronized void arrived(Numbered message, String atPath, boolean isRaw, long at) {
        if (topic < 0) {
            early.add(new Arrival(message, atPath, isRaw, at));
        } else if (message.topic() != topic || !atPath.equals(path)) {
            strays.add(message + " at " + atPath);
        } else {
            arrivals.add(message.number(), at, isRaw);
        }
    }

    /** What is of another topic or came to another endpoint, or to a subscription that nobody made. */
    synchronized List<String> strays() {
        List<String> all = new ArrayList<>(strays);
        early.forEach(each -> all.add(each.message() + " at " + each.path() + " of an unknown subscription"));
        return all;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /** Less than 0 as long as nobody knows it. */
    synchronized int topic() {
        return topic;
    }

    synchronized Setting<Filter> filter() {
        return filter;
    }

    synchronized Setting<Boolean> raw() {
        return raw;
    }

    synchronized long openingAt() {
        return openingAt;
    }

    synchronized long openAt() {
        return openAt;
    }

    synchronized long dueUntil() {
        return dueUntil;
    }

    synchronized long closedAt() {
        return closedAt;
    }

    synchronized boolean isClosed() {
        return closedAt != Long.MAX_VALUE;
    }
}

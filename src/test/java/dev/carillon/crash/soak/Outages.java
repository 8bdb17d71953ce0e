package dev.carillon.crash.soak;

import java.util.ArrayList;
import java.util.List;

/** The times in which no broker ran, each from before its end was asked for until it was ready again. */
final class Outages {
    private record Outage(boolean isKill, long from, long until) {}

    private final List<Outage> all = new ArrayList<>();

    synchronized void begin(boolean isKill, long at) {
        all.add(new Outage(isKill, at, Long.MAX_VALUE));
    }

    synchronized void end(long at) {
        Outage last = all.remove(all.size() - 1);
        all.add(new Outage(last.isKill(), last.from(), at));
    }

    /** How many kills there were in a time, at its edges too. */
    synchronized long kills(long from, long until) {
        return all.stream()
                .filter(each -> each.isKill() && each.from() <= until && each.until() >= from)
                .count();
    }

    /** Whether the broker was started again in a time, at its edges too, however it had ended. */
    synchronized boolean any(long from, long until) {
        return all.stream().anyMatch(each -> each.from() <= until && each.until() >= from);
    }
}

package dev.carillon.crash.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a setting of a subscription was over time; while a change is under way, it may be either. */
final class Setting<T> {
    /** In force from between the two times on. */
    private record Change<T>(T value, long sentAt, long answeredAt) {}

    private final List<Change<T>> changes = new ArrayList<>();

    Setting(T first) {
        changes.add(new Change<>(first, Long.MIN_VALUE, Long.MIN_VALUE));
    }

    /** Another value is asked for. */
    void changing(T value, long at) {
        changes.add(new Change<>(value, at, Long.MAX_VALUE));
    }

    /** It was answered. Nothing, where no change is under way. */
    void changed(long at) {
        Change<T> last = changes.remove(changes.size() - 1);
        changes.add(last.answeredAt() == Long.MAX_VALUE ? new Change<>(last.value(), last.sentAt(), at) : last);
    }

    /** What it was all the time between the two, if that is known. */
    Optional<T> over(long from, long to) {
        Optional<T> last = Optional.empty();
        for (Change<T> each : changes) {
            if (each.answeredAt() < from) {
                last = Optional.of(each.value());
            } else if (each.sentAt() <= to) {
                return Optional.empty();
            }
        }
        return last;
    }

    /** Whether it may have been this at any time between the two. */
    boolean mayBe(T value, long from, long to) {
        for (int i = 0; i < changes.size(); i++) {
            long end = i + 1 < changes.size() ? changes.get(i + 1).answeredAt() : Long.MAX_VALUE;
            if (changes.get(i).value().equals(value) && changes.get(i).sentAt() <= to && end >= from) {
                return true;
            }
        }
        return false;
    }

    /** Whether a change after the first time may have been known before the second. */
    boolean isChangedBetween(long after, long before) {
        return changes.stream().anyMatch(each -> each.answeredAt() > after && each.sentAt() < before);
    }
}

package dev.carillon.crash.soak;

import dev.carillon.crash.Ledger;
import dev.carillon.crash.soak.TopicBook.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Compares what arrived at a subscription with what was published. Where what happened first cannot be told by who sent
 * and who was answered, either is right:
 *
 * <pre>
 *   Subscribe sent | answered                               Unsubscribe sent | answered
 *   must not       | may       must, if its filter takes it                  | may       | must not arrive
 * </pre>
 *
 * What waits at the end of a subscription is not delivered any more, so that only what was acknowledged by {@link
 * SubscriptionBook#dueUntil} has to.
 */
final class Judge {
    /** An attempt that was under way at the end of its subscription is over by then. */
    private static final long LONGEST_ATTEMPT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final List<TopicBook> topics;
    private final Outages outages;

    Judge(List<TopicBook> topics, Outages outages) {
        this.topics = topics;
        this.outages = outages;
    }

    /** How many messages have yet to arrive, and some of them. */
    String missing(String name, SubscriptionBook book) {
        Verdict verdict = new Verdict();
        judge(name, book, verdict);
        return verdict.fault(Fault.MISSING);
    }

    /** Adds what is wrong with one subscription. */
    void judge(String name, SubscriptionBook book, Verdict verdict) {
        book.strays().forEach(stray -> verdict.add(Fault.STRAY, name + " " + stray));
        if (book.topic() >= 0) {
            new Hearing(name, book, topics.get(book.topic()), verdict).judge();
        }
    }

    /** Of one subscription. */
    private final class Hearing {
        private final String name;
        private final SubscriptionBook book;
        private final TopicBook topic;
        private final Verdict verdict;
        private final long[] arrivedAt;
        private final int[] lastOfGroup = new int[Numbered.GROUPS];
        private long repeated;

        Hearing(String name, SubscriptionBook book, TopicBook topic, Verdict verdict) {
            this.name = name;
            this.book = book;
            this.topic = topic;
            this.verdict = verdict;
            arrivedAt = new long[topic.end()];
            Arrays.fill(lastOfGroup, -1);
        }

        void judge() {
            book.arrivals().forEach(this::onArrival);
            long most = outages.kills(book.openingAt(), Long.MAX_VALUE) * Ledger.MOST_REPEATED_A_CRASH_AND_LANE;
            if (repeated > most) {
                verdict.add(Fault.OFTEN_REPEATED, name + ": " + repeated + " of " + most);
            }
            for (int number = 0; number < arrivedAt.length; number++) {
                if (arrivedAt[number] == 0 && isDue(number)) {
                    add(Fault.MISSING, number, 0);
                }
            }
        }

        private boolean isDue(int number) {
            return topic.outcome(number) == Outcome.ACKNOWLEDGED
                    && topic.sentAt(number) > book.openAt()
                    && topic.publishedBy(number) < book.dueUntil()
                    && filter(number)
                            .map(filter -> filter.takes(message(number)))
                            .orElse(false);
        }

        private void onArrival(int number, long at, boolean isRaw) {
            if (number >= arrivedAt.length || topic.outcome(number) == Outcome.UNSENT) {
                add(Fault.PHANTOM, number, at);
                return;
            }
            boolean isFirst = arrivedAt[number] == 0;
            verdict.arrived(!isFirst);
            if (isFirst) {
                arrivedAt[number] = at;
                onFirst(number, at);
            } else {
                repeated++;
                if (outages.kills(arrivedAt[number], at) == 0) {
                    add(Fault.REPEATED, number, at);
                }
            }
            if (at > book.closedAt() && at - book.closedAt() > LONGEST_ATTEMPT_NANOS) {
                add(Fault.AFTER_THE_END, number, at);
            }
            if (!book.raw().mayBe(isRaw, topic.sentAt(number), at)) {
                add(Fault.FORM, number, at);
            }
        }

        private void onFirst(int number, long at) {
            if (topic.outcome(number) == Outcome.REFUSED) {
                add(Fault.REFUSED, number, at);
            }
            if (topic.publishedBy(number) < book.openingAt()) {
                add(Fault.EARLY, number, at);
            }
            if (topic.sentAt(number) > book.closedAt()) {
                add(Fault.LATE, number, at);
            }
            if (!filter(number).map(filter -> filter.takes(message(number))).orElse(true)
                    && !mayBeForgotten(number, at)) {
                add(Fault.UNWANTED, number, at);
            }
            if (topic.isFifo()) {
                int group = message(number).group();
                if (number < lastOfGroup[group]) {
                    add(Fault.DISORDERED, number, at);
                }
                lastOfGroup[group] = Math.max(lastOfGroup[group], number);
            }
        }

        /** The policy that held for it, where that is known. */
        private Optional<Filter> filter(int number) {
            return book.filter().over(topic.sentAt(number), topic.publishedBy(number));
        }

        /**
         * What was published before a change of the policy, and was not met before the broker ended, goes to the subscription:
         * by docs/contract.md it is not lost to who was to get it, and of a policy of before nothing is known after a start.
         */
        private boolean mayBeForgotten(int number, long at) {
            return outages.any(topic.publishedBy(number), at)
                    && book.filter().isChangedBetween(topic.publishedBy(number), at);
        }

        private Numbered message(int number) {
            return new Numbered(topic.topic(), number);
        }

        private void add(Fault fault, int number, long at) {
            verdict.add(
                    fault,
                    name + ": " + topic.topic() + "-" + number
                            + (number < arrivedAt.length
                                    ? " " + topic.outcome(number) + " sent " + millis(topic.sentAt(number)) + " by "
                                            + millis(topic.publishedBy(number)) + " first "
                                            + millis(arrivedAt[number])
                                    : "")
                            + " at " + millis(at) + ", there " + millis(book.openingAt()) + " "
                            + millis(book.openAt()) + " to " + millis(book.dueUntil()) + " "
                            + millis(book.closedAt()));
        }

        private static long millis(long nanos) {
            return TimeUnit.NANOSECONDS.toMillis(nanos);
        }
    }
}

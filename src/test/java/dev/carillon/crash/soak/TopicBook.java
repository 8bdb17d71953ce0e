package dev.carillon.crash.soak;

import java.util.Arrays;

/** What was published to one ARN, whatever topics it was the ARN of: when each number was sent and what came of it. */
final class TopicBook {
    /** What a publisher knows of a message. */
    enum Outcome {
        UNSENT,
        /** It may have been taken, or may be yet. */
        UNKNOWN,
        ACKNOWLEDGED,
        REFUSED
    }

    private final int topic;
    private final boolean isFifo;
    private long[] sentAt = new long[0];
    private long[] acknowledgedAt = new long[0];
    private Outcome[] outcomes = new Outcome[0];
    private int next;
    private int tried;
    private int acknowledged;

    TopicBook(int topic, boolean isFifo) {
        this.topic = topic;
        this.isFifo = isFifo;
    }

    int topic() {
        return topic;
    }

    boolean isFifo() {
        return isFifo;
    }

    /** A message that nobody has sent. */
    synchronized Numbered next() {
        return new Numbered(topic, next++);
    }

    /** To be called before it is sent. */
    synchronized void sent(int number, long at) {
        if (number >= sentAt.length) {
            int length = Math.max(number + 1, 2 * sentAt.length);
            sentAt = Arrays.copyOf(sentAt, length);
            acknowledgedAt = Arrays.copyOf(acknowledgedAt, length);
            int known = outcomes.length;
            outcomes = Arrays.copyOf(outcomes, length);
            Arrays.fill(outcomes, known, length, Outcome.UNSENT);
        }
        if (outcome(number) == Outcome.UNSENT) {
            sentAt[number] = at;
            outcomes[number] = Outcome.UNKNOWN;
            tried++;
        }
        next = Math.max(next, number + 1);
    }

    /** To be called when the answer is there. */
    synchronized void acknowledged(int number, long at) {
        acknowledgedAt[number] = at;
        outcomes[number] = Outcome.ACKNOWLEDGED;
        acknowledged++;
    }

    synchronized void refused(int number) {
        outcomes[number] = Outcome.REFUSED;
    }

    /** One past the highest number that was sent. */
    synchronized int end() {
        return next;
    }

    synchronized long tried() {
        return tried;
    }

    synchronized long acknowledged() {
        return acknowledged;
    }

    synchronized Outcome outcome(int number) {
        return number < outcomes.length ? outcomes[number] : Outcome.UNSENT;
    }

    synchronized long sentAt(int number) {
        return sentAt[number];
    }

    /** By when it was published; what was never answered may have been at any time since it was sent. */
    synchronized long publishedBy(int number) {
        return outcome(number) == Outcome.ACKNOWLEDGED ? acknowledgedAt[number] : Long.MAX_VALUE;
    }
}

package dev.carillon.crash.soak;

import dev.carillon.crash.soak.PublishCalls.Answer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Threads that publish without a pause until they are stopped, whatever is answered. */
final class Publishers {
    private static final int A_BATCH = 10;
    /** Every so-manieth call to a standard topic is a batch. */
    private static final int CALLS_A_BATCH = 16;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean isRunning = true;

    /**
     * A topic to publish to.
     *
     * @param arn of whatever topic has that name at the moment
     */
    record Target(TopicBook book, String arn) {}

    /** Two threads for all standard topics, and one for each group of each FIFO topic. */
    void start(PublishCalls calls, List<Target> targets) {
        List<Target> standard =
                targets.stream().filter(each -> !each.book().isFifo()).toList();
        threads.execute(() -> publishAll(calls, standard));
        threads.execute(() -> publishAll(calls, standard));
        for (Target fifo : targets) {
            for (int group = 0; fifo.book().isFifo() && group < Numbered.GROUPS; group++) {
                int first = group;
                threads.execute(() -> publishInOrder(calls, fifo, first));
            }
        }
    }

    /** Whether all have ended. */
    boolean stop() throws InterruptedException {
        isRunning = false;
        threads.shutdown();
        return threads.awaitTermination(1, TimeUnit.MINUTES);
    }

    private void publishAll(PublishCalls calls, List<Target> topics) {
        for (int turn = 0; isRunning; turn++) {
            Target topic = topics.get(turn % topics.size());
            int count = turn % CALLS_A_BATCH == 0 ? A_BATCH : 1;
            List<Numbered> messages =
                    Stream.generate(topic.book()::next).limit(count).toList();
            messages.forEach(each -> topic.book().sent(each.number(), System.nanoTime()));
            Answer answer = count == 1
                    ? calls.publish(topic.arn(), messages.get(0), false)
                    : calls.publish(topic.arn(), messages);
            messages.forEach(each -> note(topic.book(), each, answer));
        }
    }

    /** A message of which nobody knows whether it was taken is sent again, so that none comes before it. */
    private void publishInOrder(PublishCalls calls, Target topic, int first) {
        for (int number = first; isRunning; number += Numbered.GROUPS) {
            Numbered message = new Numbered(topic.book().topic(), number);
            topic.book().sent(number, System.nanoTime());
            Answer answer = calls.publish(topic.arn(), message, true);
            boolean wasUnknown = answer == Answer.UNKNOWN;
            while (answer == Answer.UNKNOWN && isRunning) {
                answer = calls.publish(topic.arn(), message, true);
            }
            note(topic.book(), message, wasUnknown && answer == Answer.REFUSED ? Answer.UNKNOWN : answer);
        }
    }

    private static void note(TopicBook book, Numbered message, Answer answer) {
        switch (answer) {
            case TAKEN -> book.acknowledged(message.number(), System.nanoTime());
            case REFUSED -> book.refused(message.number());
            case UNKNOWN -> {
                // It stays so.
            }
        }
    }
}

package dev.carillon.sns.subscription;

import dev.carillon.model.QueueArn;
import dev.carillon.model.TopicArn;
import java.util.Optional;

/**
 * Which queues a topic's messages may go to. The keys to the queue services are the broker's, so that it is here that one
 * project is kept from writing into another's queues.
 */
final class QueueRules {
    private static final String PROJECT = "project-";

    private QueueRules() {}

    /** A queue that the topic's project may name; empty for anything else. */
    static Optional<QueueArn> queue(String arn, TopicArn topic) {
        return QueueArn.parse(arn).filter(queue -> isWithinReach(queue, topic));
    }

    /** A project's queues are its own; accounts that are no projects are the queue service's, and the operator's, affair. */
    private static boolean isWithinReach(QueueArn queue, TopicArn topic) {
        if (queue.account().startsWith(PROJECT)) {
            return queue.account().equals(topic.scope().project().owner())
                    && (queue.partition().equals(topic.partition())
                            || queue.partition().equals("aws"));
        }
        return queue.partition().equals("aws");
    }
}

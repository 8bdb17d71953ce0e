package dev.carillon.push.sqs;

import dev.carillon.push.AttemptOutcome;
import dev.carillon.push.QueueMessage;
import io.vertx.core.Promise;

/** A message that is to be sent, and who wants to know what became of it. */
record Waiting(QueueMessage message, Promise<AttemptOutcome> outcome) {
    String queueArn() {
        return message.endpoint();
    }
}

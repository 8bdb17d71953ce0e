package dev.carillon.push.sqs;

import dev.carillon.push.AttemptOutcome;
import io.vertx.core.Future;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Sends messages to one queue in one request, and tells each message's sender how it ended. Belongs to one loop.
 *
 * <p>Some services refuse a whole batch for one bad message. Since nobody may lose a message to another's fault, its
 * messages are then sent one by one.
 */
final class BatchAttempts {
    private final SqsAsyncClient client;
    private final QueueUrls urls;
    private final Calls calls;

    BatchAttempts(SqsAsyncClient client, QueueUrls urls, Calls calls) {
        this.client = client;
        this.urls = urls;
        this.calls = calls;
    }

    void send(List<Waiting> batch) {
        String arn = batch.get(0).queueArn();
        // What is thrown on the way is this batch's failure, and nobody else's.
        Future.succeededFuture(arn)
                .compose(urls::of)
                .compose(url -> batch.size() == 1 ? one(url, batch.get(0)) : several(url, batch))
                .onFailure(failure -> onFailure(batch, QueueOutcomes.of(failure)));
    }

    private Future<Void> one(String url, Waiting waiting) {
        return calls.of(client.sendMessage(QueueRequests.one(url, waiting.message())))
                .map(sent -> {
                    end(waiting, QueueOutcomes.DELIVERED);
                    return null;
                });
    }

    private Future<Void> several(String url, List<Waiting> batch) {
        return calls.of(client.sendMessageBatch(QueueRequests.several(url, batch)))
                .map(answer -> {
                    onAnswer(batch, answer);
                    return null;
                });
    }

    private static void onAnswer(List<Waiting> batch, SendMessageBatchResponse answer) {
        answer.successful().forEach(sent -> end(batch.get(Integer.parseInt(sent.id())), QueueOutcomes.DELIVERED));
        answer.failed().forEach(failed -> end(batch.get(Integer.parseInt(failed.id())), QueueOutcomes.of(failed)));
        // Of what the service says nothing, nothing is known.
        batch.forEach(each -> end(each, QueueOutcomes.UNKNOWN));
    }

    private void onFailure(List<Waiting> batch, AttemptOutcome outcome) {
        boolean isPermanent = outcome instanceof AttemptOutcome.Permanent;
        if (isPermanent && ((AttemptOutcome.Permanent) outcome).error().equals(QueueOutcomes.NO_QUEUE)) {
            urls.forget(batch.get(0).queueArn());
        } else if (isPermanent && batch.size() > 1) {
            batch.forEach(each -> send(List.of(each)));
            return;
        }
        batch.forEach(each -> end(each, outcome));
    }

    private static void end(Waiting waiting, AttemptOutcome outcome) {
        boolean unused = waiting.outcome().tryComplete(outcome);
    }
}

package dev.carillon.push.sqs;

import dev.carillon.model.QueueArn;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The URLs by which a service knows its queues, each asked for once and forgotten when it fails. Belongs to one loop. */
final class QueueUrls {
    private static final int MOST = 1_024;
    private static final int CLIENT_ERROR = 400;

    /** As Scaleway's URLs have it. */
    private static final Pattern PROJECT = Pattern.compile("/(project-[^/]+)/");

    private final SqsAsyncClient client;
    private final Calls calls;
    private final Map<String, Future<String>> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Future<String>> eldest) {
            return size() > MOST;
        }
    };

    QueueUrls(SqsAsyncClient client, Calls calls) {
        this.client = client;
        this.calls = calls;
    }

    Future<String> of(String arn) {
        Future<String> url = known.get(arn);
        if (url == null || url.failed()) {
            url = ask(arn);
            known.put(arn, url);
        }
        return url;
    }

    /** The queue is not there any more; another may come by its name. */
    void forget(String arn) {
        known.remove(arn);
    }

    /**
     * Whether a URL does not name another project's queue. Services may take a queue's owner for the owner of the keys, and
     * then one project would write into another's queue.
     */
    static boolean mayBe(String url, QueueArn queue) {
        Matcher project = PROJECT.matcher(url);
        return !project.find() || project.group(1).equals(queue.account());
    }

    private Future<String> ask(String arn) {
        Optional<QueueArn> queue = QueueArn.parse(arn);
        if (queue.isEmpty()) {
            return Future.failedFuture(new IllegalArgumentException("not a queue's ARN"));
        }
        return calls.of(client.getQueueUrl(
                        request -> request.queueName(queue.get().name())
                                .queueOwnerAWSAccountId(queue.get().account())))
                .map(GetQueueUrlResponse::queueUrl)
                .compose(url -> mayBe(url, queue.get())
                        ? Future.succeededFuture(url)
                        : Future.failedFuture(QueueDoesNotExistException.builder()
                                .statusCode(CLIENT_ERROR)
                                .awsErrorDetails(AwsErrorDetails.builder()
                                        .errorCode("QueueDoesNotExist")
                                        .build())
                                .build()));
    }
}

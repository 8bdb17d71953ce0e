package dev.carillon.testing;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A real queue service (ElasticMQ) on loopback, whose queues live as long as it runs. */
public final class QueueServer implements AutoCloseable {
    private static final String ACCOUNT = "000000000000";

    private final int port = FreePort.any();
    private final SqsClient client = SqsClient.builder()
            .endpointOverride(URI.create(url()))
            .region(Region.of("elasticmq"))
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x")))
            .build();
    private @Nullable SQSRestServer server;

    private QueueServer() {}

    public static QueueServer start() {
        QueueServer made = new QueueServer();
        made.open();
        return made;
    }

    /** Starts again, without the queues of before. */
    public void open() {
        SQSRestServer started = SQSRestServerBuilder.withInterface("127.0.0.1")
                .withPort(port)
                .withServerAddress(new NodeAddress("http", "127.0.0.1", port, ""))
                .start();
        var unused = started.waitUntilStarted();
        server = started;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public static String arn(String queue) {
        return "arn:aws:sqs:elasticmq:" + ACCOUNT + ":" + queue;
    }

    /** Makes a queue and gives its ARN. */
    public String create(String queue) {
        var unused = client.createQueue(request -> request.queueName(queue));
        return arn(queue);
    }

    /** Makes a FIFO queue, whose name must end as theirs do, and gives its ARN. */
    public String createFifo(String queue) {
        var unused = client.createQueue(
                request -> request.queueName(queue).attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")));
        return arn(queue);
    }

    public void delete(String queue) {
        var unused = client.deleteQueue(request -> request.queueUrl(queueUrl(queue)));
    }

    /** Takes all that is in a queue now. */
    public List<Message> take(String queue) {
        List<Message> taken = new ArrayList<>();
        List<Message> some = receive(queue);
        while (!some.isEmpty()) {
            taken.addAll(some);
            some = receive(queue);
        }
        return taken;
    }

    /** Stops; who connects is refused. */
    public void stop() {
        SQSRestServer running = server;
        if (running != null) {
            var unused = running.stopAndWait();
            server = null;
        }
    }

    @Override
    public void close() {
        client.close();
        stop();
    }

    private List<Message> receive(String queue) {
        String url = queueUrl(queue);
        List<Message> some = client.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
        some.forEach(each -> {
            var unused = client.deleteMessage(request -> request.queueUrl(url).receiptHandle(each.receiptHandle()));
        });
        return some;
    }

    private String queueUrl(String queue) {
        return client.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }
}

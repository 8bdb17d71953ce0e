package dev.carillon.push.sqs;

import dev.carillon.model.MessageAttribute;
import dev.carillon.push.QueueMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts messages for the same queue together, in their order, as many as one request may hold (SQS API reference,
 * {@code SendMessageBatch}: ten; together no more than any SQS-compatible service takes as one message).
 */
final class Batches {
    private static final int MOST_MESSAGES = 10;
    private static final int MOST_BYTES = 262_144;

    private Batches() {}

    static List<List<Waiting>> of(List<Waiting> all) {
        Map<String, List<Waiting>> byQueue = new LinkedHashMap<>();
        all.forEach(each -> byQueue.computeIfAbsent(each.queueArn(), arn -> new ArrayList<>())
                .add(each));
        List<List<Waiting>> batches = new ArrayList<>();
        byQueue.values().forEach(queued -> split(queued, batches));
        return batches;
    }

    private static void split(List<Waiting> queued, List<List<Waiting>> batches) {
        List<Waiting> batch = new ArrayList<>();
        int bytes = 0;
        for (Waiting each : queued) {
            int more = bytes(each.message());
            if (!batch.isEmpty() && (batch.size() == MOST_MESSAGES || bytes + more > MOST_BYTES)) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(each);
            bytes += more;
        }
        batches.add(batch);
    }

    private static int bytes(QueueMessage message) {
        int bytes = message.body().length();
        for (MessageAttribute attribute : message.attributes()) {
            bytes += attribute.name().length()
                    + attribute.dataType().length()
                    + attribute.value().getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }
}

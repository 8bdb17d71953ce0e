package dev.carillon.push.sqs;

import dev.carillon.model.MessageAttribute;
import dev.carillon.push.QueueMessage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Messages in the words of AWS's SDK. */
final class QueueRequests {
    private QueueRequests() {}

    static SendMessageRequest one(String queueUrl, QueueMessage message) {
        return SendMessageRequest.builder()
                .queueUrl(queueUrl)
                .messageBody(message.body().toString())
                .messageAttributes(attributes(message.attributes()))
                .messageGroupId(absentIfEmpty(message.groupId()))
                .messageDeduplicationId(absentIfEmpty(message.deduplicationId()))
                .build();
    }

    /** The messages' places in the batch are their ids. */
    static SendMessageBatchRequest several(String queueUrl, List<Waiting> batch) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>(batch.size());
        for (Waiting each : batch) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .messageBody(each.message().body().toString())
                    .messageAttributes(attributes(each.message().attributes()))
                    .messageGroupId(absentIfEmpty(each.message().groupId()))
                    .messageDeduplicationId(absentIfEmpty(each.message().deduplicationId()))
                    .build());
        }
        return SendMessageBatchRequest.builder()
                .queueUrl(queueUrl)
                .entries(entries)
                .build();
    }

    private static Map<String, MessageAttributeValue> attributes(List<MessageAttribute> attributes) {
        Map<String, MessageAttributeValue> values = new LinkedHashMap<>();
        for (MessageAttribute each : attributes) {
            MessageAttributeValue.Builder value =
                    MessageAttributeValue.builder().dataType(each.dataType());
            values.put(
                    each.name(),
                    each.isBinary()
                            ? value.binaryValue(SdkBytes.fromByteArray(
                                            Base64.getDecoder().decode(each.value())))
                                    .build()
                            : value.stringValue(each.value()).build());
        }
        return values;
    }

    private static @Nullable String absentIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}

package dev.carillon.push.envelope;

import dev.carillon.model.Publication;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import dev.carillon.push.signing.SignatureVersion;
import java.time.Instant;

/**
 * A message that is to be prepared for the subscriptions of its topic.
 *
 * @param version by which its topic's messages are signed
 * @param sequence of the message in its topic, of which the subscribers of a FIFO topic are told
 */
public record NotificationRequest(
        TopicArn topic, SignatureVersion version, long sequence, Publication publication, Instant publishedAt) {
    public static NotificationRequest of(Topic topic, long sequence, Publication publication, Instant publishedAt) {
        return new NotificationRequest(topic.arn(), SignatureVersion.of(topic), sequence, publication, publishedAt);
    }
}

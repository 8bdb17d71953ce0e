package dev.carillon.push.envelope;

import dev.carillon.model.Protocol;
import dev.carillon.model.Publication;
import dev.carillon.model.Subscription;
import dev.carillon.model.TopicArn;
import dev.carillon.push.OutgoingMessage;
import dev.carillon.push.QueueMessage;
import dev.carillon.push.WebMessage;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A publication with a body in each form that was asked for. Immutable. */
final class PreparedNotification implements SignedNotification {
    private final MessageHeaders headers;
    private final TopicArn topic;
    private final Publication publication;
    private final Map<BodyForm, Template> bodies;

    PreparedNotification(
            MessageHeaders headers, TopicArn topic, Publication publication, Map<BodyForm, Template> bodies) {
        this.headers = headers;
        this.topic = topic;
        this.publication = publication;
        this.bodies = Map.copyOf(bodies);
    }

    @Override
    public OutgoingMessage to(Subscription subscription) {
        BodyForm form = BodyForm.of(subscription);
        Template body = Objects.requireNonNull(bodies.get(form), "a form that the notification was not prepared in");
        String arn = subscription.arn().toString();
        return form.protocol() == Protocol.SQS
                ? new QueueMessage(
                        subscription.endpoint(),
                        body.with(arn),
                        form.isRaw() ? publication.attributes() : List.of(),
                        publication.groupId(),
                        publication.deduplicationId())
                : post(subscription.endpoint(), arn, body);
    }

    private WebMessage post(String endpoint, String arn, Template body) {
        MultiMap all = headers.of("Notification", publication.messageId().toString(), topic.toString());
        MessageHeaders.addSubscription(all, arn);
        if (body.isRaw()) {
            MessageHeaders.addRaw(all);
        }
        MessageHeaders.addTraceParent(all, publication.traceParent());
        return new WebMessage(endpoint, all, body.with(arn));
    }
}

package dev.carillon.delivery;

import dev.carillon.model.MessageAttribute;
import dev.carillon.model.Publication;
import dev.carillon.push.OutgoingMessage;
import dev.carillon.push.WebMessage;
import dev.carillon.push.envelope.BodyForm;
import dev.carillon.push.envelope.ConfirmationRequest;
import dev.carillon.push.envelope.NotificationRequest;
import dev.carillon.push.envelope.NotificationSigner;
import dev.carillon.push.envelope.SignedNotification;
import dev.carillon.testing.Texts;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Makes bare messages without signatures, and counts what it was asked for. */
public final class PlainNotifications implements NotificationSigner {
    /** The header of a confirmation that tells one from another of the same subscription. */
    static final String MESSAGE_ID = "x-amz-sns-message-id";

    private static final MessageAttribute REPLAYED = new MessageAttribute("Replayed", "String", "true");

    private final String replayedEnding;
    private final List<Set<BodyForm>> asked = new ArrayList<>();
    private final List<String> replayed = new ArrayList<>();
    private int signed;

    PlainNotifications() {
        this("");
    }

    /** @param replayedEnding is put behind the text of what is replayed */
    PlainNotifications(String replayedEnding) {
        this.replayedEnding = replayedEnding;
    }

    int signed() {
        return signed;
    }

    /** The texts that carry the attribute of what is replayed. */
    public List<String> replayed() {
        return List.copyOf(replayed);
    }

    /** The forms that were asked for, each time. */
    List<Set<BodyForm>> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Future<SignedNotification> notification(NotificationRequest request, Set<BodyForm> forms) {
        signed++;
        asked.add(Set.copyOf(forms));
        Publication publication = request.publication();
        boolean isReplayed = publication.attributes().contains(REPLAYED);
        Buffer body = Buffer.buffer(Texts.of(publication.message()) + (isReplayed ? replayedEnding : ""));
        if (isReplayed) {
            replayed.add(Texts.of(publication.message()));
        }
        return Future.succeededFuture(subscription -> message(subscription.endpoint(), body));
    }

    @Override
    public Future<OutgoingMessage> confirmation(ConfirmationRequest request) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add(MESSAGE_ID, UUID.randomUUID().toString());
        return Future.succeededFuture(new WebMessage(request.endpoint(), headers, Buffer.buffer(request.token())));
    }

    private static OutgoingMessage message(String endpoint, Buffer body) {
        return new WebMessage(endpoint, MultiMap.caseInsensitiveMultiMap(), body);
    }
}

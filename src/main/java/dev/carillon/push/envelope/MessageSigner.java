package dev.carillon.push.envelope;

import dev.carillon.config.BrokerConfig;
import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.MessageText;
import dev.carillon.model.Protocol;
import dev.carillon.model.QueueArn;
import dev.carillon.model.Region;
import dev.carillon.model.TimeSource;
import dev.carillon.push.OutgoingMessage;
import dev.carillon.push.QueueMessage;
import dev.carillon.push.WebMessage;
import dev.carillon.push.signing.SigningKeys;
import dev.carillon.push.signing.TextSigner;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Renders and signs on a pool of its own, {@code delivery.signing-threads} wide. What waits for it is bounded by those
 * who ask: delivery never has more under way than {@code delivery.in-flight}.
 */
public final class MessageSigner implements NotificationSigner {
    private final BrokerConfig config;
    private final TextSigner texts;
    private final TimeSource time;
    private final MessageHeaders headers;
    private final SigningThreads threads;

    public MessageSigner(Vertx vertx, BrokerConfig config, SigningKeys keys, TimeSource time) {
        this.config = config;
        this.texts = new TextSigner(config, keys);
        this.time = time;
        this.headers = new MessageHeaders(config.delivery().userAgent());
        this.threads = new SigningThreads(vertx, config.delivery().signingThreads());
    }

    @Override
    public Future<SignedNotification> notification(NotificationRequest request, Set<BodyForm> forms) {
        return threads.run(() -> prepare(request, forms));
    }

    @Override
    public Future<OutgoingMessage> confirmation(ConfirmationRequest request) {
        return threads.run(() -> prepare(request));
    }

    /** How many messages wait for a thread. */
    public int waiting() {
        return threads.waiting();
    }

    /** Ends the threads; what they were asked before is done first. */
    public Future<Void> close() {
        return threads.close();
    }

    private SignedNotification prepare(NotificationRequest request, Set<BodyForm> forms) {
        Region region = request.topic().scope().region();
        Rendering rendering = new Rendering(
                config.delivery().lambdaPayload(),
                config.sns().publicUrl(region),
                text -> new Notification(request, text.utf8()),
                notification -> texts.sign(region, request.version(), notification.stringToSign()));
        Set<Protocol> protocols = EnumSet.noneOf(Protocol.class);
        forms.forEach(form -> protocols.add(form.protocol()));
        Map<Protocol, MessageText> told = ProtocolTexts.of(request.publication(), protocols);
        Map<BodyForm, Template> bodies = new EnumMap<>(BodyForm.class);
        forms.forEach(form -> bodies.put(
                form, rendering.body(form, Objects.requireNonNull(told.get(form.protocol()), "each has its text"))));
        return new PreparedNotification(headers, request.topic(), request.publication(), bodies);
    }

    private OutgoingMessage prepare(ConfirmationRequest request) {
        Region region = request.subscription().topic().scope().region();
        ConfirmationEnvelope envelope = new ConfirmationEnvelope(
                request, UUID.randomUUID(), time.now(), config.sns().publicUrl(region));
        Buffer body = envelope.render(texts.sign(region, request.version(), envelope.stringToSign()));
        return QueueArn.parse(request.endpoint())
                .map(queue -> toQueue(queue, envelope, body))
                .orElseGet(() -> toUrl(request, envelope, body));
    }

    /** A FIFO queue takes nothing without a group: these are one of their own. */
    private static OutgoingMessage toQueue(QueueArn queue, ConfirmationEnvelope envelope, Buffer body) {
        String groupId = queue.isFifo() ? envelope.type() : "";
        return new QueueMessage(queue.toString(), body, List.of(), groupId, envelope.messageId());
    }

    private OutgoingMessage toUrl(ConfirmationRequest request, ConfirmationEnvelope envelope, Buffer body) {
        MultiMap all = headers.of(envelope.type(), envelope.messageId(), envelope.topicArn());
        if (request.kind() == ConfirmationKind.UNSUBSCRIBE) {
            MessageHeaders.addSubscription(all, request.subscription().toString());
        }
        return new WebMessage(request.endpoint(), all, body);
    }
}

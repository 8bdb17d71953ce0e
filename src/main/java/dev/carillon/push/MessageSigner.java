package dev.carillon.push;

import dev.carillon.config.BrokerConfig;
import dev.carillon.config.DeliveryConfig.LambdaPayload;
import dev.carillon.model.MessageText;
import dev.carillon.model.Protocol;
import dev.carillon.model.Publication;
import dev.carillon.model.Region;
import dev.carillon.model.TimeSource;
import dev.carillon.model.TopicArn;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Renders and signs on a pool of its own, {@code delivery.signing-threads} wide. What waits for it is bounded by those
 * who ask: delivery never has more under way than {@code delivery.in-flight}.
 */
public final class MessageSigner implements NotificationSigner {
    private final BrokerConfig config;
    private final SigningKeys keys;
    private final TimeSource time;
    private final CertificateUrls certificates;
    private final MessageHeaders headers;
    private final SigningThreads threads;

    public MessageSigner(Vertx vertx, BrokerConfig config, SigningKeys keys, TimeSource time) {
        this.config = config;
        this.keys = keys;
        this.time = time;
        this.certificates = new CertificateUrls(config);
        this.headers = new MessageHeaders(config.delivery().userAgent());
        this.threads = new SigningThreads(vertx, config.delivery().signingThreads());
    }

    @Override
    public Future<SignedNotification> notification(
            TopicArn topic, SignatureVersion version, Publication publication, Instant publishedAt, Set<Protocol> protocols) {
        return threads.run(() -> prepare(topic, version, publication, publishedAt, protocols));
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

    private SignedNotification prepare(
            TopicArn topic, SignatureVersion version, Publication publication, Instant publishedAt, Set<Protocol> protocols) {
        Region region = topic.scope().region();
        Map<Protocol, Template> bodies = new EnumMap<>(Protocol.class);
        Map<MessageText, Signed> signatures = new HashMap<>();
        Map<MessageText, Template> envelopes = new HashMap<>();
        ProtocolTexts.of(publication, protocols).forEach((protocol, text) -> {
            LambdaPayload payload = payload(protocol);
            if (payload == LambdaPayload.MESSAGE) {
                bodies.put(protocol, Template.raw(text.utf8()));
                return;
            }
            Notification notification = new Notification(topic, publication, publishedAt, text.utf8());
            Signed signed = signatures.computeIfAbsent(text, unsigned -> sign(region, version, notification.stringToSign()));
            String endpoint = config.sns().publicUrl(region);
            bodies.put(
                    protocol,
                    payload == LambdaPayload.AWS_EVENT
                            ? LambdaEvent.render(notification, signed, endpoint)
                            : envelopes.computeIfAbsent(
                                    text, same -> NotificationEnvelope.render(notification, signed, endpoint)));
        });
        return new PreparedNotification(headers, topic, publication, bodies);
    }

    private LambdaPayload payload(Protocol protocol) {
        return protocol == Protocol.LAMBDA ? config.delivery().lambdaPayload() : LambdaPayload.ENVELOPE;
    }

    private OutgoingMessage prepare(ConfirmationRequest request) {
        Region region = request.subscription().topic().scope().region();
        ConfirmationEnvelope envelope = new ConfirmationEnvelope(
                request, UUID.randomUUID(), time.now(), config.sns().publicUrl(region));
        MultiMap all = headers.of(envelope.type(), envelope.messageId(), envelope.topicArn());
        if (request.kind() == ConfirmationRequest.Kind.UNSUBSCRIBE) {
            MessageHeaders.addSubscription(all, request.subscription().toString());
        }
        return new OutgoingMessage(request.endpoint(), all, envelope.render(sign(region, request.version(), envelope.stringToSign())));
    }

    private Signed sign(Region region, SignatureVersion version, byte[] text) {
        SigningKey key = keys.current();
        return new Signed(version, key.sign(version, text), certificates.url(region, key.certificate()));
    }
}

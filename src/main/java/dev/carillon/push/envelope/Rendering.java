package dev.carillon.push.envelope;

import dev.carillon.config.DeliveryConfig.LambdaPayload;
import dev.carillon.model.MessageText;
import dev.carillon.model.Protocol;
import dev.carillon.push.signing.Signed;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * One publication while it is rendered: each text is signed once, and each envelope made once, however many forms share
 * them. What nobody needs is not made. Not for several threads.
 */
final class Rendering {
    private final LambdaPayload lambdaPayload;
    private final String endpoint;
    private final Function<MessageText, Notification> notifications;
    private final Function<Notification, Signed> signer;
    private final Map<MessageText, Notification> told = new HashMap<>();
    private final Map<MessageText, Signed> signatures = new HashMap<>();
    private final Map<MessageText, Template> envelopes = new HashMap<>();

    /**
     * Makes nothing yet.
     *
     * @param endpoint the public URL of the SNS API
     */
    Rendering(
            LambdaPayload lambdaPayload,
            String endpoint,
            Function<MessageText, Notification> notifications,
            Function<Notification, Signed> signer) {
        this.lambdaPayload = lambdaPayload;
        this.endpoint = endpoint;
        this.notifications = notifications;
        this.signer = signer;
    }

    Template body(BodyForm form, MessageText text) {
        LambdaPayload payload = form == BodyForm.LAMBDA ? lambdaPayload : LambdaPayload.ENVELOPE;
        if (form.isRaw() || payload == LambdaPayload.MESSAGE) {
            return Template.raw(text.utf8());
        }
        if (form.protocol() == Protocol.SQS && told(text).isFifo()) {
            return NotificationEnvelope.renderUnsigned(told(text), endpoint);
        }
        return payload == LambdaPayload.AWS_EVENT
                ? LambdaEvent.render(told(text), signed(text), endpoint)
                : envelopes.computeIfAbsent(
                        text, same -> NotificationEnvelope.render(told(text), signed(text), endpoint));
    }

    private Notification told(MessageText text) {
        return told.computeIfAbsent(text, notifications);
    }

    private Signed signed(MessageText text) {
        return signatures.computeIfAbsent(text, unsigned -> signer.apply(told(text)));
    }
}

package dev.carillon.push.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.DeliveryConfig.LambdaPayload;
import dev.carillon.model.MessageText;
import dev.carillon.push.signing.SignatureVersion;
import dev.carillon.push.signing.Signed;
import dev.carillon.testing.Keeps;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenderingTest {
    private static final MessageText TEXT = MessageText.of("text");

    private final List<Notification> signed = new ArrayList<>();

    @Test
    @Keeps("signature.none-for-raw")
    void signsNothingWhenOnlyRawSubscriptionsWait() {
        Rendering rendering = rendering(LambdaPayload.ENVELOPE);

        for (BodyForm form : List.of(BodyForm.RAW_HTTP, BodyForm.RAW_HTTPS, BodyForm.RAW_SQS)) {
            assertThat(rendering.body(form, TEXT).isRaw()).isTrue();
        }
        assertThat(rendering(LambdaPayload.MESSAGE).body(BodyForm.LAMBDA, TEXT).isRaw())
                .isTrue();

        assertThat(signed).isEmpty();
    }

    @Test
    @Keeps("signature.once")
    void signsATextOnceForAllWhoGetAnEnvelope() {
        Rendering rendering = rendering(LambdaPayload.AWS_EVENT);

        Template http = rendering.body(BodyForm.HTTP, TEXT);
        assertThat(rendering.body(BodyForm.SQS, TEXT)).isSameAs(http);
        assertThat(rendering.body(BodyForm.LAMBDA, TEXT).isRaw()).isFalse();
        assertThat(rendering.body(BodyForm.RAW_HTTP, TEXT).isRaw()).isTrue();
        assertThat(signed).hasSize(1);

        assertThat(rendering.body(BodyForm.HTTPS, MessageText.of("another")).isRaw())
                .isFalse();
        assertThat(signed).hasSize(2);
    }

    @Test
    @Keeps({"envelope.fifo-queue-unsigned", "envelope.fifo-web-signed"})
    void signsNothingForTheQueuesOfAFifoTopic() {
        Rendering rendering = rendering(LambdaPayload.ENVELOPE, TestMessages.fifoRequest());

        assertThat(rendering.body(BodyForm.SQS, TEXT).isRaw()).isFalse();
        assertThat(signed).isEmpty();
        assertThat(rendering.body(BodyForm.HTTP, TEXT).isRaw()).isFalse();
        assertThat(signed).hasSize(1);
    }

    private Rendering rendering(LambdaPayload payload) {
        return rendering(payload, TestMessages.request(TestMessages.message("", "text")));
    }

    private Rendering rendering(LambdaPayload payload, NotificationRequest request) {
        return new Rendering(
                payload, "http://sns.example", text -> new Notification(request, text.utf8()), notification -> {
                    signed.add(notification);
                    return new Signed(SignatureVersion.V1, "signature", "http://sns.example/certificate.pem");
                });
    }
}

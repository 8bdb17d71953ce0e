package dev.carillon.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.MessageAttribute;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.push.envelope.TestMessages;
import dev.carillon.testing.Keeps;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private static final String QUEUE = "arn:aws:sqs:eu-west-3:123456789012:dead";
    private static final Buffer BODY = Buffer.buffer("body");
    private static final DeadLetter LETTER = new DeadLetter(404, "status", 1);

    @Test
    @Keeps({"deadletter.body", "deadletter.attributes"})
    void holdsTheBodyThatTheEndpointWouldHaveGot() {
        QueueMessage letter = letter(new WebMessage("http://e", MultiMap.caseInsensitiveMultiMap(), BODY));

        assertThat(letter.endpoint()).isEqualTo(QUEUE);
        assertThat(letter.body()).isSameAs(BODY);
        assertThat(letter.attributes())
                .extracting(MessageAttribute::name)
                .containsExactly("RequestID", "ErrorCode", "ErrorMessage");
    }

    @Test
    void keepsTheAttributesAndTheGroupOfARawMessageWhileTheyFindRoom() {
        QueueMessage seven = letter(new QueueMessage("arn", BODY, attributes(7), "g", ""));
        QueueMessage eight = letter(new QueueMessage("arn", BODY, attributes(8), "g", ""));

        assertThat(seven.attributes()).hasSize(10).containsAll(attributes(7));
        assertThat(eight.attributes()).hasSize(3);
        assertThat(seven.groupId()).isEqualTo("g");
    }

    @Test
    void doesNotLetAMessageChooseTheReason() {
        QueueMessage letter = letter(
                new QueueMessage("arn", BODY, List.of(new MessageAttribute("ErrorCode", "String", "200")), "", ""));

        assertThat(letter.attributes())
                .filteredOn(each -> each.name().equals("ErrorCode"))
                .extracting(MessageAttribute::value)
                .containsExactly("404");
    }

    @Test
    @Keeps("deadletter.fifo")
    void goesToAFifoQueueWithBothIdsOfItsMessage() {
        SubscriptionArn subscription = new SubscriptionArn(TestMessages.FIFO, new UUID(1, 2));

        QueueMessage letter = LETTER.message(
                new WebMessage("http://e", MultiMap.caseInsensitiveMultiMap(), BODY),
                QUEUE + ".fifo",
                subscription,
                TestMessages.fifoRequest().publication());

        assertThat(letter.groupId()).isEqualTo("group");
        assertThat(letter.deduplicationId()).isEqualTo("once");
    }

    private static List<MessageAttribute> attributes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new MessageAttribute("a" + i, "String", "v"))
                .toList();
    }

    private static QueueMessage letter(OutgoingMessage undelivered) {
        return LETTER.message(undelivered, QUEUE, TestMessages.SUBSCRIPTION, TestMessages.message("", "m"));
    }
}

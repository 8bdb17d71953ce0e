package dev.carillon.sns.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Protocol;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscribeOrderTest {
    private static final String ARN = "arn:scw:sns:fr-par:project-8c1d1d3e-6a3c-4f0e-9d5b-2f6c7a8b9c0d:orders";

    @ParameterizedTest
    @CsvSource({
        "https://name:secret@h.example/path, https://h.example/path",
        "https://name@secret@h.example, https://h.example",
        "https://secret@h.example?a=b@c, https://h.example?a=b@c",
        "https://h.example/a@b, https://h.example/a@b",
    })
    void showsItsEndpointWithoutNameAndPassword(String endpoint, String shown) {
        TopicArn arn = TopicArn.parse(ARN).orElseThrow();
        Topic topic = new Topic(1, arn, Map.of(), Map.of(), Map.of(), 0);

        SubscribeOrder order = new SubscribeOrder(topic, Protocol.HTTPS, endpoint, Map.of(), false);

        assertThat(order).hasToString("SubscribeOrder[" + ARN + ", https, " + shown + "]");
    }
}

package dev.carillon.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.model.ProjectId;
import dev.carillon.testing.AwsCli;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.RecordingEndpoint;
import dev.carillon.testing.RecordingEndpoint.Received;
import dev.carillon.testing.Reply;
import dev.carillon.testing.TestBroker;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Filter policies from the AWS SDK and command line through the whole broker to endpoints. */
class FilterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static TestBroker broker;
    private static RecordingEndpoint endpoint;

    private ProjectId project;
    private SnsClient sns;
    private String topic;

    @BeforeAll
    static void start() {
        broker = TestBroker.builder().start();
        endpoint = RecordingEndpoint.start();
    }

    @AfterAll
    static void stop() {
        endpoint.close();
        broker.close();
    }

    @BeforeEach
    void makeATopic() {
        project = broker.newProject();
        sns = broker.sdk(project);
        topic = sns.createTopic(request -> request.name("orders")).topicArn();
    }

    @AfterEach
    void closeTheClient() {
        sns.close();
    }

    @Test
    @Keeps("filter.attributes")
    void onlyTheSubscriptionWhoseFilterMatchesTheAttributesGetsAMessage() {
        subscribe("/red", "MessageAttributes", "{\"colour\":[\"red\"],\"price\":[{\"numeric\":[\">\",10]}]}");
        subscribe("/blue", "MessageAttributes", "{\"colour\":[{\"prefix\":\"bl\"}]}");

        publish("red and cheap", Map.of("colour", text("red"), "price", number("9.5")));
        publish("red", Map.of("colour", text("red"), "price", number("10.5")));
        publish("blue", Map.of("colour", text("blue")));
        publish("none", Map.of());
        publish("both", Map.of("colour", array("[\"blue\",\"red\"]"), "price", number("100")));

        assertThat(messages("/red", 2)).containsExactlyInAnyOrder("red", "both");
        assertThat(messages("/blue", 2)).containsExactlyInAnyOrder("blue", "both");
    }

    @Test
    @Keeps({"filter.body", "filter.not-json"})
    void onlyTheSubscriptionWhoseFilterMatchesTheBodyGetsAMessage() {
        subscribe("/eu", "MessageBody", "{\"customer\":{\"region\":[\"eu\"]}}");
        subscribe("/us", "MessageBody", "{\"customer\":{\"region\":[\"us\"]},\"items\":[{\"exists\":true}]}");
        String eu = "{\"customer\":{\"region\":\"eu\"}}";
        String us = "{\"customer\":{\"region\":\"us\"},\"items\":[1]}";

        publish("hello", Map.of());
        publish(eu, Map.of());
        publish(us, Map.of());
        publish("{\"customer\":{\"region\":\"us\"}}", Map.of());
        publish(eu, Map.of());

        assertThat(messages("/eu", 2)).containsExactly(eu, eu);
        assertThat(messages("/us", 1)).containsExactly(us);
    }

    @Test
    @Keeps("filter.change")
    void aMessagePublishedAfterAChangeMeetsTheNewPolicy() {
        String arn = subscribe("/changing", "MessageAttributes", "{\"n\":[0]}");
        for (int i = 1; i <= 10; i++) {
            String policy = "{\"n\":[" + i + "]}";
            sns.setSubscriptionAttributes(request ->
                    request.subscriptionArn(arn).attributeName("FilterPolicy").attributeValue(policy));
            publish("old " + i, Map.of("n", number(Integer.toString(i - 1))));
            publish("new " + i, Map.of("n", number(Integer.toString(i))));
            assertThat(messages("/changing", i)).hasSize(i).allMatch(message -> message.startsWith("new "));
        }
    }

    @Test
    @Keeps("filter.earlier")
    void whatWasPublishedBeforeAPolicyIsDeliveredThoughTheEndpointWasBusy() {
        String arn = subscribe("/busy", "MessageAttributes", "{}");
        Reply late = Reply.ok().after(Duration.ofSeconds(5));
        endpoint.script(
                "/busy",
                Stream.concat(Collections.nCopies(32, late).stream(), Stream.of(Reply.ok()))
                        .toArray(Reply[]::new));
        List<String> before =
                IntStream.range(0, 50).mapToObj(i -> "before " + i).toList();
        before.forEach(text -> publish(text, Map.of()));

        sns.setSubscriptionAttributes(request ->
                request.subscriptionArn(arn).attributeName("FilterPolicy").attributeValue("{\"n\":[1]}"));
        publish("not wanted", Map.of());
        publish("wanted", Map.of("n", number("1")));

        assertThat(messages("/busy", 51)).hasSize(51).containsAll(before).contains("wanted");
    }

    @Test
    @Keeps({"subscription.filter-policy", "filter.none", "filter.set-prefix"})
    void theCommandLineSetsShowsAndRemovesAPolicy() {
        SnsKeys keys = broker.client().credentials(project);
        AwsCli aws = new AwsCli(broker.client().sns(), "fr-par", keys);
        String policy = "{ \"store\": [\"fans\", {\"anything-but\": \"x\"}] }";
        String arn = aws.json(
                        "subscribe",
                        "--topic-arn",
                        topic,
                        "--protocol",
                        "lambda",
                        "--notification-endpoint",
                        endpoint.url("/cli"),
                        "--attributes",
                        new JsonObject().put("FilterPolicy", policy).encode())
                .path("SubscriptionArn")
                .textValue();

        assertThat(attributes(aws, arn).path("FilterPolicy").textValue()).isEqualTo(policy);
        assertThat(attributes(aws, arn).path("FilterPolicyScope").textValue()).isEqualTo("MessageAttributes");
        assertThat(aws.run(set(arn, "{}")).exitCode()).isZero();
        assertThat(attributes(aws, arn).has("FilterPolicy")).isFalse();
        assertThat(aws.refusal(set(arn, "{\"store\":\"fans\"}")))
                .contains(
                        "(InvalidParameter)",
                        "Invalid parameter: FilterPolicy: \"store\" must be an object or an array");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MessageAttributes | {\"a\":{\"b\":[1]}} | Filter policy scope MessageAttributes does not support nested filter policy",
                "MessageBody | {\"a\":[1],\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1],\"f\":[1]} | Filter policy can not have more than 5 keys",
                "MessageBody | {\"a\":[{\"like\":\"b\"}]} | Unrecognized match type like",
                "MessageBody | {\"a\":[]} | Empty arrays are not allowed",
                "MessageBody | {\"a\" | failed to parse JSON. ",
            })
    @Keeps({"filter.subscribe-prefix", "filter.nesting", "filter.keys", "filter.json"})
    void theSdkIsToldWhatIsWrongWithAPolicy(String scope, String policy, String text) {
        assertThatThrownBy(() -> subscribe("/wrong", scope, policy))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Attributes Reason: FilterPolicy: " + text);
    }

    private static String[] set(String arn, String policy) {
        return new String[] {
            "set-subscription-attributes",
            "--subscription-arn",
            arn,
            "--attribute-name",
            "FilterPolicy",
            "--attribute-value",
            policy
        };
    }

    private static JsonNode attributes(AwsCli aws, String arn) {
        return aws.json("get-subscription-attributes", "--subscription-arn", arn)
                .path("Attributes");
    }

    private String subscribe(String path, String scope, String policy) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("FilterPolicy", policy);
        attributes.put("FilterPolicyScope", scope);
        return sns.subscribe(request -> request.topicArn(topic)
                        .protocol("lambda")
                        .endpoint(endpoint.url(path))
                        .attributes(attributes))
                .subscriptionArn();
    }

    private void publish(String message, Map<String, MessageAttributeValue> attributes) {
        var published =
                sns.publish(request -> request.topicArn(topic).message(message).messageAttributes(attributes));
        assertThat(published.messageId()).isNotEmpty();
    }

    /** Waits until so many arrived, the last one published among them, and gives the texts of all. */
    private static List<String> messages(String path, int count) {
        await().atMost(PATIENCE).until(() -> endpoint.received(path).size() >= count);
        List<Received> received = endpoint.received(path);
        return received.stream()
                .map(call -> new JsonObject(call.text()).getString("Message"))
                .toList();
    }

    private static MessageAttributeValue text(String value) {
        return value("String", value);
    }

    private static MessageAttributeValue number(String value) {
        return value("Number", value);
    }

    private static MessageAttributeValue array(String json) {
        return value("String.Array", json);
    }

    private static MessageAttributeValue value(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }
}

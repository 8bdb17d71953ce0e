package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.Keeps;
import dev.carillon.testing.SignedCalls;
import dev.carillon.testing.TestBroker;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action of AWS's model, sent to the whole broker: answered, or refused by its name. */
class ModelledActionsIT {
    /** The actions under "Permissions" of the contract. */
    private static final Set<String> OFFERED = Set.of(
            "AddPermission",
            "ConfirmSubscription",
            "CreateTopic",
            "DeleteTopic",
            "GetSubscriptionAttributes",
            "GetTopicAttributes",
            "ListSubscriptions",
            "ListSubscriptionsByTopic",
            "ListTagsForResource",
            "ListTopics",
            "Publish",
            "PublishBatch",
            "RemovePermission",
            "SetSubscriptionAttributes",
            "SetTopicAttributes",
            "Subscribe",
            "TagResource",
            "Unsubscribe",
            "UntagResource");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @AutoClose
    private static final TestBroker broker = TestBroker.builder().start();

    private SignedCalls calls;

    /** Of all actions: none minds the parameters of the others. */
    private final Map<String, String> parameters = new HashMap<>();

    @BeforeEach
    void subscribe() throws Exception {
        calls = broker.client().calls(broker.client().credentials(broker.newProject()));
        parameters.putAll(Map.of(
                "Name", "orders",
                "Protocol", "lambda",
                "Endpoint", "http://127.0.0.1:9/function",
                "Message", "x",
                "PublishBatchRequestEntries.member.1.Id", "a",
                "PublishBatchRequestEntries.member.1.Message", "x",
                "Label", "friends",
                "AWSAccountId.member.1", "123456789012",
                "ActionName.member.1", "Publish",
                "Token", "nobody's"));
        parameters.putAll(Map.of("AttributeName", "DeliveryPolicy", "TagKeys.member.1", "stage"));
        String topic = OpenActions.only("TopicArn", ask("CreateTopic").body());
        parameters.putAll(Map.of("TopicArn", topic, "ResourceArn", topic, "Name", "bills"));
        parameters.putAll(Map.of("Tags.member.1.Key", "team", "Tags.member.1.Value", "a"));
        parameters.put(
                "SubscriptionArn",
                OpenActions.only("SubscriptionArn", ask("Subscribe").body()));
    }

    static Stream<String> modelled() {
        return ServiceModel.actions().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("modelled")
    @Keeps({"refusal.not-offered", "actions.offered"})
    void isAnsweredOrRefusedByName(String action) throws Exception {
        HttpResponse<String> reply = ask(action);

        if (action.equals("ConfirmSubscription")) {
            assertThat(reply.statusCode()).isEqualTo(400);
            assertThat(reply.body()).contains("<Message>Invalid parameter: Token</Message>");
        } else if (OFFERED.contains(action)) {
            assertThat(reply.body()).startsWith("<" + action + "Response ");
            assertThat(reply.statusCode()).isEqualTo(200);
        } else {
            assertThat(reply.statusCode()).isEqualTo(400);
            assertThat(reply.body())
                    .contains(
                            "<Code>InvalidAction</Code>",
                            "<Message>The action " + action
                                    + " is not offered here: SMS, mobile push and data protection are not supported.</Message>");
        }
    }

    @Test
    void theModelHasWhatIsOffered() {
        assertThat(modelled()).hasSize(42).containsAll(OFFERED);
        assertThat(OFFERED).hasSize(19);
    }

    private HttpResponse<String> ask(String action) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("Action", action);
        return HTTP.send(calls.request(all), HttpResponse.BodyHandlers.ofString());
    }
}

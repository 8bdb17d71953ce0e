package dev.carillon.sns.topic;

import static dev.carillon.sns.OpenActions.attribute;
import static dev.carillon.sns.OpenActions.only;
import static dev.carillon.sns.wire.SnsAction.CREATE_TOPIC;
import static dev.carillon.sns.wire.SnsAction.DELETE_TOPIC;
import static dev.carillon.sns.wire.SnsAction.GET_SUBSCRIPTION_ATTRIBUTES;
import static dev.carillon.sns.wire.SnsAction.GET_TOPIC_ATTRIBUTES;
import static dev.carillon.sns.wire.SnsAction.LIST_SUBSCRIPTIONS;
import static dev.carillon.sns.wire.SnsAction.SET_TOPIC_ATTRIBUTES;
import static dev.carillon.sns.wire.SnsAction.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Credential;
import dev.carillon.sns.OpenActions;
import dev.carillon.sns.call.SnsReply;
import dev.carillon.testing.Keeps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicActionsTest {
    @AutoClose
    private static final OpenActions actions = OpenActions.open();

    private Credential caller;

    @BeforeEach
    void makeProject() throws Exception {
        caller = actions.newCaller();
    }

    @Test
    @Keeps({"wire.empty-attributes", "arn.topic", "arn.owner", "create-topic.idempotent"})
    void createsATopicOnceAndGivesTheSameArnAgain() throws Exception {
        String first = actions.call(caller, CREATE_TOPIC, "Name", "orders", "Attributes", "");

        assertThat(only("TopicArn", first))
                .isEqualTo("arn:scw:sns:fr-par:project-" + caller.scope().project() + ":orders");
        assertThat(actions.call(caller, CREATE_TOPIC, "Name", "orders")).isEqualTo(first);
    }

    /** Whoever gives back what GetTopicAttributes shows asks for nothing else than there is. */
    @Test
    @Keeps("create-topic.idempotent")
    void takesTheDefaultPolicyForNone() throws Exception {
        String first = actions.call(caller, CREATE_TOPIC, "Name", "orders");
        String policy = ShownPolicy.of(actions.topic(only("TopicArn", first)));
        String[] asked = {"Name", "orders", "Attributes.entry.1.key", "Policy", "Attributes.entry.1.value", policy};

        assertThat(actions.call(caller, CREATE_TOPIC, asked)).isEqualTo(first);
        asked[5] = "{}";
        assertThat(only("Code", actions.call(caller, CREATE_TOPIC, asked))).isEqualTo("InvalidParameter");
    }

    @Test
    @Keeps({"wire.maps", "create-topic.idempotent", "create-topic.other-attributes"})
    void comparesTheAttributesOfATopicThatExists() throws Exception {
        String[] asked = {"Name", "orders", "Attributes.entry.1.key", "DisplayName", "Attributes.entry.1.value", "A"};
        String first = actions.call(caller, CREATE_TOPIC, asked);

        assertThat(actions.call(caller, CREATE_TOPIC, asked)).isEqualTo(first);
        assertThat(actions.call(caller, CREATE_TOPIC, "Name", "orders")).isEqualTo(first);
        asked[5] = "B";
        assertThat(only("Message", actions.call(caller, CREATE_TOPIC, asked)))
                .isEqualTo("Invalid parameter: Attributes Reason: Topic already exists with different attributes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.b", "orders.fifo", "é"})
    @Keeps({"create-topic.name", "create-topic.fifo-name"})
    void refusesNamesThatAreNone(String name) throws Exception {
        assertThat(only("Message", actions.call(caller, CREATE_TOPIC, "Name", name)))
                .isEqualTo("Invalid parameter: Topic Name");
    }

    @Test
    @Keeps("create-topic.name")
    void takesNamesOfUpTo256Characters() throws Exception {
        String longest = "aZ09_-" + "n".repeat(250);

        assertThat(actions.newTopic(caller, longest)).endsWith(":" + longest);
        assertThat(actions.newTopic(caller, "n")).endsWith(":n");
        assertThat(only("Message", actions.call(caller, CREATE_TOPIC, "Name", longest + "n")))
                .isEqualTo("Invalid parameter: Topic Name");
    }

    @Test
    void saysWhatOfATopicIsNotOffered() throws Exception {
        assertThat(only("Message", actions.call(caller, CREATE_TOPIC, "Name", "a", "DataProtectionPolicy", "{}")))
                .isEqualTo("Invalid parameter: DataProtectionPolicy Reason: Data protection is not offered here");
    }

    @Test
    @Keeps("delete-topic.unknown")
    void deletesATopicAndIsContentWhenThereIsNone() throws Exception {
        String arn = actions.newTopic(caller, "orders");

        String reply = actions.call(caller, DELETE_TOPIC, "TopicArn", arn);

        assertThat(reply).startsWith("<DeleteTopicResponse ").doesNotContain("Result");
        assertThat(only("Code", actions.call(caller, GET_TOPIC_ATTRIBUTES, "TopicArn", arn)))
                .isEqualTo("NotFound");
        assertThat(actions.call(caller, DELETE_TOPIC, "TopicArn", arn)).isEqualTo(reply);
    }

    @Test
    @Keeps("delete-topic.takes-all")
    void deletesTheSubscriptionsOfATopicWithIt() throws Exception {
        String arn = actions.newTopic(caller, "orders");
        String subscription = only(
                "SubscriptionArn",
                actions.call(
                        caller, SUBSCRIBE, "TopicArn", arn, "Protocol", "lambda", "Endpoint", "https://f.example/"));

        actions.call(caller, DELETE_TOPIC, "TopicArn", arn);

        assertThat(actions.call(caller, LIST_SUBSCRIPTIONS)).contains("<Subscriptions></Subscriptions>");
        assertThat(only("Message", actions.call(caller, GET_SUBSCRIPTION_ATTRIBUTES, "SubscriptionArn", subscription)))
                .isEqualTo("Subscription does not exist");
    }

    @Test
    @Keeps("topic.shown")
    void showsATopicsAttributes() throws Exception {
        String arn = actions.newTopic(caller, "orders");
        String subscribed = actions.call(
                caller, SUBSCRIBE, "TopicArn", arn, "Protocol", "lambda", "Endpoint", "https://f.example/");
        assertThat(subscribed).contains("<SubscriptionArn>" + arn);
        actions.call(caller, SUBSCRIBE, "TopicArn", arn, "Protocol", "https", "Endpoint", "https://f.example/");

        String shown = actions.call(caller, GET_TOPIC_ATTRIBUTES, "TopicArn", arn);

        assertThat(attribute("TopicArn", shown)).isEqualTo(arn);
        assertThat(attribute("Owner", shown)).isEqualTo(caller.scope().project().owner());
        assertThat(attribute("SubscriptionsConfirmed", shown)).isEqualTo("1");
        assertThat(attribute("SubscriptionsPending", shown)).isEqualTo("1");
        assertThat(attribute("SubscriptionsDeleted", shown)).isEqualTo("0");
        assertThat(attribute("EffectiveDeliveryPolicy", shown).replace("&#34;", "\""))
                .isEqualTo("{\"http\":{\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":20,\"maxDelayTarget\":20,"
                        + "\"numRetries\":3,\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,\"numMinDelayRetries\":0,"
                        + "\"backoffFunction\":\"linear\"},\"disableSubscriptionOverrides\":false,"
                        + "\"defaultRequestPolicy\":{\"headerContentType\":\"text/plain; charset=UTF-8\"}}}");
    }

    @Test
    @Keeps("topic.default-policy")
    void showsAwssDefaultPolicyWhereNoneWasSet() throws Exception {
        String arn = actions.newTopic(caller, "orders");

        assertThat(attribute("Policy", actions.call(caller, GET_TOPIC_ATTRIBUTES, "TopicArn", arn))
                        .replace("&#34;", "\""))
                .isEqualTo("{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":[{\"Sid\":"
                        + "\"__default_statement_ID\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":["
                        + "\"SNS:GetTopicAttributes\",\"SNS:SetTopicAttributes\",\"SNS:AddPermission\","
                        + "\"SNS:RemovePermission\",\"SNS:DeleteTopic\",\"SNS:Subscribe\","
                        + "\"SNS:ListSubscriptionsByTopic\",\"SNS:Publish\"],\"Resource\":\"" + arn
                        + "\",\"Condition\":{\"StringEquals\":{\"AWS:SourceOwner\":\""
                        + caller.scope().project().owner() + "\"}}}]}");
    }

    @Test
    @Keeps({"topic.shown", "topic.kept"})
    void showsWhateverWasSet() throws Exception {
        Map<String, String> set = Map.of(
                "DisplayName", "Orders <new>",
                "SignatureVersion", "2",
                "TracingConfig", "Active",
                "KmsMasterKeyId", "alias/aws/sns");
        List<String> asked = new ArrayList<>(List.of("Name", "orders"));
        set.forEach((name, value) -> {
            String entry = "Attributes.entry." + asked.size();
            asked.addAll(List.of(entry + ".key", name, entry + ".value", value));
        });
        String arn = only("TopicArn", actions.call(caller, CREATE_TOPIC, asked.toArray(String[]::new)));

        String shown = actions.call(caller, GET_TOPIC_ATTRIBUTES, "TopicArn", arn);

        set.forEach((name, value) -> assertThat(attribute(name, shown))
                .isEqualTo(value.replace("<", "&lt;").replace(">", "&gt;")));
    }

    @Test
    void setsAndUnsetsAnAttribute() throws Exception {
        String arn = actions.newTopic(caller, "orders");

        String set = actions.call(
                caller,
                SET_TOPIC_ATTRIBUTES,
                "TopicArn",
                arn,
                "AttributeName",
                "DisplayName",
                "AttributeValue",
                "Orders");

        assertThat(set).startsWith("<SetTopicAttributesResponse ");
        assertThat(attribute("DisplayName", actions.call(caller, GET_TOPIC_ATTRIBUTES, "TopicArn", arn)))
                .isEqualTo("Orders");
        actions.call(caller, SET_TOPIC_ATTRIBUTES, "TopicArn", arn, "AttributeName", "DisplayName");
        assertThat(attribute("DisplayName", actions.call(caller, GET_TOPIC_ATTRIBUTES, "TopicArn", arn)))
                .isEqualTo("(absent)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | InvalidParameter | Invalid parameter: TopicArn Reason: no value for required parameter",
                "x | InvalidParameter | Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1",
                "arn:scw:sns:fr-par:a | InvalidParameter | Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 5",
                "arn:scw:sqs:fr-par:OWNER:a | InvalidParameter | Invalid parameter: TopicArn",
                "arn:aws:sns:fr-par:OWNER:a | InvalidParameter | Invalid parameter: TopicArn",
                "arn:scw:sns:nl-ams:OWNER:a | InvalidParameter | Invalid parameter: TopicArn",
                "arn:scw:sns:fr-par:project-3f0c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11:a | InvalidParameter | Invalid parameter: TopicArn",
                "arn:scw:sns:fr-par:OWNER:a:b | InvalidParameter | Invalid parameter: TopicArn",
                "arn:scw:sns:fr-par:OWNER:a | NotFound | Topic does not exist",
            })
    @Keeps({"arn-parameter.missing", "arn-parameter.elements", "arn-parameter.foreign", "arn-parameter.unknown-topic"})
    void checksArnsInAwssOrder(String arn, String code, String message) throws Exception {
        String own = arn.replace("OWNER", caller.scope().project().owner());

        SnsReply reply = actions.reply(Optional.of(caller), GET_TOPIC_ATTRIBUTES, "TopicArn", own);

        assertThat(reply.status()).isEqualTo(code.equals("NotFound") ? 404 : 400);
        assertThat(only("Code", reply.body().toString())).isEqualTo(code);
        assertThat(only("Message", reply.body().toString())).isEqualTo(message);
    }

    @Test
    @Keeps({"topic.unknown-attribute", "arn-parameter.order"})
    void checksParametersBeforeExistence() throws Exception {
        String arn = "arn:scw:sns:fr-par:" + caller.scope().project().owner() + ":absent";

        assertThat(only(
                        "Message",
                        actions.call(caller, SET_TOPIC_ATTRIBUTES, "TopicArn", arn, "AttributeName", "Colour")))
                .isEqualTo("Invalid parameter: AttributeName");
    }

    @Test
    @Keeps("limit.topics")
    void refusesOneTopicTooManyAndSaysSo() throws Exception {
        for (int i = 0; i < OpenActions.TOPICS_MAX; i++) {
            actions.newTopic(caller, "t" + i);
        }

        String reply = actions.call(caller, CREATE_TOPIC, "Name", "one-too-many");

        assertThat(only("Code", reply)).isEqualTo("TopicLimitExceeded");
        assertThat(actions.newTopic(caller, "t0")).endsWith(":t0");
    }
}

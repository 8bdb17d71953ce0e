package dev.carillon.sns;

import static dev.carillon.sns.OpenActions.attribute;
import static dev.carillon.sns.OpenActions.only;
import static dev.carillon.sns.wire.SnsAction.CREATE_TOPIC;
import static dev.carillon.sns.wire.SnsAction.GET_SUBSCRIPTION_ATTRIBUTES;
import static dev.carillon.sns.wire.SnsAction.GET_TOPIC_ATTRIBUTES;
import static dev.carillon.sns.wire.SnsAction.SET_SUBSCRIPTION_ATTRIBUTES;
import static dev.carillon.sns.wire.SnsAction.SET_TOPIC_ATTRIBUTES;
import static dev.carillon.sns.wire.SnsAction.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Credential;
import dev.carillon.testing.Keeps;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code DeliveryPolicy} and {@code EffectiveDeliveryPolicy} of topics and subscriptions: the contract's "Echoes". */
class DeliveryPolicyActionsTest {
    private static final String FIVE = "{\"healthyRetryPolicy\":{\"numRetries\":5}}";
    private static final String FIVE_RETRIES = "{\"minDelayTarget\":20,\"maxDelayTarget\":20,\"numRetries\":5,"
            + "\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,\"numMinDelayRetries\":0,\"backoffFunction\":\"linear\"}";
    private static final String PLAIN = "{\"headerContentType\":\"text/plain; charset=UTF-8\"}";
    private static final String TOPICS_FIVE = "{\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":5}}}";

    @AutoClose
    private static final OpenActions actions = OpenActions.open();

    private Credential caller;
    private String topic;

    @BeforeEach
    void makeTopic() throws Exception {
        caller = actions.newCaller();
        topic = actions.newTopic(caller, "orders");
    }

    @Test
    @Keeps({"topic.delivery-policy", "policy.topic-echo", "policy.topic-effective"})
    void aTopicsPolicyComesBackWithTheFlagAndTheEffectiveOneFilledIn() throws Exception {
        setTopic(TOPICS_FIVE);

        String shown = actions.call(caller, GET_TOPIC_ATTRIBUTES, "TopicArn", topic);

        assertThat(text("DeliveryPolicy", shown))
                .isEqualTo("{\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":5},"
                        + "\"disableSubscriptionOverrides\":false}}");
        assertThat(text("EffectiveDeliveryPolicy", shown))
                .isEqualTo("{\"http\":{\"defaultHealthyRetryPolicy\":" + FIVE_RETRIES
                        + ",\"disableSubscriptionOverrides\":false,\"defaultRequestPolicy\":" + PLAIN + "}}");
    }

    @Test
    void aTopicsPolicyIsUnsetByNothing() throws Exception {
        setTopic(TOPICS_FIVE);

        setTopic("");

        String shown = actions.call(caller, GET_TOPIC_ATTRIBUTES, "TopicArn", topic);
        assertThat(text("DeliveryPolicy", shown)).isEqualTo("(absent)");
        assertThat(text("EffectiveDeliveryPolicy", shown)).contains("\"numRetries\":3");
    }

    @Test
    @Keeps("topic.delivery-policy")
    void aTopicIsMadeWithAPolicyAndIsTheSameForTheSamePolicy() throws Exception {
        String made = create(" " + TOPICS_FIVE);

        assertThat(create(TOPICS_FIVE)).isEqualTo(made);
        assertThat(only("Message", create(TOPICS_FIVE.replace('5', '6'))))
                .isEqualTo("Invalid parameter: Attributes Reason: Topic already exists with different attributes");
    }

    @Test
    @Keeps({"subscription.delivery-policy", "policy.subscription-echo", "policy.subscription-effective"})
    void aSubscriptionsPolicyComesBackWithAllItsKeys() throws Exception {
        String subscription = subscribe("https", "https://a.example/", FIVE);

        String shown = actions.call(caller, GET_SUBSCRIPTION_ATTRIBUTES, "SubscriptionArn", subscription);

        assertThat(text("DeliveryPolicy", shown))
                .isEqualTo("{\"healthyRetryPolicy\":" + FIVE_RETRIES
                        + ",\"sicklyRetryPolicy\":null,\"throttlePolicy\":null,"
                        + "\"requestPolicy\":null,\"guaranteed\":false}");
        assertThat(text("EffectiveDeliveryPolicy", shown))
                .isEqualTo("{\"healthyRetryPolicy\":" + FIVE_RETRIES
                        + ",\"sicklyRetryPolicy\":null,\"throttlePolicy\":null," + "\"requestPolicy\":" + PLAIN
                        + ",\"guaranteed\":false}");
    }

    @Test
    @Keeps("policy.subscription-effective")
    void theEffectiveOneTakesFromTheTopicWhatTheSubscriptionLeavesOut() throws Exception {
        setTopic("{\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":5},\"defaultThrottlePolicy\":"
                + "{\"maxReceivesPerSecond\":9},\"defaultRequestPolicy\":{\"headerContentType\":\"text/xml\"}}}");
        String subscription =
                subscribe("https", "https://a.example/", "{\"throttlePolicy\":{\"maxReceivesPerSecond\":2}}");

        assertThat(effective(subscription))
                .isEqualTo("{\"healthyRetryPolicy\":" + FIVE_RETRIES + ",\"sicklyRetryPolicy\":null,"
                        + "\"throttlePolicy\":{\"maxReceivesPerSecond\":2},"
                        + "\"requestPolicy\":{\"headerContentType\":\"text/xml\"},\"guaranteed\":false}");
    }

    @Test
    @Keeps("policy.overrides")
    void aTopicThatDisablesOverridesIsAllThatCounts() throws Exception {
        String subscription = subscribe("https", "https://a.example/", FIVE);

        setTopic("{\"http\":{\"disableSubscriptionOverrides\":true}}");

        assertThat(effective(subscription)).contains("\"numRetries\":3");
    }

    @Test
    void aSubscriptionsPolicyIsChangedAndUnset() throws Exception {
        String subscription = subscribe("https", "https://a.example/", FIVE);

        setSubscription(subscription, FIVE.replace('5', '7'));
        assertThat(effective(subscription)).contains("\"numRetries\":7");
        setSubscription(subscription, "{}");

        String shown = actions.call(caller, GET_SUBSCRIPTION_ATTRIBUTES, "SubscriptionArn", subscription);
        assertThat(text("DeliveryPolicy", shown)).isEqualTo("(absent)");
        assertThat(effective(subscription)).contains("\"numRetries\":3");
    }

    @Test
    void saysAsAwsDoesWhatIsWrong() throws Exception {
        String subscription = subscribe("https", "https://a.example/", "");
        String zero = "{\"healthyRetryPolicy\":{\"minDelayTarget\":0}}";

        assertThat(only("Message", setSubscription(subscription, zero)))
                .isEqualTo(
                        "Invalid parameter: DeliveryPolicy: healthyRetryPolicy.minDelayTarget must be greater than or"
                                + " equal to 1");
        assertThat(only("Message", actions.call(caller, SUBSCRIBE, subscribing("https", "https://b.example/", zero))))
                .isEqualTo(
                        "Invalid parameter: Attributes Reason: DeliveryPolicy: healthyRetryPolicy.minDelayTarget must be"
                                + " greater than or equal to 1");
        assertThat(only("Message", setTopic("{\"healthyRetryPolicy\":{}}")))
                .isEqualTo("Invalid parameter: DeliveryPolicy: Unexpected JSON member: healthyRetryPolicy");
    }

    @Test
    @Keeps("policy.web-only")
    void onlyWebEndpointsHavePoliciesOfTheirOwn() throws Exception {
        setTopic(TOPICS_FIVE);
        String function = subscribe("lambda", "https://f.example/", "{}");

        assertThat(only("Message", setSubscription(function, FIVE)))
                .isEqualTo("Invalid parameter: DeliveryPolicy: Delivery protocol [lambda] does not support delivery"
                        + " policies.");
        assertThat(effective(function)).contains("\"numRetries\":100015");
    }

    private String create(String policy) throws Exception {
        return actions.call(
                caller,
                CREATE_TOPIC,
                "Name",
                "made",
                "Attributes.entry.1.key",
                "DeliveryPolicy",
                "Attributes.entry.1.value",
                policy);
    }

    private String setTopic(String policy) throws Exception {
        return actions.call(
                caller,
                SET_TOPIC_ATTRIBUTES,
                "TopicArn",
                topic,
                "AttributeName",
                "DeliveryPolicy",
                "AttributeValue",
                policy);
    }

    private String setSubscription(String arn, String policy) throws Exception {
        return actions.call(
                caller,
                SET_SUBSCRIPTION_ATTRIBUTES,
                "SubscriptionArn",
                arn,
                "AttributeName",
                "DeliveryPolicy",
                "AttributeValue",
                policy);
    }

    private String subscribe(String protocol, String endpoint, String policy) throws Exception {
        return only("SubscriptionArn", actions.call(caller, SUBSCRIBE, subscribing(protocol, endpoint, policy)));
    }

    private String[] subscribing(String protocol, String endpoint, String policy) {
        return new String[] {
            "TopicArn",
            topic,
            "Protocol",
            protocol,
            "Endpoint",
            endpoint,
            "ReturnSubscriptionArn",
            "true",
            "Attributes.entry.1.key",
            "DeliveryPolicy",
            "Attributes.entry.1.value",
            policy
        };
    }

    private String effective(String subscription) throws Exception {
        return text(
                "EffectiveDeliveryPolicy",
                actions.call(caller, GET_SUBSCRIPTION_ATTRIBUTES, "SubscriptionArn", subscription));
    }

    private static String text(String name, String shown) {
        return attribute(name, shown).replace("&#34;", "\"");
    }
}

package dev.carillon.sns.subscription;

import static dev.carillon.sns.OpenActions.all;
import static dev.carillon.sns.OpenActions.attribute;
import static dev.carillon.sns.OpenActions.only;
import static dev.carillon.sns.wire.SnsAction.CONFIRM_SUBSCRIPTION;
import static dev.carillon.sns.wire.SnsAction.GET_SUBSCRIPTION_ATTRIBUTES;
import static dev.carillon.sns.wire.SnsAction.LIST_SUBSCRIPTIONS;
import static dev.carillon.sns.wire.SnsAction.LIST_SUBSCRIPTIONS_BY_TOPIC;
import static dev.carillon.sns.wire.SnsAction.SET_SUBSCRIPTION_ATTRIBUTES;
import static dev.carillon.sns.wire.SnsAction.SUBSCRIBE;
import static dev.carillon.sns.wire.SnsAction.UNSUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.bus.ConfirmationRequested;
import dev.carillon.catalog.CatalogSweep;
import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.Credential;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.SubscriptionState;
import dev.carillon.policy.FilterStart;
import dev.carillon.sns.OpenActions;
import dev.carillon.sns.call.SnsReply;
import dev.carillon.testing.Keeps;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionActionsTest {
    private static final String URL = "https://f.example/hook";

    @AutoClose
    private static final OpenActions actions = OpenActions.open();

    private Credential caller;
    private String topic = "";

    @BeforeEach
    void makeTopic() throws Exception {
        caller = actions.newCaller();
        topic = actions.newTopic(caller, "orders");
        actions.confirmations.clear();
        actions.pins.clear();
    }

    @Test
    @Keeps({"subscribe.protocols", "subscribe.confirmed-at-once", "subscribe.idempotent"})
    void startsAFunctionAtTheSequenceThatItsPinNamed() throws Exception {
        String arn = only("SubscriptionArn", subscribe("lambda", "http://f.example/"));

        Subscription subscription = subscription(arn);
        assertThat(subscription.state()).isEqualTo(new SubscriptionState.Confirmed(OpenActions.NEXT_SEQUENCE, ""));
        long topicNo = actions.topic(topic).topicNo();
        await().untilAsserted(() -> assertThat(actions.pins).containsExactly("pin " + topicNo, "unpin " + topicNo));
        assertThat(only("SubscriptionArn", subscribe("lambda", "http://f.example/")))
                .isEqualTo(arn);
        assertThat(actions.confirmations).isEmpty();
    }

    @Test
    @Keeps({"subscribe.protocols", "subscribe.pending", "confirm.again"})
    void asksAWebEndpointAndConfirmsItByItsToken() throws Exception {
        assertThat(only("SubscriptionArn", subscribe("https", URL))).isEqualTo("pending confirmation");
        ConfirmationRequested asked = asked();
        assertThat(asked.endpoint()).isEqualTo(URL);
        assertThat(asked.kind()).isEqualTo(ConfirmationKind.SUBSCRIBE);

        String confirmed = confirm(asked.token());

        assertThat(only("SubscriptionArn", confirmed))
                .isEqualTo(asked.subscription().toString());
        Subscription subscription = subscription(asked.subscription().toString());
        assertThat(subscription.isConfirmed()).isTrue();
        assertThat(subscription.isConfirmationAuthenticated()).isFalse();
        assertThat(subscription.state().toString()).doesNotContain(asked.token());
        assertThat(confirm(asked.token())).isEqualTo(confirmed);
    }

    @Test
    @Keeps({"arn.subscription", "subscribe.return-arn"})
    void namesThePendingArnWhenAskedTo() throws Exception {
        String reply = actions.call(
                caller,
                SUBSCRIBE,
                "TopicArn",
                topic,
                "Protocol",
                "https",
                "Endpoint",
                URL,
                "ReturnSubscriptionArn",
                "true");

        assertThat(only("SubscriptionArn", reply))
                .startsWith(topic + ":")
                .matches(".*:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(only("SubscriptionArn", reply))
                .isEqualTo(asked().subscription().toString());
    }

    @Test
    @Keeps("confirm.unguessable")
    void givesEachEndpointATokenOfItsOwnThatNobodyCanGuess() throws Exception {
        subscribe("https", URL);
        String first = asked().token();
        subscribe("https", URL + "2");
        String second = asked().token();

        assertThat(List.of(first, second)).doesNotHaveDuplicates().allMatch(token -> token.matches("[0-9a-f]{64}"));
        assertThat(only("SubscriptionArn", confirm(second))).isNotEqualTo(only("SubscriptionArn", confirm(first)));
    }

    @Test
    @Keeps("confirm.expiry")
    void deletesWhatNobodyConfirmedInTwoDays() throws Exception {
        String arn = confirmedWebEndpoint();
        actions.callUnsigned(UNSUBSCRIBE, "SubscriptionArn", arn);
        subscribe("https", URL + "2");
        String kept = only("SubscriptionArn", subscribe("lambda", URL));

        actions.time.advance(Duration.ofDays(2).minusSeconds(1));
        OpenActions.within(CatalogSweep.now(actions.catalog()));
        assertThat(listed()).hasSize(3);
        actions.time.advance(Duration.ofSeconds(1));
        OpenActions.within(CatalogSweep.now(actions.catalog()));

        assertThat(listed()).containsExactly(kept);
    }

    @Test
    @Keeps({"subscribe.idempotent", "subscribe.again"})
    void voidsTheFirstTokenWhenAPendingEndpointIsSubscribedAgain() throws Exception {
        subscribe("https", URL);
        ConfirmationRequested first = asked();

        subscribe("https", URL);

        ConfirmationRequested second = asked();
        assertThat(second.subscription()).isEqualTo(first.subscription());
        assertThat(only("Message", confirm(first.token()))).isEqualTo("Invalid token");
        assertThat(only("SubscriptionArn", confirm(second.token())))
                .isEqualTo(first.subscription().toString());
    }

    @Test
    @Keeps({"confirm.two-days", "confirm.wrong-token", "confirm.wrong-form"})
    void refusesTokensThatAreWrongOrTooOldOrOfAnotherTopic() throws Exception {
        String other = actions.newTopic(caller, "bills");
        subscribe("https", URL);
        ConfirmationRequested asked = asked();

        assertThat(only("Message", confirm("ab".repeat(32)))).isEqualTo("Invalid token");
        assertThat(only("Message", confirm("short"))).isEqualTo("Invalid parameter: Token");
        assertThat(only(
                        "Message",
                        actions.callUnsigned(CONFIRM_SUBSCRIPTION, "TopicArn", other, "Token", asked.token())))
                .isEqualTo("Invalid parameter: Token");
        actions.time.advance(Duration.ofDays(2));
        assertThat(only("Message", confirm(asked.token()))).isEqualTo("Invalid token");
    }

    @Test
    void doesNotTellAStrangerWhichTopicsThereAre() throws Exception {
        String missing = topic + "-missing";
        subscribe("https", URL);
        String token = asked().token();

        String reply = actions.callUnsigned(CONFIRM_SUBSCRIPTION, "TopicArn", missing, "Token", token);
        assertThat(only("Code", reply)).isEqualTo("InvalidParameter");
        assertThat(only("Message", reply)).isEqualTo("Invalid token");
        assertThat(only("Code", actions.call(caller, CONFIRM_SUBSCRIPTION, "TopicArn", missing, "Token", token)))
                .isEqualTo("NotFound");
    }

    @Test
    @Keeps({"confirm.unguessable", "unsubscribe.link"})
    void restoresASubscriptionThatWasEndedByItsLink() throws Exception {
        subscribe("https", URL);
        String token = asked().token();
        String arn = only("SubscriptionArn", confirm(token));

        String ended = actions.callUnsigned(UNSUBSCRIBE, "SubscriptionArn", arn);

        assertThat(ended).startsWith("<UnsubscribeResponse ").doesNotContain("Error");
        assertThat(subscription(arn).isConfirmed()).isFalse();
        ConfirmationRequested told = asked();
        assertThat(told.kind()).isEqualTo(ConfirmationKind.UNSUBSCRIBE);
        assertThat(only("Message", confirm(token))).isEqualTo("Invalid token");
        assertThat(only("SubscriptionArn", confirm(told.token()))).isEqualTo(arn);
        assertThat(subscription(arn).isConfirmed()).isTrue();
    }

    @Test
    @Keeps("filter.nesting")
    void ofAPolicyAndAScopeThatDoNotGoTogetherOnlyOneIsSetHoweverTheyCome() throws Exception {
        for (int i = 0; i < 20; i++) {
            String arn = only("SubscriptionArn", subscribe("lambda", URL + i));
            set(arn, "FilterPolicyScope", "MessageBody");

            Future<SnsReply> policy = starting(arn, "FilterPolicy", "{\"a\":{\"b\":[\"x\"]}}");
            Future<SnsReply> scope = starting(arn, "FilterPolicyScope", "MessageAttributes");

            List<Integer> statuses = List.of(
                    OpenActions.within(policy).status(),
                    OpenActions.within(scope).status());
            assertThat(statuses).containsExactlyInAnyOrder(200, 400);
            set(arn, "FilterPolicy", "");
        }
    }

    @Test
    void startsAFunctionAgainThatWasEndedByItsLink() throws Exception {
        String arn = only("SubscriptionArn", subscribe("lambda", URL));
        actions.callUnsigned(UNSUBSCRIBE, "SubscriptionArn", arn);
        assertThat(subscription(arn).isConfirmed()).isFalse();

        assertThat(only("SubscriptionArn", subscribe("lambda", URL))).isEqualTo(arn);

        assertThat(subscription(arn).isConfirmed()).isTrue();
    }

    @Test
    @Keeps("confirm.authenticate-on-unsubscribe")
    void letsOnlyASignedCallEndWhatWasConfirmedSo() throws Exception {
        subscribe("https", URL);
        ConfirmationRequested asked = asked();
        String arn = asked.subscription().toString();
        actions.call(
                caller,
                CONFIRM_SUBSCRIPTION,
                "TopicArn",
                topic,
                "Token",
                asked.token(),
                "AuthenticateOnUnsubscribe",
                "true");

        assertThat(only("Code", actions.callUnsigned(UNSUBSCRIBE, "SubscriptionArn", arn)))
                .isEqualTo("AccessDeniedException");
        assertThat(subscription(arn).isConfirmationAuthenticated()).isTrue();
        assertThat(actions.call(caller, UNSUBSCRIBE, "SubscriptionArn", arn)).doesNotContain("Error");
        assertThat(actions.topic(topic).subscriptions()).isEmpty();
        assertThat(actions.topic(topic).subscriptionsDeleted()).isEqualTo(1);
    }

    @Test
    @Keeps("confirm.authenticate-on-unsubscribe")
    void asksWhoeverMakesSignaturesNecessaryForOne() throws Exception {
        subscribe("https", URL);
        ConfirmationRequested asked = asked();
        String[] claim = {"TopicArn", topic, "Token", asked.token(), "AuthenticateOnUnsubscribe", "true"};

        assertThat(only("Code", actions.callUnsigned(CONFIRM_SUBSCRIPTION, claim)))
                .isEqualTo("MissingAuthenticationToken");
        assertThat(subscription(asked.subscription().toString()).isConfirmed()).isFalse();
        claim[5] = "false";
        assertThat(actions.callUnsigned(CONFIRM_SUBSCRIPTION, claim)).doesNotContain("Error");
    }

    @Test
    @Keeps("unsubscribe.unknown")
    void isContentToEndWhatIsNotThere() throws Exception {
        String arn = topic + ":3f0c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11";

        assertThat(actions.call(caller, UNSUBSCRIBE, "SubscriptionArn", arn)).doesNotContain("Error");
        assertThat(actions.callUnsigned(UNSUBSCRIBE, "SubscriptionArn", arn)).doesNotContain("Error");
        assertThat(only("Message", actions.call(caller, UNSUBSCRIBE, "SubscriptionArn", "pending confirmation")))
                .isEqualTo("Invalid parameter: SubscriptionArn Reason: An ARN must have at least 6 elements, not 1");
        assertThat(only("Message", actions.call(caller, UNSUBSCRIBE, "SubscriptionArn", topic)))
                .isEqualTo("Invalid parameter: SubscriptionArn");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pigeon | x | Invalid parameter: Amazon SNS does not support this protocol string: pigeon",
                "email | a@b.example | Invalid parameter: Protocol Reason: The protocol email is not offered here",
                "email-json | a@b.example | Invalid parameter: Protocol Reason: The protocol email-json is not offered here",
                "sms | +33612345678 | Invalid parameter: Protocol Reason: The protocol sms is not offered here",
                "application | arn:a:b:c:d:e | Invalid parameter: Protocol Reason: The protocol application is not offered here",
                "firehose | arn:a:b:c:d:e | Invalid parameter: Protocol Reason: The protocol firehose is not offered here",
                "sqs | https://sqs.example/q | Invalid parameter: SQS endpoint ARN",
                "sqs | arn:scw:sqs:fr-par:project-3f0c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11:q | Invalid parameter: SQS endpoint ARN",
                "sqs | arn:scw:sqs:fr-par:000000000000:q | Invalid parameter: SQS endpoint ARN",
                "sqs | arn:aws:sqs:eu-west-3:123456789012:q.fifo | Invalid parameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
                "sqs | arn:aws:sqs:nowhere:123456789012:q | Invalid parameter: Endpoint Reason: The endpoint cannot be reached from here",
                "http | https://f.example | Invalid parameter: Endpoint must match the specified protocol",
                "https | http://f.example | Invalid parameter: Endpoint must match the specified protocol",
                "lambda | ftp://f.example | Invalid parameter: Endpoint must match the specified protocol",
                "https | https://f.example/a b | Invalid parameter: Endpoint Reason: A URL has no spaces and no fragment, and what is not ASCII is percent-encoded",
                "lambda | https://f.example/\u00e9 | Invalid parameter: Endpoint Reason: A URL has no spaces and no fragment, and what is not ASCII is percent-encoded",
                "http | 'http://f.example/a#b' | Invalid parameter: Endpoint Reason: A URL has no spaces and no fragment, and what is not ASCII is percent-encoded",
                "https | '' | Invalid parameter: Endpoint Reason: no value for required parameter",
                "https | https://forbidden.example/ | Invalid parameter: Endpoint Reason: The endpoint cannot be reached from here",
            })
    @Keeps({
        "subscribe.unknown-protocol",
        "subscribe.protocol-not-offered",
        "subscribe.scheme",
        "arn.queue",
        "address.subscribe"
    })
    void refusesWhatCannotBeSubscribed(String protocol, String endpoint, String message) throws Exception {
        assertThat(only("Message", subscribe(protocol, endpoint))).isEqualTo(message);
        assertThat(actions.topic(topic).subscriptions()).isEmpty();
    }

    @Test
    @Keeps({"subscribe.idempotent", "subscribe.other-attributes", "subscription.filter-policy"})
    void keepsAFilterPolicyAsItWasGivenAndShowsItsScope() throws Exception {
        String policy = "{ \"store\" : [\"fans\"] }";
        String arn = only("SubscriptionArn", subscribe("lambda", URL, "FilterPolicy", policy));

        String shown = actions.call(caller, GET_SUBSCRIPTION_ATTRIBUTES, "SubscriptionArn", arn);

        assertThat(unescaped(attribute("FilterPolicy", shown))).isEqualTo(policy);
        assertThat(attribute("FilterPolicyScope", shown)).isEqualTo("MessageAttributes");
        assertThat(only("SubscriptionArn", subscribe("lambda", URL, "FilterPolicy", policy)))
                .isEqualTo(arn);
        assertThat(only("Message", subscribe("lambda", URL, "FilterPolicy", "{\"store\":[\"x\"]}")))
                .isEqualTo(
                        "Invalid parameter: Attributes Reason: Subscription already exists with different attributes");
    }

    @Test
    @Keeps("filter.earlier")
    void aChangedPolicyOrScopeHoldsFromTheSequenceThatItsPinNamed() throws Exception {
        String arn = only("SubscriptionArn", subscribe("lambda", URL, "FilterPolicy", "{\"a\":[0]}"));
        long topicNo = actions.topic(topic).topicNo();
        List<String> pinned = List.of("pin " + topicNo, "unpin " + topicNo);
        await().untilAsserted(() -> assertThat(actions.pins).containsExactlyElementsOf(pinned));
        assertThat(FilterStart.of(subscription(arn))).isEqualTo(new FilterStart(0, 0));

        int changes = 0;
        for (String each : List.of("FilterPolicy {\"a\":[1]}", "FilterPolicyScope MessageBody", "FilterPolicy {}")) {
            actions.pins.clear();
            int space = each.indexOf(' ');
            set(arn, each.substring(0, space), each.substring(space + 1));

            await().untilAsserted(() -> assertThat(actions.pins).containsExactlyElementsOf(pinned));
            assertThat(FilterStart.of(subscription(arn)))
                    .isEqualTo(new FilterStart(OpenActions.NEXT_SEQUENCE, ++changes));
        }
        actions.pins.clear();
        set(arn, "RawMessageDelivery", "true");
        assertThat(actions.pins).isEmpty();
        assertThat(actions.call(caller, GET_SUBSCRIPTION_ATTRIBUTES, "SubscriptionArn", arn))
                .doesNotContain(FilterStart.NAME);
    }

    @Test
    void aSetThatChangesNoPolicyStartsNone() throws Exception {
        String filtered = only("SubscriptionArn", subscribe("lambda", URL, "FilterPolicy", "{\"a\":[0]}"));
        String unfiltered = only("SubscriptionArn", subscribe("lambda", URL + "2"));

        set(filtered, "FilterPolicy", "{\"a\":[0]}");
        set(filtered, "FilterPolicyScope", "MessageAttributes");
        set(unfiltered, "FilterPolicyScope", "MessageBody");
        set(unfiltered, "FilterPolicy", "{}");

        assertThat(FilterStart.of(subscription(filtered))).isEqualTo(new FilterStart(0, 0));
        assertThat(FilterStart.of(subscription(unfiltered))).isEqualTo(new FilterStart(0, 0));
    }

    @Test
    @Keeps("filter.none")
    void changesAndRemovesAFilterPolicy() throws Exception {
        String arn = only("SubscriptionArn", subscribe("lambda", URL));

        assertThat(set(arn, "FilterPolicyScope", "MessageBody")).doesNotContain("Error");
        assertThat(set(arn, "FilterPolicy", "{\"a\":{\"b\":[1]}}")).doesNotContain("Error");
        assertThat(subscription(arn).attributes()).containsEntry("FilterPolicy", "{\"a\":{\"b\":[1]}}");
        assertThat(only("Message", set(arn, "FilterPolicyScope", "MessageAttributes")))
                .isEqualTo(
                        "Invalid parameter: FilterPolicyScope: Filter policy scope MessageAttributes does not support"
                                + " nested filter policy");
        for (String none : List.of("{}", "")) {
            assertThat(set(arn, "FilterPolicy", "{\"a\":[1]}")).doesNotContain("Error");
            assertThat(set(arn, "FilterPolicy", none)).doesNotContain("Error");
            assertThat(subscription(arn).attributes()).doesNotContainKey("FilterPolicy");
        }
        assertThat(set(arn, "FilterPolicyScope", "MessageAttributes")).doesNotContain("Error");
    }

    @Test
    @Keeps({"filter.subscribe-prefix", "filter.set-prefix"})
    void saysWhatIsWrongWithAFilterPolicy() throws Exception {
        assertThat(unescaped(only("Message", subscribe("lambda", URL, "FilterPolicy", "{\"a\":\"b\"}"))))
                .isEqualTo("Invalid parameter: Attributes Reason: FilterPolicy: \"a\" must be an object or an array\n"
                        + " at [Source: (String)\"{\"a\":\"b\"}\"; line: 1, column: 7]");
        assertThat(actions.topic(topic).subscriptions()).isEmpty();
        String arn = only("SubscriptionArn", subscribe("lambda", URL));
        assertThat(only("Message", set(arn, "FilterPolicy", "{\"a\":{\"b\":[1]}}")))
                .isEqualTo(
                        "Invalid parameter: FilterPolicy: Filter policy scope MessageAttributes does not support nested"
                                + " filter policy");
        assertThat(only("Message", set(arn, "FilterPolicyScope", "Headers")))
                .isEqualTo(
                        "Invalid parameter: FilterPolicyScope: Invalid value [Headers]. Please use either MessageBody"
                                + " or MessageAttributes");
    }

    @Test
    @Keeps("limit.filter-policies")
    void refusesMoreFilterPoliciesThanATopicMayHave() throws Exception {
        for (int i = 0; i < OpenActions.FILTERS_MAX; i++) {
            assertThat(subscribe("lambda", URL + i, "FilterPolicy", "{\"a\":[1]}"))
                    .doesNotContain("Error");
        }
        String unfiltered = only("SubscriptionArn", subscribe("lambda", URL));

        String refused = subscribe("lambda", URL + "more", "FilterPolicy", "{\"a\":[1]}");

        assertThat(only("Code", refused)).isEqualTo("FilterPolicyLimitExceeded");
        assertThat(only("Code", set(unfiltered, "FilterPolicy", "{\"a\":[1]}"))).isEqualTo("FilterPolicyLimitExceeded");
    }

    @Test
    @Keeps({"subscription.shown", "subscription.redrive-policy"})
    void showsTheAttributesOfAPendingSubscription() throws Exception {
        subscribe("https", URL);
        String arn = asked().subscription().toString();

        String shown = actions.call(caller, GET_SUBSCRIPTION_ATTRIBUTES, "SubscriptionArn", arn);

        assertThat(attribute("SubscriptionArn", shown)).isEqualTo(arn);
        assertThat(attribute("TopicArn", shown)).isEqualTo(topic);
        assertThat(attribute("Protocol", shown)).isEqualTo("https");
        assertThat(attribute("Endpoint", shown)).isEqualTo(URL);
        assertThat(attribute("PendingConfirmation", shown)).isEqualTo("true");
        assertThat(attribute("ConfirmationWasAuthenticated", shown)).isEqualTo("false");
        assertThat(attribute("RawMessageDelivery", shown)).isEqualTo("false");
        assertThat(attribute("Owner", shown)).isEqualTo(caller.scope().project().owner());
        assertThat(attribute("SubscriptionPrincipal", shown))
                .isEqualTo("arn:scw:iam::" + caller.scope().project().owner() + ":root");
        assertThat(attribute("EffectiveDeliveryPolicy", shown)).contains("healthyRetryPolicy");
        assertThat(attribute("RedrivePolicy", shown)).isEqualTo("(absent)");
        assertThat(only("SubscriptionArn", actions.call(caller, LIST_SUBSCRIPTIONS_BY_TOPIC, "TopicArn", topic)))
                .isEqualTo("PendingConfirmation");
    }

    @Test
    @Keeps("subscribe.pending")
    void showsAPendingSubscriptionInEveryListAsSuch() throws Exception {
        subscribe("https", URL);

        assertThat(listed()).containsExactly("PendingConfirmation");
        assertThat(only("SubscriptionArn", actions.call(caller, LIST_SUBSCRIPTIONS_BY_TOPIC, "TopicArn", topic)))
                .isEqualTo("PendingConfirmation");
        confirm(asked().token());
        assertThat(listed()).allMatch(arn -> arn.startsWith(topic));
    }

    @ParameterizedTest
    @CsvSource({
        "https://al%40ice:s%3Acret@f.example/a?b=c@d, https://al%40ice:****@f.example/a?b=c@d",
        "https://alice:@f.example, https://alice:****@f.example",
        "https://alice@f.example/x:y@z, https://alice@f.example/x:y@z",
        "https://f.example:8443/x:y@z, https://f.example:8443/x:y@z"
    })
    @Keeps("list.password")
    void listsAnEndpointWithoutItsPassword(String endpoint, String listed) throws Exception {
        String arn = only("SubscriptionArn", subscribe("lambda", endpoint));

        assertThat(only("Endpoint", actions.call(caller, LIST_SUBSCRIPTIONS))).isEqualTo(listed);
        assertThat(only("Endpoint", actions.call(caller, LIST_SUBSCRIPTIONS_BY_TOPIC, "TopicArn", topic)))
                .isEqualTo(listed);
        assertThat(attribute("Endpoint", actions.call(caller, GET_SUBSCRIPTION_ATTRIBUTES, "SubscriptionArn", arn)))
                .isEqualTo(endpoint);
        assertThat(only("SubscriptionArn", subscribe("lambda", endpoint))).isEqualTo(arn);
    }

    @Test
    @Keeps("arn-parameter.order")
    void checksParametersBeforeExistence() throws Exception {
        String absent = topic + "-not";
        String nobody = topic + ":3f0c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11";

        for (String[] wrong : new String[][] {{"pigeon", URL}, {"https", "http://f.example"}, {"https", ""}}) {
            String reply =
                    actions.call(caller, SUBSCRIBE, "TopicArn", absent, "Protocol", wrong[0], "Endpoint", wrong[1]);
            assertThat(only("Code", reply)).isEqualTo("InvalidParameter");
        }
        assertThat(only(
                        "Code",
                        actions.call(caller, SUBSCRIBE, "TopicArn", absent, "Protocol", "https", "Endpoint", URL)))
                .isEqualTo("NotFound");
        assertThat(only("Message", set(nobody, "Colour", "red"))).isEqualTo("Invalid parameter: AttributeName");
        assertThat(only("Message", actions.call(caller, CONFIRM_SUBSCRIPTION, "TopicArn", absent, "Token", "short")))
                .isEqualTo("Invalid parameter: Token");
    }

    @Test
    @Keeps({"subscription.raw", "subscription.unknown-attribute", "arn-parameter.unknown-subscription"})
    void setsWhatChangesNothingAndRefusesTheRest() throws Exception {
        String arn = only("SubscriptionArn", subscribe("lambda", URL));

        assertThat(set(arn, "RawMessageDelivery", "false")).doesNotContain("Error");
        assertThat(only("Message", set(arn, "RawMessageDelivery", "maybe")))
                .isEqualTo("Invalid parameter: RawMessageDelivery: Invalid value [maybe]. Must be true or false.");
        assertThat(only("Message", set(topic + ":3f0c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11", "FilterPolicy", "{}")))
                .isEqualTo("Subscription does not exist");
        assertThat(only("Message", set(arn, "Colour", "red"))).isEqualTo("Invalid parameter: AttributeName");
    }

    @Test
    void turnsRawDeliveryOnAndOff() throws Exception {
        String arn = confirmedWebEndpoint();

        assertThat(set(arn, "RawMessageDelivery", "true")).doesNotContain("Error");
        assertThat(attribute(
                        "RawMessageDelivery",
                        actions.call(caller, GET_SUBSCRIPTION_ATTRIBUTES, "SubscriptionArn", arn)))
                .isEqualTo("true");
        assertThat(subscription(arn).isRaw()).isTrue();

        assertThat(set(arn, "RawMessageDelivery", "false")).doesNotContain("Error");
        assertThat(subscription(arn).isRaw()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"arn:scw:sqs:fr-par:OWNER:orders", "arn:aws:sqs:eu-west-3:123456789012:orders"})
    @Keeps({"arn.queue", "subscribe.confirmed-at-once", "subscribe.protocols", "subscribe.idempotent"})
    void aQueueIsConfirmedAtOnceAndMayHaveItRaw(String form) throws Exception {
        String queue = form.replace("OWNER", caller.scope().project().owner());

        String arn = only("SubscriptionArn", subscribe("sqs", queue, "RawMessageDelivery", "true"));

        assertThat(subscription(arn).isConfirmed()).isTrue();
        String shown = actions.call(caller, GET_SUBSCRIPTION_ATTRIBUTES, "SubscriptionArn", arn);
        assertThat(attribute("Endpoint", shown)).isEqualTo(queue);
        assertThat(attribute("Protocol", shown)).isEqualTo("sqs");
        assertThat(attribute("RawMessageDelivery", shown)).isEqualTo("true");
        assertThat(only("SubscriptionArn", subscribe("sqs", queue))).isEqualTo(arn);
    }

    @Test
    @Keeps({"subscription.redrive-policy", "client.terraform"})
    void keepsARedrivePolicyAsItWasGivenAndShowsItOnlyWhenSet() throws Exception {
        String policy = "{ \"deadLetterTargetArn\" : \"arn:scw:sqs:fr-par:"
                + caller.scope().project().owner() + ":dead\" }";
        String arn = only("SubscriptionArn", subscribe("lambda", URL, "RedrivePolicy", policy));
        assertThat(shownRedrivePolicy(arn)).isEqualTo(policy);

        assertThat(set(arn, "RedrivePolicy", "{}")).doesNotContain("Error");
        assertThat(shownRedrivePolicy(arn)).isEqualTo("(absent)");
        assertThat(set(arn, "RedrivePolicy", policy)).doesNotContain("Error");
        assertThat(shownRedrivePolicy(arn)).isEqualTo(policy);
        assertThat(set(arn, "RedrivePolicy", "")).doesNotContain("Error");
        assertThat(shownRedrivePolicy(arn)).isEqualTo("(absent)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | failed to parse JSON.",
                "{\"maxReceiveCount\":5} | invalid JSON. Attribute maxReceiveCount is unknown.",
                "{\"deadLetterTargetArn\":\"dead\"} | deadLetterTargetArn is an invalid arn",
                "{\"deadLetterTargetArn\":\"arn:scw:sqs:fr-par:project-3f0c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11:d\"} | deadLetterTargetArn is an invalid arn",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:r:1:d.fifo\"} | deadLetterTargetArn must name a standard queue, as the topic is",
            })
    @Keeps("deadletter.queue-kind")
    void refusesARedrivePolicyThatCannotWork(String policy, String objection) throws Exception {
        assertThat(unescaped(only("Message", subscribe("lambda", URL, "RedrivePolicy", policy))))
                .isEqualTo("Invalid parameter: Attributes Reason: RedrivePolicy: " + objection);
        String arn = only("SubscriptionArn", subscribe("lambda", URL));
        assertThat(unescaped(only("Message", set(arn, "RedrivePolicy", policy))))
                .isEqualTo("Invalid parameter: RedrivePolicy: " + objection);
    }

    @Test
    void refusesADeadLetterQueueThatNoServiceHas() throws Exception {
        String policy = "{\"deadLetterTargetArn\":\"" + OpenActions.UNSERVED_QUEUE + "\"}";
        String refusal = "Invalid parameter: RedrivePolicy: deadLetterTargetArn Reason: The queue cannot be reached"
                + " from here";

        assertThat(only("Message", subscribe("lambda", URL, "RedrivePolicy", policy)))
                .isEqualTo(refusal);
        String arn = only("SubscriptionArn", subscribe("lambda", URL));
        assertThat(only("Message", set(arn, "RedrivePolicy", policy))).isEqualTo(refusal);
    }

    @Test
    void refusesRawDeliveryToAFunction() throws Exception {
        assertThat(only("Message", subscribe("lambda", URL, "RawMessageDelivery", "true")))
                .isEqualTo("Invalid parameter: Attributes Reason: Delivery protocol [lambda] does not support raw"
                        + " message delivery.");
        String arn = only("SubscriptionArn", subscribe("lambda", URL, "RawMessageDelivery", "false"));
        assertThat(only("Message", set(arn, "RawMessageDelivery", "true")))
                .isEqualTo("Invalid parameter: Delivery protocol [lambda] does not support raw message delivery.");
    }

    private String set(String arn, String name, String value) throws Exception {
        return OpenActions.within(starting(arn, name, value)).body().toString();
    }

    private String shownRedrivePolicy(String arn) throws Exception {
        return unescaped(
                attribute("RedrivePolicy", actions.call(caller, GET_SUBSCRIPTION_ATTRIBUTES, "SubscriptionArn", arn)));
    }

    private List<String> listed() throws Exception {
        return all("SubscriptionArn", actions.call(caller, LIST_SUBSCRIPTIONS));
    }

    private String confirmedWebEndpoint() throws Exception {
        subscribe("https", URL);
        return only("SubscriptionArn", confirm(asked().token()));
    }

    private String subscribe(String protocol, String endpoint) throws Exception {
        return actions.call(caller, SUBSCRIBE, "TopicArn", topic, "Protocol", protocol, "Endpoint", endpoint);
    }

    private String subscribe(String protocol, String endpoint, String attribute, String value) throws Exception {
        return actions.call(
                caller,
                SUBSCRIBE,
                "TopicArn",
                topic,
                "Protocol",
                protocol,
                "Endpoint",
                endpoint,
                "Attributes.entry.1.key",
                attribute,
                "Attributes.entry.1.value",
                value);
    }

    private static String unescaped(String xml) {
        return xml.replace("&#34;", "\"").replace("&#xA;", "\n");
    }

    private String confirm(String token) throws Exception {
        return actions.callUnsigned(CONFIRM_SUBSCRIPTION, "TopicArn", topic, "Token", token);
    }

    /** The next message that was asked for. */
    private static ConfirmationRequested asked() {
        await().until(() -> !actions.confirmations.isEmpty());
        return actions.confirmations.remove();
    }

    private static Subscription subscription(String arn) {
        return actions.catalog()
                .view()
                .subscription(SubscriptionArn.parse(arn).orElseThrow())
                .orElseThrow();
    }

    private Future<SnsReply> starting(String arn, String name, String value) {
        return actions.start(
                Optional.of(caller),
                SET_SUBSCRIPTION_ATTRIBUTES,
                "SubscriptionArn",
                arn,
                "AttributeName",
                name,
                "AttributeValue",
                value);
    }
}

package dev.carillon.sns;

import static dev.carillon.sns.OpenActions.all;
import static dev.carillon.sns.OpenActions.only;
import static dev.carillon.sns.wire.SnsAction.DELETE_TOPIC;
import static dev.carillon.sns.wire.SnsAction.LIST_SUBSCRIPTIONS;
import static dev.carillon.sns.wire.SnsAction.LIST_SUBSCRIPTIONS_BY_TOPIC;
import static dev.carillon.sns.wire.SnsAction.LIST_TOPICS;
import static dev.carillon.sns.wire.SnsAction.SUBSCRIBE;
import static dev.carillon.sns.wire.SnsAction.UNSUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Credential;
import dev.carillon.testing.Keeps;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListActionsTest {
    @AutoClose
    private static final OpenActions actions = OpenActions.open();

    private Credential caller;

    @BeforeEach
    void makeProject() throws Exception {
        caller = actions.newCaller();
    }

    @Test
    void listsNothingInAnEmptyProject() throws Exception {
        assertThat(actions.call(caller, LIST_TOPICS))
                .contains("<Topics></Topics>")
                .doesNotContain("NextToken");
        assertThat(actions.call(caller, LIST_SUBSCRIPTIONS)).contains("<Subscriptions></Subscriptions>");
    }

    @Test
    @Keeps({"list.pages", "list.stable"})
    void pagesThroughTopicsThoughSomeAreMadeAndDeletedMeanwhile() throws Exception {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            made.add(actions.newTopic(caller, "t" + i));
        }

        String first = actions.call(caller, LIST_TOPICS);
        actions.call(caller, DELETE_TOPIC, "TopicArn", made.get(99));
        actions.call(caller, DELETE_TOPIC, "TopicArn", made.get(5));
        String late = actions.newTopic(caller, "a-late-one");
        String second = actions.call(caller, LIST_TOPICS, "NextToken", only("NextToken", first));

        assertThat(all("TopicArn", first)).isEqualTo(made.subList(0, 100));
        made.add(late);
        assertThat(all("TopicArn", second)).isEqualTo(made.subList(100, 151));
        assertThat(second).doesNotContain("NextToken");
    }

    @Test
    @Keeps("list.pages")
    void givesNoTokenAfterAFullLastPage() throws Exception {
        for (int i = 0; i < 100; i++) {
            actions.newTopic(caller, "t" + i);
        }

        assertThat(actions.call(caller, LIST_TOPICS)).doesNotContain("NextToken");
    }

    @Test
    @Keeps("list.pages")
    void pagesThroughSubscriptionsOfOneTopicAndOfAll() throws Exception {
        String one = actions.newTopic(caller, "one");
        String two = actions.newTopic(caller, "two");
        List<String> ofOne = new ArrayList<>();
        List<String> ofTwo = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ofOne.add(subscribe(one, i));
            ofTwo.add(subscribe(two, i));
        }

        String first = actions.call(caller, LIST_SUBSCRIPTIONS);
        String second = actions.call(caller, LIST_SUBSCRIPTIONS, "NextToken", only("NextToken", first));

        List<String> seen = new ArrayList<>(all("SubscriptionArn", first));
        seen.addAll(all("SubscriptionArn", second));
        List<String> expected = new ArrayList<>(ofOne);
        expected.addAll(ofTwo);
        assertThat(seen).isEqualTo(expected);
        assertThat(all("SubscriptionArn", first)).hasSize(100);
        assertThat(all("SubscriptionArn", actions.call(caller, LIST_SUBSCRIPTIONS_BY_TOPIC, "TopicArn", two)))
                .isEqualTo(ofTwo);
    }

    @Test
    @Keeps("list.stable")
    void pagesThroughSubscriptionsThoughSomeAreMadeAndDeletedMeanwhile() throws Exception {
        String one = actions.newTopic(caller, "one");
        String two = actions.newTopic(caller, "two");
        String gone = actions.newTopic(caller, "gone");
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 75; i++) {
            made.add(subscribe(one, i));
        }
        for (int i = 0; i < 75; i++) {
            made.add(subscribe(two, i));
        }
        subscribe(gone, 1);

        String first = actions.call(caller, LIST_SUBSCRIPTIONS);
        actions.call(caller, UNSUBSCRIBE, "SubscriptionArn", made.get(99));
        actions.call(caller, UNSUBSCRIBE, "SubscriptionArn", made.get(3));
        actions.call(caller, DELETE_TOPIC, "TopicArn", gone);
        String late = subscribe(two, 1_000);
        String second = actions.call(caller, LIST_SUBSCRIPTIONS, "NextToken", only("NextToken", first));

        assertThat(all("SubscriptionArn", first)).isEqualTo(made.subList(0, 100));
        made.add(late);
        assertThat(all("SubscriptionArn", second)).isEqualTo(made.subList(100, 151));
        assertThat(second).doesNotContain("NextToken");
    }

    @Test
    @Keeps("list.stable")
    void goesOnBehindATopicThatIsGone() throws Exception {
        String one = actions.newTopic(caller, "one");
        String two = actions.newTopic(caller, "two");
        for (int i = 0; i < 101; i++) {
            subscribe(one, i);
        }
        String last = subscribe(two, 1);

        String first = actions.call(caller, LIST_SUBSCRIPTIONS);
        actions.call(caller, DELETE_TOPIC, "TopicArn", one);

        assertThat(all(
                        "SubscriptionArn",
                        actions.call(caller, LIST_SUBSCRIPTIONS, "NextToken", only("NextToken", first))))
                .containsExactly(last);
    }

    @Test
    void showsWhatASubscriptionIs() throws Exception {
        String topic = actions.newTopic(caller, "one");
        String arn = subscribe(topic, 1);

        assertThat(actions.call(caller, LIST_SUBSCRIPTIONS_BY_TOPIC, "TopicArn", topic))
                .contains("""
                            <member>
                                <SubscriptionArn>%s</SubscriptionArn>
                                <Owner>%s</Owner>
                                <Protocol>lambda</Protocol>
                                <Endpoint>https://f.example/1</Endpoint>
                                <TopicArn>%s</TopicArn>
                            </member>
                """.formatted(arn, caller.scope().project().owner(), topic));
    }

    @Test
    @Keeps("list.bad-token")
    void refusesABadTokenAndThatOfAnotherProject() throws Exception {
        for (int i = 0; i < 101; i++) {
            actions.newTopic(caller, "t" + i);
        }
        String token = only("NextToken", actions.call(caller, LIST_TOPICS));

        assertThat(only("Message", actions.call(caller, LIST_TOPICS, "NextToken", "nonsense")))
                .isEqualTo("Invalid parameter: NextToken");
        assertThat(only("Code", actions.call(actions.newCaller(), LIST_TOPICS, "NextToken", token)))
                .isEqualTo("InvalidParameter");
    }

    @Test
    @Keeps("arn-parameter.order")
    void looksAtTheTokenBeforeItLooksForTheTopic() throws Exception {
        String missing = actions.newTopic(caller, "one") + "-missing";

        assertThat(only("Code", actions.call(caller, LIST_SUBSCRIPTIONS_BY_TOPIC, "TopicArn", missing)))
                .isEqualTo("NotFound");
        assertThat(only(
                        "Message",
                        actions.call(
                                caller, LIST_SUBSCRIPTIONS_BY_TOPIC, "TopicArn", missing, "NextToken", "nonsense")))
                .isEqualTo("Invalid parameter: NextToken");
    }

    private String subscribe(String topic, int number) throws Exception {
        return only(
                "SubscriptionArn",
                actions.call(
                        caller,
                        SUBSCRIBE,
                        "TopicArn",
                        topic,
                        "Protocol",
                        "lambda",
                        "Endpoint",
                        "https://f.example/" + number));
    }
}

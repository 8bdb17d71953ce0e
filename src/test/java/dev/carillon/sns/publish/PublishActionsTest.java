package dev.carillon.sns.publish;

import static dev.carillon.sns.OpenActions.all;
import static dev.carillon.sns.OpenActions.only;
import static dev.carillon.sns.wire.SnsAction.PUBLISH_BATCH;
import static dev.carillon.sns.wire.SnsAction.PUBLISH_MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.bus.Append;
import dev.carillon.bus.AppendOutcome;
import dev.carillon.bus.AppendReply;
import dev.carillon.model.Credential;
import dev.carillon.model.Publication;
import dev.carillon.sns.OpenActions;
import dev.carillon.sns.call.SnsReply;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.Texts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishActionsTest {
    private static OpenActions actions;
    private static Credential caller;
    private static String topic = "";

    @BeforeAll
    static void open() throws Exception {
        actions = OpenActions.open();
        caller = actions.newCaller();
        topic = actions.newTopic(caller, "orders");
    }

    @AfterAll
    static void close() throws Exception {
        actions.close();
    }

    @BeforeEach
    void storeAll() {
        actions.appends.clear();
        actions.journalAnswers(each -> new AppendOutcome.Stored(1));
    }

    @Test
    void handsAMessageToTheJournalAndAnswersWithItsId() throws Exception {
        double before = actions.meters.counter("carillon.publish.messages").count();

        String reply = publish("TopicArn", topic, "Message", "hello", "Subject", "s");

        Append append = actions.appends.remove();
        assertThat(append.topicNo()).isEqualTo(actions.topic(topic).topicNo());
        Publication publication = append.publications().get(0);
        assertThat(Texts.of(publication.message())).isEqualTo("hello");
        assertThat(only("MessageId", reply)).isEqualTo(publication.messageId().toString());
        assertThat(actions.meters.counter("carillon.publish.messages").count()).isEqualTo(before + 1);
    }

    @Test
    @Keeps("publish.target-arn")
    void takesATargetInPlaceOfATopic() throws Exception {
        assertThat(publish("TargetArn", topic, "Message", "m")).contains("<MessageId>");
        assertThat(only("Message", publish("Message", "m")))
                .isEqualTo("Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter");
        assertThat(only("Message", publish("PhoneNumber", "+33", "Message", "m")))
                .contains("SMS is not offered");
        assertThat(only("Message", publish("TargetArn", "x", "Message", "m")))
                .isEqualTo("Invalid parameter: TargetArn Reason: An ARN must have at least 6 elements, not 1");
    }

    @Test
    @Keeps("arn-parameter.order")
    void findsFaultWithTheMessageBeforeItMissesTheTopic() throws Exception {
        assertThat(only("Message", publish("TopicArn", topic + "x", "Message", "")))
                .isEqualTo("Invalid parameter: Empty message");
        assertThat(only("Code", publish("TopicArn", topic + "x", "Message", "m")))
                .isEqualTo("NotFound");
    }

    @Test
    @Keeps("publish.nobody")
    void acceptsWhatNobodyListensTo() throws Exception {
        actions.journalAnswers(each -> new AppendOutcome.NobodyListens());

        assertThat(publish("TopicArn", topic, "Message", "m")).contains("<MessageId>");
    }

    @Test
    @Keeps("quota.refusal")
    void saysWhyAMessageWasNotStored() throws Exception {
        actions.journalAnswers(each -> new AppendOutcome.OverQuota(99_999_000, 100_000_000));
        SnsReply overQuota = reply();
        assertThat(overQuota.status()).isEqualTo(429);
        assertThat(overQuota.body().toString()).contains("<Code>Throttled</Code>", "99999000 of 100000000 bytes");

        actions.journalAnswers(each -> new AppendOutcome.Refused(AppendOutcome.Reason.DRAINING));
        SnsReply refused = reply();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.retryAfter()).isPresent();

        actions.journalAnswers(each -> new AppendOutcome.TopicGone());
        assertThat(reply().status()).isEqualTo(404);

        actions.journalAnswersWith(append -> Future.failedFuture("silence"));
        assertThat(reply().status()).isEqualTo(503);
    }

    @Test
    @Keeps("refusal.in-flight")
    void refusesWhatComesOverTheBoundOfAppendsUnderWay() throws Exception {
        List<Promise<AppendReply>> waiting = new CopyOnWriteArrayList<>();
        actions.journalAnswersWith(append -> {
            Promise<AppendReply> promise = Promise.promise();
            waiting.add(promise);
            return promise.future();
        });
        List<Future<SnsReply>> started = new ArrayList<>();
        for (int i = 0; i < OpenActions.IN_FLIGHT_MAX; i++) {
            started.add(actions.start(Optional.of(caller), PUBLISH_MESSAGE, "TopicArn", topic, "Message", "m"));
        }

        assertThat(reply().status()).isEqualTo(429);

        await().until(() -> waiting.size() == started.size());
        waiting.forEach(each -> each.complete(new AppendReply(List.of(new AppendOutcome.Stored(1)))));
        for (Future<SnsReply> each : started) {
            assertThat(OpenActions.within(each).status()).isEqualTo(200);
        }
        storeAll();
        assertThat(reply().status()).isEqualTo(200);
    }

    @Test
    @Keeps("batch.entry-fails-alone")
    void publishesABatchInOneAppendAndFailsEntriesAlone() throws Exception {
        SnsReply answered = batchReply("a", "one", "b", "", "c", "three");
        String reply = answered.body().toString();

        assertThat(answered.status()).isEqualTo(200);
        assertThat(actions.appends).hasSize(1);
        assertThat(actions.appends.remove().publications()).hasSize(2);
        assertThat(all("Id", reply)).containsExactly("a", "c", "b");
        assertThat(all("MessageId", reply)).hasSize(2);
        assertThat(reply).contains("""
                        <Failed>
                            <member>
                                <Id>b</Id>
                                <Code>InvalidParameter</Code>
                                <Message>Invalid parameter: Empty message</Message>
                                <SenderFault>true</SenderFault>
                            </member>
                        </Failed>
                """);
    }

    @Test
    @Keeps("batch.quota")
    void failsAloneWhatNoLongerFitsTheQuotaAndAllIfNoneFits() throws Exception {
        actions.journalAnswers(each -> Texts.of(each.message()).equals("one")
                ? new AppendOutcome.Stored(1)
                : new AppendOutcome.OverQuota(9, 10));
        SnsReply someFit = batchReply("a", "one", "b", "two");
        String some = someFit.body().toString();
        assertThat(someFit.status()).isEqualTo(200);
        assertThat(only("MessageId", some)).isNotEmpty();
        assertThat(all("Id", some)).containsExactly("a", "b");
        assertThat(only("Code", some)).isEqualTo("Throttled");

        actions.journalAnswers(each -> new AppendOutcome.OverQuota(9, 10));
        SnsReply noneFits = batchReply("a", "one", "b", "two");
        assertThat(noneFits.status()).isEqualTo(429);
        assertThat(noneFits.body().toString()).startsWith("<ErrorResponse").contains("<Code>Throttled</Code>");
    }

    @Test
    void answersABatchOfBadEntriesWithoutTroublingTheJournal() throws Exception {
        assertThat(batch("a", "", "b", "")).contains("<Successful></Successful>", "<Failed>");
        assertThat(actions.appends).isEmpty();
    }

    private static String batch(String... idsAndMessages) throws Exception {
        return batchReply(idsAndMessages).body().toString();
    }

    private static SnsReply batchReply(String... idsAndMessages) throws Exception {
        List<String> parameters = new ArrayList<>(List.of("TopicArn", topic));
        for (int i = 0; i < idsAndMessages.length; i += 2) {
            String entry = "PublishBatchRequestEntries.member." + (i / 2 + 1) + ".";
            parameters.addAll(List.of(entry + "Id", idsAndMessages[i], entry + "Message", idsAndMessages[i + 1]));
        }
        return actions.reply(Optional.of(caller), PUBLISH_BATCH, parameters.toArray(String[]::new));
    }

    private static SnsReply reply() throws Exception {
        return actions.reply(Optional.of(caller), PUBLISH_MESSAGE, "TopicArn", topic, "Message", "m");
    }

    private static String publish(String... parameters) throws Exception {
        return actions.call(caller, PUBLISH_MESSAGE, parameters);
    }
}

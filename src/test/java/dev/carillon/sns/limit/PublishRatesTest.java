package dev.carillon.sns.limit;

import static dev.carillon.sns.wire.SnsAction.PUBLISH_BATCH;
import static dev.carillon.sns.wire.SnsAction.PUBLISH_MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Credential;
import dev.carillon.sns.OpenActions;
import dev.carillon.sns.call.SnsReply;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.testing.Keeps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a credential and a project may publish in a second. */
class PublishRatesTest {
    private static final int PER_CREDENTIAL = 20;
    private static final int PER_PROJECT = 30;

    private static OpenActions actions;

    private Credential caller;
    private String topic = "";

    @BeforeAll
    static void open() throws Exception {
        actions = new OpenActions(PER_CREDENTIAL, PER_PROJECT);
    }

    @AfterAll
    static void close() {
        actions.close();
    }

    @BeforeEach
    void prepare() throws Exception {
        caller = actions.newCaller();
        topic = actions.newTopic(caller, "orders");
        actions.appends.clear();
    }

    @Test
    @Keeps("refusal.rate")
    void refusesWhatACredentialPublishesOverItsRateAndStoresNothingOfIt() throws Exception {
        assertThat(publish(caller, PER_CREDENTIAL)).isEqualTo(PER_CREDENTIAL);

        SnsReply refused = publish(caller);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(refused.body().toString())
                .contains(
                        "<Code>Throttled</Code>",
                        "<Message>The credential published more than 20 messages a second.</Message>");
        assertThat(refused.fault().orElseThrow().code().reason()).isEqualTo("rate_exceeded");
        assertThat(actions.appends).hasSize(PER_CREDENTIAL);
    }

    @Test
    void acceptsAgainAsTimePasses() throws Exception {
        publish(caller, PER_CREDENTIAL);

        actions.time.advance(Duration.ofMillis(100));

        assertThat(publish(caller, PER_CREDENTIAL)).isEqualTo(2);
    }

    @Test
    @Keeps("refusal.rate")
    void countsTheCredentialsOfAProjectTogether() throws Exception {
        Credential colleague = actions.anotherCaller(caller.scope());
        publish(caller, PER_CREDENTIAL);

        int accepted = publish(colleague, PER_CREDENTIAL);

        assertThat(accepted).isEqualTo(PER_PROJECT - PER_CREDENTIAL);
        assertThat(publish(colleague).body().toString())
                .contains("The project published more than 30 messages a second.");
    }

    @Test
    void chargesACredentialNothingForWhatItsProjectMayNot() throws Exception {
        Credential colleague = actions.anotherCaller(caller.scope());
        publish(caller, PER_CREDENTIAL);
        publish(colleague, 10 * PER_CREDENTIAL);

        actions.time.advance(Duration.ofMillis(500));

        // The project has 15 again, and the colleague 20: ten were left, and ten have come back.
        assertThat(publish(colleague, PER_CREDENTIAL)).isEqualTo(15);
    }

    @Test
    void countsTheEntriesOfABatchAndRefusesItWhole() throws Exception {
        assertThat(batch(10).status()).isEqualTo(200);
        assertThat(publish(caller, 1)).isEqualTo(1);
        actions.appends.clear();

        SnsReply refused = batch(10);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.fault().orElseThrow().code()).isEqualTo(SnsErrorCode.RATE_EXCEEDED);
        assertThat(actions.appends).isEmpty();
        assertThat(batch(9).status()).isEqualTo(200);
    }

    @Test
    void countsNothingThatCouldNotBePublishedAnyway() throws Exception {
        for (int i = 0; i < 2 * PER_CREDENTIAL; i++) {
            assertThat(publish(caller, topic + "x", "m").status()).isEqualTo(404);
            assertThat(publish(caller, topic, "").status()).isEqualTo(400);
        }

        assertThat(publish(caller, PER_CREDENTIAL)).isEqualTo(PER_CREDENTIAL);
    }

    @Test
    void anotherProjectGoesOn() throws Exception {
        publish(caller, PER_CREDENTIAL);
        Credential stranger = actions.newCaller();
        String other = actions.newTopic(stranger, "orders");

        assertThat(publish(stranger, other, "m").status()).isEqualTo(200);
    }

    /** How many of so many are accepted. */
    private int publish(Credential by, int times) throws Exception {
        int accepted = 0;
        for (int i = 0; i < times; i++) {
            accepted += publish(by).status() == 200 ? 1 : 0;
        }
        return accepted;
    }

    private SnsReply publish(Credential by) throws Exception {
        return publish(by, topic, "m");
    }

    private static SnsReply publish(Credential by, String topic, String message) throws Exception {
        return actions.reply(Optional.of(by), PUBLISH_MESSAGE, "TopicArn", topic, "Message", message);
    }

    private SnsReply batch(int entries) throws Exception {
        List<String> parameters = new ArrayList<>(List.of("TopicArn", topic));
        for (int i = 1; i <= entries; i++) {
            String entry = "PublishBatchRequestEntries.member." + i + ".";
            parameters.addAll(List.of(entry + "Id", "e" + i, entry + "Message", "m"));
        }
        return actions.reply(Optional.of(caller), PUBLISH_BATCH, parameters.toArray(String[]::new));
    }
}

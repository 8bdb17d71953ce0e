package dev.carillon.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.Keeps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's "Retry policies", topic level, and "Echoes". */
class TopicDeliveryTest {
    private static final String REQUEST =
            "\"defaultRequestPolicy\":{\"headerContentType\":\"text/plain; charset=UTF-8\"}";

    @Test
    @Keeps({"policy.topic-default", "policy.defaults"})
    void withoutAnyTheEffectiveOneIsAwssDefault() {
        assertThat(TopicDelivery.NONE.effective())
                .isEqualTo("{\"http\":{\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":20,\"maxDelayTarget\":20,"
                        + "\"numRetries\":3,\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,\"numMinDelayRetries\":0,"
                        + "\"backoffFunction\":\"linear\"},\"disableSubscriptionOverrides\":false," + REQUEST + "}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ \"http\" : { \"defaultHealthyRetryPolicy\" : { \"numRetries\" : 5 } } } |"
                        + " {\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":5},\"disableSubscriptionOverrides\":false}}",
                "{\"http\":{\"disableSubscriptionOverrides\":true,\"defaultThrottlePolicy\":{\"maxReceivesPerSecond\":7}}} |"
                        + " {\"http\":{\"disableSubscriptionOverrides\":true,\"defaultThrottlePolicy\":{\"maxReceivesPerSecond\":7}}}",
                "{\"http\":{}} | {\"http\":{\"disableSubscriptionOverrides\":false}}",
            })
    @Keeps("policy.topic-echo")
    void comesBackAsItWasSetWithTheFlag(String given, String shown) {
        assertThat(read(given).document()).isEqualTo(shown);
        assertThat(read(shown).document()).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}", "{\"http\":null}"})
    void nothingIsNone(String given) {
        assertThat(read(given).document()).isEmpty();
    }

    @Test
    @Keeps({"policy.topic-effective", "policy.topic-sections"})
    void theEffectiveOneHasEveryKey() {
        String given = """
                {"http":{"defaultRequestPolicy":{"headerContentType":"application/json"},
                 "defaultThrottlePolicy":{"maxReceivesPerSecond":7},
                 "defaultHealthyRetryPolicy":{"backoffFunction":"geometric","numRetries":9,"maxDelayTarget":60}}}""";

        assertThat(read(given).effective())
                .isEqualTo("{\"http\":{\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":20,\"maxDelayTarget\":60,"
                        + "\"numRetries\":9,\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,\"numMinDelayRetries\":0,"
                        + "\"backoffFunction\":\"geometric\"},\"disableSubscriptionOverrides\":false,"
                        + "\"defaultThrottlePolicy\":{\"maxReceivesPerSecond\":7},"
                        + "\"defaultRequestPolicy\":{\"headerContentType\":\"application/json\"}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x | failed to parse JSON",
                "[] | failed to parse JSON",
                "{\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":1e9999999999}}} | failed to parse JSON",
                "{\"http\":{},\"http\":{}} | failed to parse JSON",
                "{\"throttlePolicy\":{}} | Unexpected JSON member: throttlePolicy",
                "{\"http\":{\"healthyRetryPolicy\":{}}} | Unexpected JSON member: healthyRetryPolicy",
                "{\"http\":7} | http type mismatch, expecting object, received a number",
                "{\"http\":{\"disableSubscriptionOverrides\":\"true\"}} |"
                        + " http.disableSubscriptionOverrides type mismatch, expecting boolean, received a string",
                "{\"http\":{\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":\"1\"}}} |"
                        + " http.defaultHealthyRetryPolicy.minDelayTarget type mismatch, expecting integer, received a string",
                "{\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":101}}} |"
                        + " http.defaultHealthyRetryPolicy.numRetries must be less than or equal to 100",
                "{\"http\":{\"defaultThrottlePolicy\":{\"maxReceivesPerSecond\":0}}} |"
                        + " http.defaultThrottlePolicy.maxReceivesPerSecond must be greater than or equal to 1",
            })
    @Keeps("policy.topic-sections")
    void saysAsAwsDoesWhatIsWrong(String given, String text) {
        assertThat(TopicDelivery.read(given)).isEqualTo(new PolicyReading.Wrong<>(text));
    }

    static TopicDelivery read(String json) {
        return TopicDelivery.read(json).fold(right -> right, text -> {
            throw new AssertionError(text);
        });
    }
}

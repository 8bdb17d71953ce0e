package dev.carillon.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carillon.testing.Keeps;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's "Retry policies" of subscriptions, and "Echoes". */
class SubscriptionDeliveryTest {
    private static final String RETRIES = "{\"minDelayTarget\":20,\"maxDelayTarget\":20,\"numRetries\":5,"
            + "\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,\"numMinDelayRetries\":0,\"backoffFunction\":\"linear\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ \"healthyRetryPolicy\": {\"numRetries\" : 5} } |"
                        + " {\"healthyRetryPolicy\":RETRIES,\"sicklyRetryPolicy\":null,\"throttlePolicy\":null,\"requestPolicy\":null,\"guaranteed\":false}",
                "{\"requestPolicy\":{\"headerContentType\":\"text/xml\"},\"throttlePolicy\":{\"maxReceivesPerSecond\":3}} |"
                        + " {\"healthyRetryPolicy\":null,\"sicklyRetryPolicy\":null,\"throttlePolicy\":{\"maxReceivesPerSecond\":3},\"requestPolicy\":{\"headerContentType\":\"text/xml\"},\"guaranteed\":false}",
            })
    @Keeps({"policy.subscription-echo", "policy.defaults"})
    void comesBackWithAllItsKeys(String given, String shown) {
        String expected = shown.replace("RETRIES", RETRIES);

        assertThat(read(given).document()).isEqualTo(expected);
        assertThat(read(expected).document()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}"})
    void nothingIsNone(String given) {
        assertThat(read(given).document()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"minDelayTarget\":0 | minDelayTarget must be greater than or equal to 1",
                "\"minDelayTarget\":3601 | minDelayTarget must be less than or equal to 3600",
                "\"maxDelayTarget\":3601 | maxDelayTarget must be less than or equal to 3600",
                "\"minDelayTarget\":30 | maxDelayTarget must be greater than or equal to minDelayTarget",
                "\"numRetries\":-1 | numRetries must be greater than or equal to 0",
                "\"numRetries\":101 | numRetries must be less than or equal to 100",
                "\"numRetries\":99999999999999999999 | numRetries must be less than or equal to 100",
                "\"numNoDelayRetries\":-1 | numNoDelayRetries must be greater than or equal to 0",
                "\"numMinDelayRetries\":-1 | numMinDelayRetries must be greater than or equal to 0",
                "\"numMaxDelayRetries\":-1 | numMaxDelayRetries must be greater than or equal to 0",
                "\"numRetries\":5,\"numNoDelayRetries\":2,\"numMinDelayRetries\":2,\"numMaxDelayRetries\":2 |"
                        + " numRetries must be greater than or equal to total of numMinDelayRetries, numNoDelayRetries and numMaxDelayRetries",
                "\"numRetries\":1.5 | numRetries type mismatch, expecting integer, received a number",
                "\"numRetries\":null | numRetries type mismatch, expecting integer, received null",
                "\"backoffFunction\":7 | backoffFunction type mismatch, expecting string, received a number",
                "\"backoffFunction\":\"cubic\" |"
                        + " backoffFunction must be one of: linear, arithmetic, geometric, exponential",
                "\"backoffFunction\":\"\" |"
                        + " backoffFunction must be one of: linear, arithmetic, geometric, exponential",
            })
    @Keeps("policy.bounds")
    void holdsARetryPolicyAgainstItsBounds(String members, String text) {
        assertThat(SubscriptionDelivery.read("{\"healthyRetryPolicy\":{" + members + "}}"))
                .isEqualTo(new PolicyReading.Wrong<>("healthyRetryPolicy." + text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | failed to parse JSON",
                "{\"http\":{}} | Unexpected JSON member: http",
                "{\"healthyRetryPolicy\":{\"retries\":1}} | Unexpected JSON member: retries",
                "{\"sicklyRetryPolicy\":{\"numRetries\":1}} | Unexpected JSON member: sicklyRetryPolicy",
                "{\"guaranteed\":true} | Unexpected JSON member: guaranteed",
                "{\"throttlePolicy\":{\"maxReceivesPerSecond\":0}} | throttlePolicy.maxReceivesPerSecond must be greater than or equal to 1",
                "{\"requestPolicy\":{\"headerContentType\":\"image/png\"}} | requestPolicy.headerContentType is not a supported content type",
                "{\"requestPolicy\":{\"headerContentType\":\"\"}} | requestPolicy.headerContentType is not a supported content type",
            })
    @Keeps({"policy.throttle", "policy.content-type"})
    void saysAsAwsDoesWhatIsWrong(String given, String text) {
        assertThat(SubscriptionDelivery.read(given)).isEqualTo(new PolicyReading.Wrong<>(text));
    }

    @Test
    @Keeps("policy.whole")
    void theWholePolicyTakesAnHourAtMost() {
        String hour = "{\"healthyRetryPolicy\":{\"minDelayTarget\":36,\"maxDelayTarget\":36,\"numRetries\":100}}";

        assertThat(read(hour).document()).contains("\"numRetries\":100");
        assertThat(SubscriptionDelivery.read(hour.replace("\"maxDelayTarget\":36", "\"maxDelayTarget\":37")))
                .isEqualTo(new PolicyReading.Wrong<>(
                        "healthyRetryPolicy: the total retry time must be less than or equal to 3600 seconds"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/atom+xml",
                "application/json",
                "application/octet-stream",
                "application/soap+xml",
                "application/x-www-form-urlencoded",
                "application/xhtml+xml",
                "application/xml",
                "text/css",
                "text/csv",
                "text/html",
                "text/plain",
                "text/xml",
                "text/plain; charset=UTF-8",
                "application/soap+xml;charset=utf-8"
            })
    @Keeps("policy.content-type")
    void takesEveryTypeOfAwssList(String type) {
        assertThat(read("{\"requestPolicy\":{\"headerContentType\":\"" + type + "\"}}")
                        .document())
                .contains("{\"headerContentType\":\"" + type + "\"}");
    }

    @Property(tries = 500)
    void whateverAClientSendsIsReadOrRefused(@ForAll("policies") String json) {
        var reading = SubscriptionDelivery.read(json);

        assertThat(reading.<Boolean>fold(
                        right -> read(right.document()).document().equals(right.document()), text -> !text.isEmpty()))
                .isTrue();
    }

    @Provide
    Arbitrary<String> policies() {
        Arbitrary<Object> scalars =
                Arbitraries.of(0, 1, 20, 100, 3_600, 3_601, -1, 1.5, "linear", "x", true, "text/xml");
        Arbitrary<Map<String, Object>> sections = Arbitraries.maps(
                        Arbitraries.of(
                                "minDelayTarget",
                                "maxDelayTarget",
                                "numRetries",
                                "numMaxDelayRetries",
                                "backoffFunction",
                                "maxReceivesPerSecond",
                                "headerContentType"),
                        scalars)
                .ofMaxSize(4);
        Arbitrary<Object> values = Arbitraries.oneOf(scalars, sections.map(section -> section));
        return Arbitraries.maps(
                        Arbitraries.of(
                                "healthyRetryPolicy",
                                "sicklyRetryPolicy",
                                "throttlePolicy",
                                "requestPolicy",
                                "guaranteed"),
                        values)
                .map(SubscriptionDeliveryTest::json);
    }

    private static String json(Map<String, Object> policy) {
        try {
            return new ObjectMapper().writeValueAsString(policy);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static SubscriptionDelivery read(String json) {
        return SubscriptionDelivery.read(json).fold(right -> right, text -> {
            throw new AssertionError(text);
        });
    }
}

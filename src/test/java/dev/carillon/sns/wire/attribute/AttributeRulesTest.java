package dev.carillon.sns.wire.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.sns.wire.request.Forms;
import dev.carillon.testing.Keeps;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeRulesTest {
    @ParameterizedTest
    @CsvSource({
        "RawMessageDelivery, false",
        "RawMessageDelivery, False",
        "FilterPolicy, ''",
        "FilterPolicyScope, MessageAttributes",
        "RedrivePolicy, ''",
        "DeliveryPolicy, ''",
    })
    void takesValuesThatChangeNothing(String name, String value) {
        Map<String, String> asked = Forms.value(AttributeRules.SUBSCRIPTION.checked(Map.of(name, value)));

        assertThat(AttributeRules.SUBSCRIPTION.isSame(asked, Map.of())).isTrue();
    }

    @Test
    void keepsATruthValueInLowerCase() {
        assertThat(Forms.value(AttributeRules.SUBSCRIPTION.checked("RawMessageDelivery", "True")))
                .isEqualTo("true");
    }

    @Test
    @Keeps("subscription.raw")
    void refusesATruthValueThatIsNone() {
        assertThat(Forms.fault(AttributeRules.SUBSCRIPTION.checked("RawMessageDelivery", "x"))
                        .message())
                .isEqualTo("Invalid parameter: RawMessageDelivery: Invalid value [x]. Must be true or false.");
        assertThat(Forms.fault(AttributeRules.SUBSCRIPTION.checked(Map.of("RawMessageDelivery", "x")))
                        .message())
                .isEqualTo(
                        "Invalid parameter: Attributes Reason: RawMessageDelivery: Invalid value [x]. Must be true or"
                                + " false.");
    }

    @Test
    void refusesAnEmptyTruthValueAndRepeatsALongOneInPart() {
        assertThat(Forms.fault(AttributeRules.SUBSCRIPTION.checked("RawMessageDelivery", ""))
                        .message())
                .isEqualTo("Invalid parameter: RawMessageDelivery: Invalid value []. Must be true or false.");
        String repeated = "[" + "x".repeat(100) + "]";
        assertThat(Forms.fault(AttributeRules.SUBSCRIPTION.checked("RawMessageDelivery", "x".repeat(5_000)))
                        .message())
                .contains(repeated);
        assertThat(Forms.fault(AttributeRules.TOPIC.checked("SignatureVersion", "x".repeat(5_000)))
                        .message())
                .contains(repeated);
    }

    @Test
    @Keeps({"topic.unknown-attribute", "topic.fifo"})
    void refusesUnknownAttributes() {
        assertThat(Forms.fault(AttributeRules.TOPIC.checked("Colour", "red")).message())
                .isEqualTo("Invalid parameter: AttributeName");
        assertThat(Forms.fault(AttributeRules.TOPIC.checked("FifoTopic", "false"))
                        .message())
                .isEqualTo("Invalid parameter: AttributeName");
    }

    @Test
    @Keeps("topic.signature-version")
    void takesTwoVersionsOfSignatures() {
        assertThat(Forms.value(AttributeRules.TOPIC.checked("SignatureVersion", "1")))
                .isEqualTo("1");
        assertThat(Forms.value(AttributeRules.TOPIC.checked("SignatureVersion", "2")))
                .isEqualTo("2");
        assertThat(Forms.fault(AttributeRules.TOPIC.checked("SignatureVersion", "3"))
                        .message())
                .isEqualTo("Invalid parameter: SignatureVersion: Invalid value [3]. Must be 1 or 2.");
    }

    @Test
    void takesAnEmptyFifoAttributeAsFalse() {
        assertThat(Forms.value(AttributeRules.NEW_TOPIC.checked(
                        Map.of("ContentBasedDeduplication", "", "FifoTopic", "false"))))
                .containsEntry("FifoTopic", "false")
                .containsEntry("ContentBasedDeduplication", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP", "Firehose", "Lambda", "Application", "SQS"})
    @Keeps("topic.feedback")
    void keepsTheFeedbackAttributesOfEveryProtocol(String protocol) {
        Map<String, String> given = Map.of(
                protocol + "SuccessFeedbackRoleArn",
                "arn:aws:iam::123456789012:role/ok",
                protocol + "FailureFeedbackRoleArn",
                "arn:aws:iam::123456789012:role/no",
                protocol + "SuccessFeedbackSampleRate",
                "100");

        assertThat(Forms.value(AttributeRules.NEW_TOPIC.checked(given))).isEqualTo(given);
        assertThat(Forms.fault(AttributeRules.TOPIC.checked(protocol + "SuccessFeedbackSampleRate", "101"))
                        .message())
                .isEqualTo("Invalid parameter: " + protocol
                        + "SuccessFeedbackSampleRate: Invalid value [101]. Must be an integer from 0 to 100.");
    }

    @Test
    @Keeps("topic.display-name")
    void keepsWhatIsOnlyStoredAndEchoed() {
        Map<String, String> given =
                Map.of("DisplayName", "😀".repeat(100), "TracingConfig", "Active", "KmsMasterKeyId", "alias/aws/sns");

        assertThat(Forms.value(AttributeRules.NEW_TOPIC.checked(given))).isEqualTo(given);
        assertThat(Forms.fault(AttributeRules.TOPIC.checked("DisplayName", "x".repeat(101)))
                        .message())
                .isEqualTo("Invalid parameter: DisplayName: Longer than 100 characters");
        assertThat(Forms.fault(AttributeRules.TOPIC.checked("TracingConfig", "On"))
                        .message())
                .isEqualTo("Invalid parameter: TracingConfig: Invalid value [On]. Please use either PassThrough or"
                        + " Active");
    }

    @Test
    void comparesWhatIsAskedForWithWhatIsSet() {
        Map<String, String> set = Map.of("DisplayName", "Orders", "SignatureVersion", "1");

        assertThat(AttributeRules.TOPIC.isSame(Map.of(), set)).isTrue();
        assertThat(AttributeRules.TOPIC.isSame(Map.of("DisplayName", "Orders"), set))
                .isTrue();
        assertThat(AttributeRules.TOPIC.isSame(Map.of("DisplayName", "Bills"), set))
                .isFalse();
        assertThat(AttributeRules.TOPIC.isSame(Map.of("TracingConfig", "PassThrough"), set))
                .isTrue();
        assertThat(AttributeRules.TOPIC.isSame(Map.of("SignatureVersion", "1"), Map.of()))
                .isTrue();
    }

    @Test
    void unsetsByAnEmptyValue() {
        assertThat(AttributeRules.changed(Map.of("DisplayName", "a", "Policy", "{}"), Map.of("DisplayName", "")))
                .isEqualTo(Map.of("Policy", "{}"));
    }
}

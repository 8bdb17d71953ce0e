package dev.carillon.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.QueueArn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedrivePolicyTest {
    @Test
    void namesTheQueue() {
        String policy = " {\"deadLetterTargetArn\" : \"arn:scw:sqs:fr-par:project-x:dead\"}";

        assertThat(RedrivePolicy.objection(policy)).isEmpty();
        assertThat(RedrivePolicy.queue(policy)).contains(new QueueArn("scw", "fr-par", "project-x", "dead"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing | failed to parse JSON.",
                "[] | failed to parse JSON.",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:r:1:q\"} {} | failed to parse JSON.",
                "{\"maxReceiveCount\":5} | invalid JSON. Attribute maxReceiveCount is unknown.",
                "{\"deadLetterTargetArn\":\"q\"} | deadLetterTargetArn is an invalid arn",
                "{\"deadLetterTargetArn\":7} | deadLetterTargetArn is an invalid arn",
                "{\"deadLetterTargetArn\":\"arn:aws:sns:r:1:q\"} | deadLetterTargetArn is an invalid arn",
            })
    void saysWhatIsWrongInAwssWords(String policy, String objection) {
        assertThat(RedrivePolicy.objection(policy)).contains(objection);
        assertThat(RedrivePolicy.queue(policy)).isEmpty();
    }

    @Test
    void anEmptyObjectNamesNone() {
        assertThat(RedrivePolicy.isNone("{ }")).isTrue();
        assertThat(RedrivePolicy.isNone("")).isTrue();
        assertThat(RedrivePolicy.queue("")).isEmpty();
    }
}

package dev.carillon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqsConfigTest {
    private static final String QUEUE = "arn:scw:sqs:nl-ams:project-x:orders";

    @TempDir
    private Path folder;

    @Test
    void withoutAnEndpointThereIsNoService() {
        assertThat(accepted(Map.of()).services()).isEmpty();
        assertThat(accepted(Map.of()).serviceOf(QUEUE)).isEmpty();
    }

    @Test
    void oneEndpointServesAllQueues() {
        SqsConfig config = accepted(Map.of("CARILLON_DELIVERY_SQS_ENDPOINT", "http://127.0.0.1:9324"));

        assertThat(config.serviceOf(QUEUE)).contains(new QueueService("http://127.0.0.1:9324", "*", "", "", ""));
    }

    @Test
    void theArnChoosesAmongSeveralInTheirOrder() throws IOException {
        Path file = Files.writeString(folder.resolve("broker.yaml"), """
                delivery:
                  sqs:
                    endpoint: http://usual
                    others: [amsterdam, rest]
                    amsterdam:
                      endpoint: http://ams
                      queues: arn:scw:sqs:nl-ams:*
                      region: nl-ams
                      access-key: key
                      secret-key: secret
                    rest:
                      endpoint: http://rest
                      queues: arn:*:sqs:*:*:o*s
                """);

        SqsConfig config = accepted(new ConfigLoader(Map.of()).load(file));

        assertThat(config.serviceOf(QUEUE))
                .contains(new QueueService("http://ams", "arn:scw:sqs:nl-ams:*", "nl-ams", "key", "secret"));
        assertThat(config.serviceOf("arn:scw:sqs:fr-par:project-x:orders")
                        .orElseThrow()
                        .endpoint())
                .isEqualTo("http://rest");
        assertThat(config.serviceOf("arn:scw:sqs:fr-par:project-x:orders-2")
                        .orElseThrow()
                        .endpoint())
                .isEqualTo("http://usual");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CARILLON_DELIVERY_SQS_ENDPOINT | ftp://x | an http or https URL",
                "CARILLON_DELIVERY_SQS_ENDPOINT | http://user:hunter2@x | an http or https URL",
                "CARILLON_DELIVERY_SQS_QUEUES | a b | an ARN, in which * stands for any characters",
                "CARILLON_DELIVERY_SQS_ACCESS_KEY | key | go together: set both or neither",
                "CARILLON_DELIVERY_SQS_OTHERS | Amsterdam | names of lower-case letters and digits",
                "CARILLON_DELIVERY_SQS_OTHERS | queues | names of lower-case letters and digits",
                "CARILLON_DELIVERY_SQS_OTHERS | ams | delivery.sqs.ams.endpoint and delivery.sqs.ams.queues must be set",
                "CARILLON_DELIVERY_SQS_AMS_ENDPOINT | http://x | there is no such setting",
            })
    void aBadSettingIsRefusedByName(String variable, String value, String told) {
        assertThat(refused(Map.of(variable, value))).singleElement().asString().contains(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://u:hunter2@h:x/", "http://u:hunter2@h/", "hunter2", "http://h/?key=hunter2"})
    void anEndpointThatMayHoldAPasswordIsNotRepeated(String endpoint) {
        assertThat(refused(Map.of("CARILLON_DELIVERY_SQS_ENDPOINT", endpoint)))
                .containsExactly("environment: delivery.sqs.endpoint: the value is not allowed:"
                        + " it takes an http or https URL without a user or a query");
    }

    @Test
    void keysAreNotRepeated() {
        assertThat(refused(Map.of(
                        "CARILLON_DELIVERY_SQS_ACCESS_KEY",
                        "hunter 2",
                        "CARILLON_DELIVERY_SQS_SECRET_KEY",
                        "hunter 2")))
                .hasSize(2)
                .noneMatch(problem -> problem.contains("hunter"));
        assertThat(new QueueService("http://x", "*", "r", "hunter2", "hunter2").toString())
                .doesNotContain("hunter2");
    }

    private static SqsConfig accepted(Map<String, String> environment) {
        return accepted(new ConfigLoader(environment).load());
    }

    private static SqsConfig accepted(ConfigOutcome outcome) {
        assertThat(outcome).isInstanceOf(ConfigOutcome.Accepted.class);
        return ((ConfigOutcome.Accepted) outcome).config().delivery().sqs();
    }

    private static List<String> refused(Map<String, String> environment) {
        ConfigOutcome outcome = new ConfigLoader(environment).load();
        assertThat(outcome).isInstanceOf(ConfigOutcome.Refused.class);
        return ((ConfigOutcome.Refused) outcome).problems();
    }
}

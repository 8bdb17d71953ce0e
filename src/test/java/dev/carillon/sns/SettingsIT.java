package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.RecordingEndpoint;
import dev.carillon.testing.TestBroker;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagLimitExceededException;

/** What clients see of what an operator has set otherwise. */
class SettingsIT {
    private static TestBroker broker;
    private static RecordingEndpoint endpoint;

    private ProjectId project;
    private SnsClient sns;

    @BeforeAll
    static void start() {
        broker = TestBroker.builder()
                .with("sns.partition", "aws")
                .with("limits.tags-per-topic", "2")
                .with("limits.publishes-per-second-per-credential", "20")
                .start();
        endpoint = RecordingEndpoint.start();
    }

    @AfterAll
    static void stop() {
        endpoint.close();
        broker.close();
    }

    @BeforeEach
    void makeAProject() {
        project = broker.newProject();
        sns = broker.sdk(project);
    }

    @AfterEach
    void closeTheClient() {
        sns.close();
    }

    @Test
    @Keeps("arn.partition")
    void anotherPartitionIsInEveryArn() {
        String topic = topic();
        assertThat(topic).isEqualTo("arn:aws:sns:fr-par:" + project.owner() + ":orders");
        String subscription = sns.subscribe(
                        request -> request.topicArn(topic).protocol("lambda").endpoint(endpoint.url("/function")))
                .subscriptionArn();

        var unused = sns.publish(request -> request.topicArn(topic).message("m"));

        assertThat(subscription).startsWith(topic + ":");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !endpoint.received("/function").isEmpty());
        assertThat(endpoint.received("/function").get(0).header("x-amz-sns-topic-arn"))
                .isEqualTo(topic);
        assertThatThrownBy(() -> sns.getTopicAttributes(request -> request.topicArn(topic.replace(":aws:", ":scw:"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: TopicArn");
    }

    @Test
    @Keeps("limit.tags")
    void aTopicHasAsManyTagsAsWasSet() {
        String topic = topic();
        Tag[] three = IntStream.range(0, 3).mapToObj(i -> tag("k" + i)).toArray(Tag[]::new);

        var unused = sns.tagResource(request -> request.resourceArn(topic).tags(three[0], three[1]));

        assertThatThrownBy(() ->
                        sns.tagResource(request -> request.resourceArn(topic).tags(three[2])))
                .isInstanceOf(TagLimitExceededException.class);
        assertThatThrownBy(
                        () -> sns.createTopic(request -> request.name("tagged").tags(three)))
                .isInstanceOf(TagLimitExceededException.class);
    }

    @Test
    @Keeps("refusal.rate")
    void aCredentialPublishesAsOftenAsWasSet() {
        String topic = topic();

        assertThatThrownBy(() -> IntStream.range(0, 1_000).forEach(i -> {
                    var unused = sns.publish(request -> request.topicArn(topic).message("m"));
                }))
                .isInstanceOfSatisfying(SnsException.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(429);
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("Throttled");
                    assertThat(refused.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After"))
                            .contains("1");
                });
    }

    private String topic() {
        return sns.createTopic(request -> request.name("orders")).topicArn();
    }

    private static Tag tag(String key) {
        return Tag.builder().key(key).value("").build();
    }
}

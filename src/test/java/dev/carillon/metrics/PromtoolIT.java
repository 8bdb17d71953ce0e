package dev.carillon.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.CommandResult;
import dev.carillon.testing.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;

class PromtoolIT {
    @TempDir
    private Path folder;

    @Test
    void prometheusOwnToolAcceptsThePageOfABrokerInUse() throws IOException {
        try (TestBroker broker = TestBroker.builder().start()) {
            ProjectId project = broker.newProject();
            try (SnsClient sns = broker.sdk(project)) {
                String topic =
                        sns.createTopic(request -> request.name("orders")).topicArn();
                var subscribed = sns.subscribe(
                        request -> request.topicArn(topic).protocol("lambda").endpoint("http://127.0.0.1:9/"));
                assertThat(subscribed.subscriptionArn()).startsWith(topic);
                var published = sns.publish(request -> request.topicArn(topic).message("hello"));
                assertThat(published.messageId()).isNotEmpty();
            }
            String text = broker.client().ops("/metrics").body();
            assertThat(text)
                    .contains("carillon_publish_messages_total 1.0")
                    .contains("carillon_project_stored_bytes{project=\"" + project + "\"");
            Path page = Files.writeString(folder.resolve("page"), text);

            CommandResult verdict =
                    CommandResult.of(new ProcessBuilder("promtool", "check", "metrics").redirectInput(page.toFile()));

            assertThat(verdict.exitCode()).as("%s", verdict).isZero();
        }
    }
}

package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.SignedCalls;
import dev.carillon.testing.TestBroker;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replies of the whole broker as they go over the wire, to the byte. */
class RepliesIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String REQUEST_ID = "tx[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private static TestBroker broker;

    private ProjectId project;
    private SignedCalls calls;

    @BeforeAll
    static void startTheBroker() {
        broker = TestBroker.builder().start();
    }

    @AfterAll
    static void stopTheBroker() {
        broker.close();
    }

    @BeforeEach
    void makeAProject() {
        project = broker.newProject();
        calls = broker.client().calls(broker.client().credentials(project));
    }

    @Test
    @Keeps({"wire.empty-attributes", "wire.reply-type", "wire.reply-form", "wire.request-id"})
    void aResult() throws Exception {
        HttpResponse<String> reply = ask(Map.of("Action", "CreateTopic", "Name", "orders", "Attributes", ""));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("""
                <CreateTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
                    <CreateTopicResult>
                        <TopicArn>arn:scw:sns:fr-par:project-%s:orders</TopicArn>
                    </CreateTopicResult>
                    <ResponseMetadata>
                        <RequestId>%s</RequestId>
                    </ResponseMetadata>
                </CreateTopicResponse>""".formatted(project, requestId(reply)));
    }

    @Test
    @Keeps({"wire.no-result", "wire.reply-type", "wire.request-id", "delete-topic.unknown"})
    void noResult() throws Exception {
        HttpResponse<String> reply = ask(
                Map.of("Action", "DeleteTopic", "TopicArn", "arn:scw:sns:fr-par:project-" + project + ":never-there"));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("""
                <DeleteTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
                    <ResponseMetadata>
                        <RequestId>%s</RequestId>
                    </ResponseMetadata>
                </DeleteTopicResponse>""".formatted(requestId(reply)));
    }

    @Test
    @Keeps({"wire.error-form", "wire.error-type", "wire.reply-type", "wire.request-id"})
    void anError() throws Exception {
        SignedCalls nobody = new SignedCalls(calls.endpoint(), calls.region(), "SCWNOBODY", "guessed");

        HttpResponse<String> reply =
                HTTP.send(nobody.request(Map.of("Action", "ListTopics")), HttpResponse.BodyHandlers.ofString());

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).isEqualTo("""
                <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
                    <Error>
                        <Type>Sender</Type>
                        <Code>AccessDeniedException</Code>
                        <Message>You do not have sufficient access to perform this action.</Message>
                    </Error>
                    <RequestId>%s</RequestId>
                </ErrorResponse>""".formatted(requestId(reply)));
    }

    @Test
    @Keeps({"wire.maps", "wire.sorted-attributes", "wire.escapes"})
    void attributes() throws Exception {
        Map<String, String> create = Map.of(
                "Action", "CreateTopic",
                "Name", "orders",
                "Attributes.entry.1.key", "DisplayName",
                "Attributes.entry.1.value", "\"O's\" <&>");
        assertThat(ask(create).statusCode()).isEqualTo(200);

        String body = ask(Map.of(
                        "Action",
                        "GetTopicAttributes",
                        "TopicArn",
                        "arn:scw:sns:fr-par:project-" + project + ":orders"))
                .body();

        assertThat(body).contains("""
                        <Attributes>
                            <entry>
                                <key>DisplayName</key>
                                <value>&#34;O&#39;s&#34; &lt;&amp;&gt;</value>
                            </entry>
                """);
        assertThat(Pattern.compile("<key>(.*)</key>").matcher(body).results())
                .extracting(key -> key.group(1))
                .isSorted()
                .hasSizeGreaterThan(5);
    }

    /** What the body says, and the header too. */
    private static String requestId(HttpResponse<String> reply) {
        assertThat(reply.headers().firstValue("Content-Type")).contains("text/xml; charset=utf-8");
        String id = Pattern.compile("<RequestId>(" + REQUEST_ID + ")</RequestId>")
                .matcher(reply.body())
                .results()
                .findFirst()
                .map(found -> found.group(1))
                .orElse("none");
        assertThat(reply.headers().firstValue("x-amzn-RequestId")).contains(id);
        return id;
    }

    private HttpResponse<String> ask(Map<String, String> parameters) throws IOException, InterruptedException {
        return HTTP.send(calls.request(parameters), HttpResponse.BodyHandlers.ofString());
    }
}

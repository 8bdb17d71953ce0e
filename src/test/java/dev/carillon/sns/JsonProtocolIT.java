package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.Keeps;
import dev.carillon.testing.SignedCalls;
import dev.carillon.testing.TestBroker;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The AWS JSON 1.0 protocol through the whole broker; no SDK speaks it to SNS yet, so the requests are our own. */
class JsonProtocolIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @AutoClose
    private static final TestBroker broker = TestBroker.builder().start();

    private final SignedCalls calls = broker.client().calls(broker.client().credentials(broker.newProject()));

    @Test
    @Keeps("wire.json")
    void carriesOutEveryKindOfAction() throws Exception {
        String topic = ok(
                        "CreateTopic",
                        new JsonObject()
                                .put("Name", "orders")
                                .put("Attributes", new JsonObject().put("DisplayName", "Orders"))
                                .put(
                                        "Tags",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("Key", "team")
                                                        .put("Value", "blue"))))
                .getString("TopicArn");
        JsonObject ofTopic = new JsonObject().put("TopicArn", topic);

        assertThat(ok("GetTopicAttributes", ofTopic).getJsonObject("Attributes").getString("DisplayName"))
                .isEqualTo("Orders");
        assertThat(ok("ListTagsForResource", new JsonObject().put("ResourceArn", topic)))
                .isEqualTo(new JsonObject("{\"Tags\":[{\"Key\":\"team\",\"Value\":\"blue\"}]}"));
        assertThat(ok("ListTopics", new JsonObject()))
                .isEqualTo(new JsonObject().put("Topics", new JsonArray().add(ofTopic)));
        assertThat(ok(
                        "Publish",
                        ofTopic.copy()
                                .put("Message", "é")
                                .put(
                                        "MessageAttributes",
                                        new JsonObject()
                                                .put(
                                                        "n",
                                                        new JsonObject()
                                                                .put("DataType", "Number")
                                                                .put("StringValue", "1")))))
                .extracting(Map.Entry::getKey)
                .containsExactly("MessageId");
        assertThat(ok("DeleteTopic", ofTopic)).isEmpty();
    }

    @Test
    @Keeps("batch.entry-fails-alone")
    void answersABatchWithTruthValues() throws Exception {
        String topic = ok("CreateTopic", new JsonObject().put("Name", "orders")).getString("TopicArn");
        JsonArray entries = IntStream.rangeClosed(1, 2)
                .mapToObj(i -> new JsonObject().put("Id", "id" + i).put("Message", i == 1 ? "m" : ""))
                .collect(Collectors.collectingAndThen(Collectors.toList(), JsonArray::new));

        JsonObject reply =
                ok("PublishBatch", new JsonObject().put("TopicArn", topic).put("PublishBatchRequestEntries", entries));

        assertThat(reply.getJsonArray("Successful").getJsonObject(0).getString("Id"))
                .isEqualTo("id1");
        assertThat(reply.getJsonArray("Failed"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .put("Id", "id2")
                                .put("Code", "InvalidParameter")
                                .put("Message", "Invalid parameter: Empty message")
                                .put("SenderFault", true)));
    }

    @Test
    @Keeps("wire.json-errors")
    void namesErrorsInBodyAndHeader() throws Exception {
        HttpResponse<String> missing = call("Publish", new JsonObject().put("Message", "m"));
        HttpResponse<String> unknown = call("MakeCoffee", new JsonObject());

        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.headers().firstValue("content-type")).contains("application/x-amz-json-1.0");
        assertThat(missing.headers().firstValue("x-amzn-query-error")).contains("InvalidParameter;Sender");
        assertThat(missing.headers().firstValue("x-amzn-requestid"))
                .hasValueSatisfying(id -> assertThat(id).startsWith("tx"));
        assertThat(new JsonObject(missing.body()))
                .isEqualTo(new JsonObject()
                        .put("__type", "com.amazonaws.sns#InvalidParameterException")
                        .put(
                                "message",
                                "Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter"));
        assertThat(new JsonObject(unknown.body()).getString("__type")).isEqualTo("com.amazonaws.sns#InvalidAction");
    }

    @Test
    @Keeps("auth.wrong-signature")
    void refusesAStrangerInJsonToo() throws Exception {
        SignedCalls stranger = new SignedCalls(calls.endpoint(), calls.region(), calls.accessKey(), "guessed");

        HttpResponse<String> reply = HTTP.send(stranger.json("ListTopics", "{}"), HttpResponse.BodyHandlers.ofString());

        assertThat(reply.statusCode()).isEqualTo(403);
        assertThat(reply.headers().firstValue("x-amzn-query-error")).contains("SignatureDoesNotMatch;Sender");
        assertThat(new JsonObject(reply.body()).getString("__type"))
                .isEqualTo("com.amazonaws.sns#SignatureDoesNotMatch");
    }

    private JsonObject ok(String action, JsonObject parameters) throws IOException, InterruptedException {
        HttpResponse<String> reply = call(action, parameters);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers().firstValue("content-type")).contains("application/x-amz-json-1.0");
        return new JsonObject(reply.body());
    }

    private HttpResponse<String> call(String action, JsonObject parameters) throws IOException, InterruptedException {
        return HTTP.send(calls.json(action, parameters.encode()), HttpResponse.BodyHandlers.ofString());
    }
}

package dev.carillon.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.LogLines;
import dev.carillon.testing.RawConnection;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the same for every call: headers, paths, methods, bodies. */
class RequestFormTest {
    private static ManagementFixture api;
    private static final String BASE = "/mnq/v1beta1/regions/fr-par";
    private static final String INFO = "/sns-info?project_id=" + ManagementFixture.PROJECT;

    @BeforeAll
    static void start() {
        api = ManagementFixture.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /sns-info?project_id=11111111-1111-4111-8111-111111111111, 200",
        "GET, /sns-info, 400",
        "GET, /nothing, 404",
        "PUT, /sns-info, 405",
        "POST, /activate-sns, 400"
    })
    void everyReplyHasTheSameHeaders(String method, String path, int statusCode) {
        HttpResponse<String> reply = api.client().call(method, path, "");

        assertThat(reply.statusCode()).isEqualTo(statusCode);
        assertThat(reply.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(reply.headers().allValues("Content-Length"))
                .containsExactly(Integer.toString(reply.body().length()));
        assertThat(reply.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(reply.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(reply.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; frame-ancestors 'none'");
        assertThat(reply.headers().allValues("Date")).containsExactly("Thu, 15 Jan 2026 10:30:00 GMT");
        UUID requestId =
                UUID.fromString(reply.headers().firstValue("X-Request-Id").orElseThrow());
        assertThat(requestId.version()).isEqualTo(4);
    }

    @Test
    void servesItsContractToAnybody() {
        HttpResponse<String> reply = api.client().withToken("").raw("GET", "/openapi.yaml", "");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(reply.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(reply.body()).startsWith("openapi: 3.1.0").contains("operationId: activateSns");
    }

    @Test
    void answersNotFoundForAnUnknownRegion() {
        HttpResponse<String> reply = api.client()
                .raw("GET", "/mnq/v1beta1/regions/pl-waw/sns-info?project_id=" + ManagementFixture.PROJECT, "");

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(new JsonObject(reply.body())).isEqualTo(new JsonObject("""
                        {"type":"not_found","message":"resource is not found","resource":"region","resource_id":"pl-waw"}"""));
    }

    @Test
    void answersNotFoundForAnUnknownPath() {
        HttpResponse<String> reply = api.client().raw("GET", "/mnq/v1beta1/\"x\"".replace("\"", "%22"), "");

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(new JsonObject(reply.body()).getString("resource")).isEqualTo("path");
    }

    @ParameterizedTest
    @CsvSource({"PUT, /sns-info, GET", "DELETE, /activate-sns, POST", "POST, /sns-credentials/x, 'DELETE,GET,PATCH'"})
    void saysWhichMethodsAPathAllows(String method, String path, String allowed) {
        HttpResponse<String> reply = api.client().call(method, path, "");

        assertThat(reply.statusCode()).isEqualTo(405);
        assertThat(reply.headers().firstValue("Allow").orElseThrow().split(", ?"))
                .containsExactlyInAnyOrder(allowed.split(","));
        assertThat(new JsonObject(reply.body()).getString("type")).isEqualTo("invalid_arguments");
    }

    @Test
    void answersHeadWithoutABody() {
        HttpResponse<String> reply = api.client().call("HEAD", INFO, "");

        assertThat(reply.statusCode()).isEqualTo(405);
        assertThat(reply.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "\"x\"", "{", "{\"project_id\":\"x\",\"project_id\":\"y\"}"})
    void refusesABodyThatIsNotOneJsonObject(String body) {
        HttpResponse<String> reply = api.client().call("POST", "/activate-sns", body);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(reply.body())).isEqualTo(new JsonObject("""
                        {"type":"invalid_arguments","message":"invalid argument(s)","details":[
                        {"argument_name":"body","reason":"format","help_message":"value must be a JSON object"}]}"""));
    }

    @ParameterizedTest
    @ValueSource(ints = {65_537, 200_000, 3_000_000})
    void answersABodyOfMoreThan64KiBWith413InTheFormOfInvalidArguments(int length) {
        try (RawConnection connection = RawConnection.to(api.port())) {
            connection.send(head("POST", "/activate-sns", "Content-Length: " + length));
            sendUntilClosed(connection, length);
            String reply = connection.through("\"}]}");

            assertThat(reply)
                    .startsWith("HTTP/1.1 413 ")
                    .contains("{\"type\":\"invalid_arguments\"", "\"argument_name\":\"body\"");
        }
    }

    @Test
    void readsABodyOfExactly64KiB() {
        String body = "{\"project_id\":\"x\"}";
        HttpResponse<String> reply =
                api.client().call("POST", "/activate-sns", body + " ".repeat(64 * 1024 - body.length()));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("\"argument_name\":\"project_id\"");
    }

    @Test
    void readsTheNextCallAfterABodyThatWasTooLarge() {
        try (RawConnection connection = RawConnection.to(api.port())) {
            String first = connection
                    .send(head("POST", "/activate-sns", "Content-Length: 100000") + "x".repeat(100_000))
                    .through("\"}]}");
            String second = connection.send(head("GET", INFO, "Accept: */*")).through("}");

            assertThat(first).startsWith("HTTP/1.1 413 ");
            assertThat(second).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void asksForAnAnnouncedBodyAfterTheTokenIsChecked() {
        try (RawConnection connection = RawConnection.to(api.port())) {
            String headers = "Expect: 100-continue\r\nContent-Length: 2";
            assertThat(connection.send(head("POST", "/activate-sns", headers)).through("\r\n\r\n"))
                    .startsWith("HTTP/1.1 100 ");
            assertThat(connection.send("{}").through("\"}]}")).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void doesNotAskForAnAnnouncedBodyThatIsTooLarge() {
        try (RawConnection connection = RawConnection.to(api.port())) {
            String headers = "Expect: 100-continue\r\nContent-Length: 70000";

            assertThat(connection.send(head("POST", "/activate-sns", headers)).rest())
                    .startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void doesNotAskAStrangerForHisBody() {
        try (RawConnection connection = RawConnection.to(api.port())) {
            String reply = connection
                    .send("POST " + BASE + "/activate-sns HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                            + "Content-Length: 2\r\n\r\n")
                    .rest();

            assertThat(reply).startsWith("HTTP/1.1 401 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\nbad header\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nConnection: close\r\n\r\n"
            })
    void answersWhatIsNotHttpInItsOwnForm(String text) {
        try (RawConnection connection = RawConnection.to(api.port())) {
            String reply = connection.send(text).rest();

            assertThat(reply)
                    .matches("(?s)HTTP/1.[01] 400 .*")
                    .contains("application/json")
                    .contains("\"type\":\"invalid_arguments\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%zz",
                "/%",
                BASE + "/sns-credentials/%zz",
                BASE + "/sns-credentials/%c3%28",
                BASE + "/sns-info?project_id=%zz",
                BASE + "/%2",
                "/mnq/v1beta1/regions/%zz/sns-info?project_id=x",
                "/mnq/v1beta1/regions/%ff/sns-info",
                "/openapi.yaml%",
            })
    void refusesAPathThatCannotBeDecodedWithOneLine(String path) {
        try (LogLines lines = LogLines.ofAll();
                RawConnection connection = RawConnection.to(api.port())) {
            String reply = connection
                    .send("GET " + path + " HTTP/1.1\r\nHost: x\r\nX-Auth-Token: " + ManagementFixture.TOKEN
                            + "\r\nConnection: close\r\n\r\n")
                    .rest();

            assertThat(reply).matches("(?s)HTTP/1.1 4[0-9]{2} .*").contains("application/json");
            assertThat(lines.list()).isEmpty();
        }
    }

    @Test
    void refusesHeadersThatAreTooLarge() {
        try (RawConnection connection = RawConnection.to(api.port())) {
            String reply = connection
                    .send("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(9000) + "\r\n\r\n")
                    .rest();

            assertThat(reply).startsWith("HTTP/1.1 400 ");
        }
    }

    /** There is no writer in this test, which makes every change the broker's fault. */
    @Test
    void answersThatItIsAtFaultWithoutSayingWhy() {
        HttpResponse<String> reply =
                api.client().post("/activate-sns", new JsonObject().put("project_id", ManagementFixture.PROJECT + ""));

        assertThat(reply.statusCode()).isEqualTo(500);
        assertThat(reply.body()).isEqualTo("{\"type\":\"internal_error\",\"message\":\"internal error\"}");
        assertThat(reply.headers().firstValue("X-Request-Id")).isPresent();
    }

    private static String head(String method, String path, String headers) {
        return method + " " + BASE + path + " HTTP/1.1\r\nHost: x\r\nX-Auth-Token: " + ManagementFixture.TOKEN + "\r\n"
                + headers + "\r\n\r\n";
    }

    /** The broker may cut the connection once it has answered. */
    private static void sendUntilClosed(RawConnection connection, int length) {
        try {
            connection.send("x".repeat(length));
        } catch (UncheckedIOException cut) {
            assertThat(length).isGreaterThan(1024 * 1024);
        }
    }
}

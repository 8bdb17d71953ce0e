package dev.carillon.management;

import static dev.carillon.management.ManagementFixture.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every bad argument is told, in every call, before anything else of the call is looked at. */
class ArgumentsTest {
    private static final String LONG_NAME = "n".repeat(501);

    private static ManagementFixture api;

    @BeforeAll
    static void start() {
        api = ManagementFixture.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                             | project_id:required",
                "{\"project_id\":null}                          | project_id:required",
                "{\"project_id\":\"\"}                          | project_id:required",
                "{\"project_id\":7}                             | project_id:format",
                "{\"project_id\":{}}                            | project_id:format",
                "{\"project_id\":\"x\",\"name\":7}              | project_id:format name:format",
                "{\"name\":\"LONG\",\"permissions\":[]}         | project_id:required name:constraint permissions:format",
                "{\"project_id\":\"P\",\"name\":\"a\\u0000b\"}  | name:constraint",
                "{\"project_id\":\"P\",\"name\":\"\\ud800\"}    | name:constraint",
                "{\"permissions\":{\"can_publish\":1,\"can_receive\":\"yes\",\"can_manage\":[]}}"
                        + "| project_id:required permissions.can_publish:format permissions.can_receive:format"
                        + " permissions.can_manage:format"
            })
    void namesEveryBadMemberOfANewCredential(String body, String invalid) {
        String sent = body.replace("LONG", LONG_NAME).replace("\"P\"", "\"" + PROJECT + "\"");

        assertInvalid(api.client().call("POST", "/sns-credentials", sent), invalid);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"\"}                                   | name:constraint",
                "{\"name\":\"LONG\",\"permissions\":\"all\"}       | name:constraint permissions:format",
                "{\"name\":[],\"permissions\":{\"can_manage\":0}}  | name:format permissions.can_manage:format"
            })
    void namesEveryBadMemberOfAChange(String body, String invalid) {
        String path = "/sns-credentials/" + UUID.randomUUID();

        assertInvalid(api.client().call("PATCH", path, body.replace("LONG", LONG_NAME)), invalid);
        assertInvalid(
                api.client().call("PATCH", "/sns-credentials/x", body.replace("LONG", LONG_NAME)),
                invalid + " sns_credentials_id:format");
    }

    @ParameterizedTest
    @CsvSource({
        "page=0, page:constraint",
        "page=-1, page:constraint",
        "page=x, page:format",
        "page=99999999999999999999, page:format",
        "page=2147483648, page:constraint",
        "page_size=0, page_size:constraint",
        "page_size=101, page_size:constraint",
        "order_by=size_asc, order_by:constraint",
        "order_by=NAME_ASC, order_by:constraint",
        "project_id=x&page=x&page_size=1.5&order_by=x, project_id:format page:format page_size:format order_by:constraint"
    })
    void namesEveryBadParameterOfAList(String query, String invalid) {
        assertInvalid(api.client().get("/sns-credentials?" + query), invalid);
    }

    @ParameterizedTest
    @CsvSource({
        "'', project_id:required",
        "?project_id=, project_id:required",
        "?project_id=1-1-1-1-1, project_id:format"
    })
    void namesABadProjectOfTheInformation(String query, String invalid) {
        assertInvalid(api.client().get("/sns-info" + query), invalid);
    }

    @ParameterizedTest
    @CsvSource({"/activate-sns", "/deactivate-sns"})
    void namesABadProjectOfAnActivation(String path) {
        assertInvalid(api.client().call("POST", path, "{}"), "project_id:required");
        assertInvalid(api.client().call("POST", path, "{\"project_id\":\"p\"}"), "project_id:format");
    }

    @ParameterizedTest
    @CsvSource({"/activate-sns", "/deactivate-sns", "/sns-credentials"})
    void refusesToChangeAProjectThatTheTokenLacks(String path) {
        HttpResponse<String> reply =
                api.client().post(path, new JsonObject().put("project_id", ManagementFixture.FOREIGN.toString()));

        assertThat(reply.statusCode()).isEqualTo(403);
        assertThat(reply.body())
                .isEqualTo("{\"type\":\"permissions_denied\",\"message\":\"insufficient permissions\","
                        + "\"details\":[{\"resource\":\"sns\",\"action\":\"write\"}]}");
    }

    @Test
    void refusesToShowAProjectThatTheTokenLacks() {
        HttpResponse<String> reply = api.client().get("/sns-info?project_id=" + ManagementFixture.FOREIGN);

        assertThat(reply.statusCode()).isEqualTo(403);
        assertThat(reply.body()).contains("\"action\":\"read\"");
    }

    private static void assertInvalid(HttpResponse<String> reply, String invalid) {
        assertThat(reply.statusCode()).isEqualTo(400);
        JsonObject body = new JsonObject(reply.body());
        assertThat(body.getString("type")).isEqualTo("invalid_arguments");
        assertThat(body.getString("message")).isEqualTo("invalid argument(s)");
        JsonArray details = body.getJsonArray("details");
        assertThat(details.stream()
                        .map(JsonObject.class::cast)
                        .peek(detail ->
                                assertThat(detail.getString("help_message")).startsWith("value "))
                        .map(detail -> detail.getString("argument_name") + ":" + detail.getString("reason")))
                .containsExactlyInAnyOrder(invalid.split(" "));
    }
}

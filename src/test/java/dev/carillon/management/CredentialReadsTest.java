package dev.carillon.management;

import static dev.carillon.management.ManagementFixture.CREATED;
import static dev.carillon.management.ManagementFixture.FOREIGN;
import static dev.carillon.management.ManagementFixture.PROJECT;
import static dev.carillon.management.ManagementFixture.credential;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Credential;
import dev.carillon.model.Region;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialReadsTest {
    private static ManagementFixture api;

    private final Credential oldest = credential("middle", PROJECT, CREATED);
    private final Credential middle = credential("last", PROJECT, CREATED.plusSeconds(1));
    private final Credential newest = credential("first", PROJECT, CREATED.plusSeconds(2));
    private final Credential foreign = credential("foreign", FOREIGN, CREATED);

    @BeforeAll
    static void start() {
        api = ManagementFixture.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void showCredentials() {
        api.show(ManagementFixture.PARIS, PROJECT, newest, oldest, middle);
        api.show(ManagementFixture.PARIS, FOREIGN, foreign);
        api.show(new Region("nl-ams"), PROJECT);
    }

    @Test
    void showsACredentialWithoutItsSecret() {
        HttpResponse<String> reply = api.client().get("/sns-credentials/" + oldest.id());

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo("{\"id\":\"" + oldest.id() + "\",\"name\":\"middle\",\"project_id\":\"" + PROJECT
                        + "\",\"region\":\"fr-par\",\"created_at\":\"2026-01-10T08:00:00.123456Z\","
                        + "\"updated_at\":\"2026-01-10T08:00:00.123456Z\",\"access_key\":\"KKKKKKKKKKKKKKKKKKKK\","
                        + "\"secret_key\":\"\",\"secret_checksum\":\"" + "0".repeat(40)
                        + "\",\"permissions\":{\"can_publish\":true,\"can_receive\":false,\"can_manage\":true}}");
    }

    @Test
    void hidesCredentialsOfAnotherProjectOfAnotherRegionAndOfNobodyAlike() {
        String unknown = UUID.randomUUID().toString();
        assertNotFound(api.client().get("/sns-credentials/" + unknown), unknown);
        assertNotFound(
                api.client().get("/sns-credentials/" + foreign.id()),
                foreign.id().toString());
        assertNotFound(
                api.client().raw("GET", "/mnq/v1beta1/regions/nl-ams/sns-credentials/" + oldest.id(), ""),
                oldest.id().toString());
        assertNotFound(
                api.client().delete("/sns-credentials/" + foreign.id()),
                foreign.id().toString());
        assertNotFound(
                api.client().patch("/sns-credentials/" + foreign.id(), new JsonObject().put("name", "mine")),
                foreign.id().toString());
    }

    @Test
    void saysThatAnIdIsNone() {
        HttpResponse<String> reply = api.client().get("/sns-credentials/nonsense");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(reply.body()).getJsonArray("details").getJsonObject(0))
                .isEqualTo(InvalidArgument.format("sns_credentials_id", "value must be a valid UUID")
                        .json());
    }

    @ParameterizedTest
    @CsvSource({
        "'', middle last first",
        "order_by=, middle last first",
        "order_by=created_at_asc, middle last first",
        "order_by=created_at_desc, first last middle",
        "order_by=updated_at_asc, middle last first",
        "order_by=updated_at_desc, first last middle",
        "order_by=name_asc, first last middle",
        "order_by=name_desc, middle last first",
        "page=1&page_size=2, middle last",
        "page=2&page_size=2, first",
        "page=3&page_size=2, ''",
        "page=2147483647&page_size=100, ''"
    })
    void listsTheProjectsCredentialsInOrderAndInPages(String query, String names) {
        HttpResponse<String> reply = api.client().get("/sns-credentials?project_id=" + PROJECT + "&" + query);

        assertThat(reply.statusCode()).isEqualTo(200);
        JsonObject page = new JsonObject(reply.body());
        assertThat(page.getValue("total_count")).isEqualTo(3);
        assertThat(names(page)).isEqualTo(names.isEmpty() ? List.of() : List.of(names.split(" ")));
        assertThat(reply.body()).doesNotContain("ssss");
    }

    @Test
    void listsEveryProjectThatTheTokenMaySeeWhenNoneIsNamed() {
        ManagementClient unlimited = api.client().withToken(ManagementFixture.UNLIMITED_TOKEN);

        assertThat(names(new JsonObject(api.client().get("/sns-credentials").body())))
                .containsExactly("middle", "last", "first");
        assertThat(names(new JsonObject(
                        unlimited.get("/sns-credentials?project_id=").body())))
                .containsExactlyInAnyOrder("middle", "last", "first", "foreign");
        assertThat(unlimited
                        .raw("GET", "/mnq/v1beta1/regions/nl-ams/sns-credentials", "")
                        .body())
                .isEqualTo("{\"total_count\":0,\"sns_credentials\":[]}");
    }

    @Test
    void listsNothingOfAProjectThatIsNotActive() {
        assertThat(api.client()
                        .withToken(ManagementFixture.UNLIMITED_TOKEN)
                        .get("/sns-credentials?project_id=" + UUID.randomUUID())
                        .body())
                .isEqualTo("{\"total_count\":0,\"sns_credentials\":[]}");
    }

    @Test
    void refusesToListAProjectThatTheTokenLacks() {
        HttpResponse<String> reply = api.client().get("/sns-credentials?project_id=" + FOREIGN);

        assertThat(reply.statusCode()).isEqualTo(403);
        assertThat(reply.body())
                .isEqualTo("{\"type\":\"permissions_denied\",\"message\":\"insufficient permissions\","
                        + "\"details\":[{\"resource\":\"sns\",\"action\":\"read\"}]}");
    }

    private static List<String> names(JsonObject page) {
        return page.getJsonArray("sns_credentials").stream()
                .map(credential -> ((JsonObject) credential).getString("name"))
                .toList();
    }

    private static void assertNotFound(HttpResponse<String> reply, String id) {
        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body())
                .isEqualTo("{\"type\":\"not_found\",\"message\":\"resource is not found\","
                        + "\"resource\":\"credentials\",\"resource_id\":\"" + id + "\"}");
    }
}

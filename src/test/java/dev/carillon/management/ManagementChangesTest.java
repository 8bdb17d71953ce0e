package dev.carillon.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.testing.Keeps;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every call that changes something, on PostgreSQL. */
class ManagementChangesTest {
    private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

    private static ManagementOnDatabase api;

    private final ProjectId project = new ProjectId(UUID.randomUUID());
    private final ManagementClient client = api.client(project);

    @BeforeAll
    static void start() {
        api = new ManagementOnDatabase(Map.of("CARILLON_PUBLIC_SNS_URL", "https://sns.{region}.example.org"));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void activatesAProject() {
        HttpResponse<String> reply = client.post("/activate-sns", project());

        assertThat(reply.statusCode()).isEqualTo(200);
        JsonObject info = new JsonObject(reply.body());
        assertThat(info.fieldNames())
                .containsExactly("project_id", "region", "created_at", "updated_at", "status", "sns_endpoint_url");
        assertThat(info.getString("project_id")).isEqualTo(project.toString());
        assertThat(info.getString("region")).isEqualTo("fr-par");
        assertThat(info.getString("created_at")).matches(TIMESTAMP);
        assertThat(info.getString("updated_at")).matches(TIMESTAMP);
        assertThat(info.getString("status")).isEqualTo("enabled");
        assertThat(info.getString("sns_endpoint_url")).isEqualTo("https://sns.fr-par.example.org");
        assertThat(client.get("/sns-info?project_id=" + project).body()).isEqualTo(reply.body());
    }

    @Test
    void ignoresMembersItDoesNotKnow() {
        HttpResponse<String> reply = client.post(
                "/activate-sns", project().put("organization_id", "x").put("tags", new JsonObject()));

        assertThat(reply.statusCode()).isEqualTo(200);
    }

    @Test
    @Keeps("client.terraform")
    void saysThatAProjectIsActiveAlready() {
        activate();

        HttpResponse<String> reply = client.post("/activate-sns", project());

        assertThat(reply.statusCode()).isEqualTo(409);
        assertThat(reply.body())
                .isEqualTo("{\"type\":\"already_exists\",\"message\":\"resource already exists\","
                        + "\"resource\":\"MnqSNSNamespace\",\"resource_id\":\"" + project + "\","
                        + "\"help_message\":\"SNS is already enabled on this project\"}");
    }

    @Test
    void activatesEachRegionByItself() {
        activate();

        HttpResponse<String> reply =
                client.raw("GET", "/mnq/v1beta1/regions/nl-ams/sns-info?project_id=" + project, "");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo("{\"project_id\":\"" + project + "\",\"region\":\"nl-ams\",\"created_at\":null,"
                        + "\"updated_at\":null,\"status\":\"disabled\","
                        + "\"sns_endpoint_url\":\"https://sns.nl-ams.example.org\"}");
    }

    @Test
    void deactivatesAProjectAndDeletesItsCredentials() {
        activate();
        JsonObject credential = create(project());

        HttpResponse<String> reply = client.post("/deactivate-sns", project());

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo("{\"project_id\":\"" + project + "\",\"region\":\"fr-par\",\"created_at\":null,"
                        + "\"updated_at\":null,\"status\":\"disabled\","
                        + "\"sns_endpoint_url\":\"https://sns.fr-par.example.org\"}");
        assertThat(api.view().credential(credential.getString("access_key"))).isEmpty();
        assertThat(client.get("/sns-credentials/" + credential.getString("id")).statusCode())
                .isEqualTo(404);
        assertThat(client.get("/sns-info?project_id=" + project).body()).isEqualTo(reply.body());
    }

    @Test
    void saysThatAProjectIsNotActive() {
        HttpResponse<String> reply = client.post("/deactivate-sns", project());

        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.body())
                .isEqualTo("{\"type\":\"not_found\",\"message\":\"resource is not found\","
                        + "\"resource\":\"MnqSNSNamespace\",\"resource_id\":\"" + project + "\"}");
    }

    @Test
    void makesCredentialsWithTheirSecret() throws Exception {
        activate();

        HttpResponse<String> reply = client.post(
                "/sns-credentials",
                project().put("name", "n".repeat(500)).put("permissions", new JsonObject().put("can_publish", true)));

        assertThat(reply.statusCode()).isEqualTo(200);
        JsonObject credential = new JsonObject(reply.body());
        assertThat(credential.fieldNames())
                .containsExactly(
                        "id",
                        "name",
                        "project_id",
                        "region",
                        "created_at",
                        "updated_at",
                        "access_key",
                        "secret_key",
                        "secret_checksum",
                        "permissions");
        assertThat(UUID.fromString(credential.getString("id"))).hasToString(credential.getString("id"));
        assertThat(credential.getString("name")).isEqualTo("n".repeat(500));
        assertThat(credential.getString("project_id")).isEqualTo(project.toString());
        assertThat(credential.getString("region")).isEqualTo("fr-par");
        assertThat(credential.getString("created_at")).matches(TIMESTAMP);
        assertThat(credential.getString("updated_at")).matches(TIMESTAMP);
        assertThat(credential.getString("access_key")).matches("[A-Za-z0-9]{20}");
        assertThat(credential.getString("secret_key")).matches("[A-Za-z0-9]{64}");
        assertThat(credential.getString("secret_checksum")).isEqualTo(sha1(credential.getString("secret_key")));
        assertThat(credential.getJsonObject("permissions"))
                .isEqualTo(new JsonObject("{\"can_publish\":true,\"can_receive\":false,\"can_manage\":false}"));
    }

    @Test
    void showsASecretOnlyOnce() {
        activate();
        JsonObject made = create(project());
        String path = "/sns-credentials/" + made.getString("id");

        assertThat(new JsonObject(client.get(path).body()))
                .isEqualTo(made.copy().put("secret_key", ""));
        assertThat(client.get("/sns-credentials?project_id=" + project).body())
                .contains("\"secret_key\":\"\"")
                .doesNotContain(made.getString("secret_key"));
        assertThat(client.patch(path, new JsonObject().put("name", "other")).body())
                .contains("\"secret_key\":\"\"")
                .doesNotContain(made.getString("secret_key"));
    }

    @Test
    void givesANameToCredentialsWithoutOne() {
        activate();

        assertThat(create(project()).getString("name")).matches("mnq_sns_[a-z]+_[a-z]+");
        assertThat(create(project().put("name", "")).getString("name")).matches("mnq_sns_[a-z]+_[a-z]+");
        JsonObject nulls = create(project().putNull("name").putNull("permissions"));
        assertThat(nulls.getString("name")).matches("mnq_sns_[a-z]+_[a-z]+");
        assertThat(nulls.getJsonObject("permissions"))
                .isEqualTo(new JsonObject("{\"can_publish\":false,\"can_receive\":false,\"can_manage\":false}"));
    }

    @Test
    void makesNoCredentialsInAProjectThatIsNotActive() {
        HttpResponse<String> reply = client.post("/sns-credentials", project());

        assertThat(reply.statusCode()).isEqualTo(412);
        assertThat(reply.body())
                .isEqualTo("{\"type\":\"precondition_failed\",\"message\":\"precondition is not respected\","
                        + "\"precondition\":\"unknown_precondition\","
                        + "\"help_message\":\"activate Topics and Events on this project first\"}");
    }

    @Test
    @Keeps("client.terraform")
    void changesOnlyWhatAChangeNamesAndAtOnce() {
        activate();
        JsonObject made =
                create(project().put("name", "first").put("permissions", new JsonObject().put("can_publish", true)));
        String path = "/sns-credentials/" + made.getString("id");

        JsonObject renamed = new JsonObject(client.call("PATCH", path, "{\"name\":\"second\",\"permissions\":null}")
                .body());
        JsonObject widened = new JsonObject(
                client.call("PATCH", path, "{\"name\":null,\"permissions\":{\"can_publish\":null,\"can_manage\":true}}")
                        .body());
        JsonObject untouched = new JsonObject(client.call("PATCH", path, "{}").body());

        assertThat(renamed.getString("name")).isEqualTo("second");
        assertThat(renamed.getJsonObject("permissions")).isEqualTo(made.getJsonObject("permissions"));
        assertThat(widened.getString("name")).isEqualTo("second");
        assertThat(widened.getJsonObject("permissions"))
                .isEqualTo(new JsonObject("{\"can_publish\":true,\"can_receive\":false,\"can_manage\":true}"));
        assertThat(untouched.getJsonObject("permissions")).isEqualTo(widened.getJsonObject("permissions"));
        assertThat(api.view()
                        .credential(made.getString("access_key"))
                        .orElseThrow()
                        .permissions()
                        .canManage())
                .isTrue();
    }

    @Test
    void deletesCredentialsAtOnce() {
        activate();
        JsonObject made = create(project());
        String path = "/sns-credentials/" + made.getString("id");

        HttpResponse<String> reply = client.delete(path);

        assertThat(reply.statusCode()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.headers().firstValue("Content-Type")).isEmpty();
        assertThat(reply.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(api.view().credential(made.getString("access_key"))).isEmpty();
        assertThat(client.delete(path).statusCode()).isEqualTo(404);
        assertThat(client.patch(path, new JsonObject()).statusCode()).isEqualTo(404);
        assertThat(client.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void leavesWhatBelongsToOthersAlone() {
        activate();
        JsonObject made = create(project());
        String path = "/sns-credentials/" + made.getString("id");
        ManagementClient stranger = api.client(new ProjectId(UUID.randomUUID()));

        assertThat(stranger.delete(path).statusCode()).isEqualTo(404);
        assertThat(stranger.patch(path, new JsonObject().put("name", "mine")).statusCode())
                .isEqualTo(404);
        assertThat(stranger.post("/deactivate-sns", project()).statusCode()).isEqualTo(403);
        assertThat(new JsonObject(client.get(path).body()).getString("name")).isEqualTo(made.getString("name"));
        assertThat(api.view().project(new ProjectScope(project, ManagementFixture.PARIS)))
                .isPresent();
    }

    private JsonObject project() {
        return new JsonObject().put("project_id", project.toString());
    }

    private void activate() {
        assertThat(client.post("/activate-sns", project()).statusCode()).isEqualTo(200);
    }

    private JsonObject create(JsonObject body) {
        HttpResponse<String> reply = client.post("/sns-credentials", body);
        assertThat(reply.statusCode()).isEqualTo(200);
        return new JsonObject(reply.body());
    }

    private static String sha1(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}

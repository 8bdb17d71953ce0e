package dev.carillon.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.ProjectId;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {
    @Test
    void refusesChangesForNowAndGoesOnAnsweringReads() {
        ProjectId project = new ProjectId(UUID.randomUUID());
        JsonObject body = new JsonObject().put("project_id", project.toString());
        try (ManagementOnDatabase api = new ManagementOnDatabase(Map.of())) {
            ManagementClient client = api.client(project);
            assertThat(client.post("/activate-sns", body).statusCode()).isEqualTo(200);
            String id = new JsonObject(client.post("/sns-credentials", body).body()).getString("id");

            api.cutLine();

            assertRefusedForNow(client.post("/deactivate-sns", body));
            assertRefusedForNow(client.post("/sns-credentials", body));
            assertRefusedForNow(client.patch("/sns-credentials/" + id, new JsonObject().put("name", "other")));
            assertRefusedForNow(client.delete("/sns-credentials/" + id));
            assertThat(client.get("/sns-credentials/" + id).statusCode()).isEqualTo(200);
            assertThat(client.get("/sns-info?project_id=" + project).body()).contains("\"status\":\"enabled\"");
        }
    }

    private static void assertRefusedForNow(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.headers().firstValue("Retry-After")).contains("1");
        assertThat(reply.body())
                .isEqualTo("{\"type\":\"service_unavailable\",\"message\":\"the database is not available\"}");
    }
}

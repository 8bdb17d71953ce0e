package dev.carillon.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.ProjectId;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How many credentials a project may have, on PostgreSQL. */
class CredentialQuotaTest {
    private static final int QUOTA = 3;

    private static ManagementOnDatabase api;

    private final ProjectId project = new ProjectId(UUID.randomUUID());
    private final ManagementClient client = api.client(project);

    @BeforeAll
    static void start() {
        api = new ManagementOnDatabase(Map.of("CARILLON_LIMITS_CREDENTIALS_PER_PROJECT", Integer.toString(QUOTA)));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void refusesOneMoreThanTheQuotaAndSaysWhichItIs() {
        activate("fr-par");
        for (int i = 0; i < QUOTA; i++) {
            assertThat(create("fr-par").statusCode()).isEqualTo(200);
        }

        HttpResponse<String> reply = create("fr-par");

        assertThat(reply.statusCode()).isEqualTo(403);
        assertThat(reply.body())
                .isEqualTo(
                        "{\"type\":\"quotas_exceeded\",\"message\":\"quota exceeded for this resource\",\"details\":["
                                + "{\"resource\":\"credentials\",\"quota\":3,\"current\":3,\"project_id\":\"" + project
                                + "\"}]}");
    }

    @Test
    void countsEachRegionByItself() {
        activate("fr-par");
        activate("nl-ams");
        for (int i = 0; i < QUOTA; i++) {
            assertThat(create("fr-par").statusCode()).isEqualTo(200);
        }

        assertThat(create("nl-ams").statusCode()).isEqualTo(200);
    }

    @Test
    void callersAtTheSameTimeNeverMakeMoreThanTheQuota() throws Exception {
        activate("fr-par");
        ExecutorService callers = Executors.newFixedThreadPool(4 * QUOTA);
        List<Callable<Integer>> calls = IntStream.range(0, 4 * QUOTA)
                .<Callable<Integer>>mapToObj(i -> () -> create("fr-par").statusCode())
                .toList();

        List<Future<Integer>> statusCodes = callers.invokeAll(calls);
        callers.shutdown();

        assertThat(statusCodes).extracting(Future::get).containsOnly(200, 403);
        assertThat(statusCodes)
                .extracting(Future::get)
                .filteredOn(status -> status == 200)
                .hasSize(QUOTA);
        HttpResponse<String> list = client.get("/sns-credentials?project_id=" + project);
        assertThat(new JsonObject(list.body()).getInteger("total_count")).isEqualTo(QUOTA);
    }

    private void activate(String region) {
        assertThat(client.raw("POST", path(region) + "/activate-sns", project()).statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> create(String region) {
        return client.raw("POST", path(region) + "/sns-credentials", project());
    }

    private static String path(String region) {
        return "/mnq/v1beta1/regions/" + region;
    }

    private String project() {
        return new JsonObject().put("project_id", project.toString()).encode();
    }
}

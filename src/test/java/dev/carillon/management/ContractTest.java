package dev.carillon.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.catalog.view.CatalogViews;
import dev.carillon.testing.VirtualTime;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract and the code, held together where nothing else does. */
class ContractTest {
    private final Vertx vertx = Vertx.vertx();
    private final OpenAPIContract contract =
            ManagementFixture.await(OpenAPIContract.from(vertx, "openapi/management.yaml"));

    @AfterEach
    void close() {
        ManagementFixture.await(vertx.close());
    }

    @Test
    void everyOperationOfTheContractIsThereAndNoOther() {
        ManagementServices services = ManagementFixture.services(
                ManagementFixture.config(Map.of()),
                CatalogViews.showing(),
                null,
                new VirtualTime(),
                new HttpServerOptions());
        ManagementRouter router = new ManagementRouter(services, null, null, null);

        assertThat(contract.operations())
                .extracting(Operation::getOperationId)
                .containsExactlyInAnyOrderElementsOf(router.operations().keySet());
    }

    @Test
    void everyOperationAsksForAToken() {
        assertThat(contract.operations())
                .allSatisfy(operation -> assertThat(operation.getSecurityRequirements())
                        .isNotEmpty()
                        .allMatch(requirement -> requirement.getNames().contains("token")));
    }

    @Test
    void namesTheOrdersAndLimitsOfAList() {
        assertThat(schema("order_by").getJsonArray("enum")).isEqualTo(new JsonArray(CredentialOrder.NAMES));
        assertThat(schema("order_by").getString("default")).isEqualTo(CredentialOrder.NAMES.get(0));
        CredentialPage usual = CredentialPage.of(new Arguments(MultiMap.caseInsensitiveMultiMap(), emptyBody()));
        assertThat(schema("page").getInteger("default")).isEqualTo(usual.number());
        assertThat(schema("page_size").getInteger("default")).isEqualTo(usual.size());
    }

    @Test
    void namesEveryMemberThatAnswersHave() {
        JsonObject credential = WireForm.withSecret(
                ManagementFixture.credential("n", ManagementFixture.PROJECT, ManagementFixture.CREATED));

        assertThat(required("SnsCredentials")).containsExactlyInAnyOrderElementsOf(credential.fieldNames());
        assertThat(required("InvalidArguments"))
                .containsExactlyInAnyOrderElementsOf(
                        RestError.methodNotAllowed().body().fieldNames());
        assertThat(required("DeniedAuthentication"))
                .containsExactlyInAnyOrderElementsOf(
                        RestError.deniedAuthentication("expired").body().fieldNames());
        assertThat(required("PermissionsDenied"))
                .containsExactlyInAnyOrderElementsOf(
                        RestError.permissionsDenied(Action.READ).body().fieldNames());
        assertThat(required("QuotasExceeded"))
                .containsExactlyInAnyOrderElementsOf(RestError.quotaExceeded("r", 1, 1, ManagementFixture.PROJECT)
                        .body()
                        .fieldNames());
        assertThat(required("NotFound"))
                .containsExactlyInAnyOrderElementsOf(
                        RestError.notFound("r", "i").body().fieldNames());
        assertThat(required("AlreadyExists"))
                .containsExactlyInAnyOrderElementsOf(
                        RestError.alreadyExists("r", "i", "h").body().fieldNames());
        assertThat(required("PreconditionFailed"))
                .containsExactlyInAnyOrderElementsOf(
                        RestError.preconditionFailed("p", "h").body().fieldNames());
    }

    private static ObjectNode emptyBody() {
        return JsonBody.parse(Buffer.buffer("{}")).orElseThrow();
    }

    private JsonObject schema(String parameter) {
        JsonArray parameters = contract.getRawContract()
                .getJsonObject("paths")
                .getJsonObject("/mnq/v1beta1/regions/{region}/sns-credentials")
                .getJsonObject("get")
                .getJsonArray("parameters");
        return parameters.stream()
                .map(JsonObject.class::cast)
                .filter(candidate -> parameter.equals(candidate.getString("name")))
                .findFirst()
                .orElseThrow()
                .getJsonObject("schema");
    }

    private List<String> required(String schema) {
        return contract
                .getRawContract()
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject(schema)
                .getJsonArray("required")
                .stream()
                .map(String.class::cast)
                .toList();
    }
}

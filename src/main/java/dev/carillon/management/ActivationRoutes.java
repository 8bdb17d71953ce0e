package dev.carillon.management;

import dev.carillon.config.SnsConfig;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Whether a project uses Topics and Events in a region. */
final class ActivationRoutes {
    /** How the real service names what an activation makes. */
    private static final String NAMESPACE = "MnqSNSNamespace";

    private static final String PROJECT = "project_id";

    private final ManagementServices services;
    private final SnsConfig sns;

    ActivationRoutes(ManagementServices services) {
        this.services = services;
        sns = services.config().sns();
    }

    /** By the operation ids of the contract. */
    Map<String, Operation> operations() {
        return Map.of("activateSns", this::activate, "getSnsInfo", this::info, "deactivateSns", this::deactivate);
    }

    private Future<RestReply> activate(Call call) {
        return change(
                call,
                scope -> services.writer()
                        .activate(scope)
                        .map(outcome -> WriteReply.of(
                                outcome,
                                scope.project(),
                                view -> RestReply.ok(WireForm.enabled(view, endpointUrl(scope))),
                                RestError.alreadyExists(
                                        NAMESPACE,
                                        scope.project().toString(),
                                        "SNS is already enabled on this project"))));
    }

    private Future<RestReply> deactivate(Call call) {
        return change(
                call,
                scope -> services.writer()
                        .deactivate(scope)
                        .map(outcome -> WriteReply.of(
                                outcome,
                                scope.project(),
                                gone -> RestReply.ok(WireForm.disabled(scope, endpointUrl(scope))),
                                RestError.notFound(NAMESPACE, scope.project().toString()))));
    }

    private Future<RestReply> info(Call call) {
        Arguments arguments = call.arguments();
        Optional<ProjectId> project = arguments.requiredQueryProject(PROJECT);
        return Future.succeededFuture(
                call.refusal(arguments, project, Action.READ).orElseGet(() -> info(call.scope(project.orElseThrow()))));
    }

    private RestReply info(ProjectScope scope) {
        return RestReply.ok(services.catalog()
                .project(scope)
                .map(view -> WireForm.enabled(view, endpointUrl(scope)))
                .orElseGet(() -> WireForm.disabled(scope, endpointUrl(scope))));
    }

    private static Future<RestReply> change(Call call, Function<ProjectScope, Future<RestReply>> change) {
        Arguments arguments = call.arguments();
        Optional<ProjectId> project = arguments.requiredProject(PROJECT);
        return call.refusal(arguments, project, Action.WRITE)
                .map(Future::succeededFuture)
                .orElseGet(() -> change.apply(call.scope(project.orElseThrow())));
    }

    private String endpointUrl(ProjectScope scope) {
        return sns.publicUrl(scope.region());
    }
}

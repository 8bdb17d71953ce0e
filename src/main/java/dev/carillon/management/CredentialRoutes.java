package dev.carillon.management;

import dev.carillon.catalog.change.CredentialEdit;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.SnsPermissions;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Access keys to the SNS endpoint. One that belongs to a foreign project answers as one that does not exist. */
final class CredentialRoutes {
    private static final SnsPermissions NONE = new SnsPermissions(false, false, false);

    private final ManagementServices services;
    private final RandomGenerator random = new SecureRandom();

    CredentialRoutes(ManagementServices services) {
        this.services = services;
    }

    /** By the operation ids of the contract. */
    Map<String, Operation> operations() {
        return Map.of(
                "createSnsCredentials", this::create,
                "listSnsCredentials", this::list,
                "getSnsCredentials", this::get,
                "updateSnsCredentials", this::update,
                "deleteSnsCredentials", this::delete);
    }

    private Future<RestReply> create(Call call) {
        Arguments arguments = call.arguments();
        Optional<ProjectId> project = arguments.requiredProject("project_id");
        Optional<String> name = arguments.name("name").filter(text -> !text.isEmpty());
        SnsPermissions permissions = arguments.permissions("permissions").apply(NONE);
        return call.refusal(arguments, project, Action.WRITE)
                .map(Future::succeededFuture)
                .orElseGet(() -> create(
                        call.scope(project.orElseThrow()),
                        name.orElseGet(() -> GeneratedName.next(random)),
                        permissions));
    }

    private Future<RestReply> create(ProjectScope scope, String name, SnsPermissions permissions) {
        return services.writer()
                .createCredential(scope, name, permissions)
                .map(outcome -> WriteReply.of(
                        outcome,
                        scope.project(),
                        made -> RestReply.ok(WireForm.withSecret(made)),
                        RestError.preconditionFailed(
                                "unknown_precondition", "activate Topics and Events on this project first")));
    }

    private Future<RestReply> list(Call call) {
        Arguments arguments = call.arguments();
        Optional<ProjectId> project = arguments.queryProject("project_id");
        CredentialPage page = CredentialPage.of(arguments);
        return Future.succeededFuture(call.refusal(arguments, project, Action.READ)
                .orElseGet(() -> RestReply.ok(page.json(visible(call, project).toList()))));
    }

    private Stream<Credential> visible(Call call, Optional<ProjectId> project) {
        Stream<ProjectView> views = project.isPresent()
                ? services.catalog().project(call.scope(project.get())).stream()
                : services.catalog().projects().stream()
                        .filter(view -> view.scope().region().equals(call.region()))
                        .filter(view -> call.key().covers(view.scope().project()));
        return views.flatMap(view -> view.credentials().values().stream());
    }

    private Future<RestReply> get(Call call) {
        return onExisting(
                call, call.arguments(), found -> Future.succeededFuture(RestReply.ok(WireForm.withoutSecret(found))));
    }

    private Future<RestReply> update(Call call) {
        Arguments arguments = call.arguments();
        Optional<String> name = arguments.nonEmptyName("name");
        Function<SnsPermissions, SnsPermissions> permissions = arguments.permissions("permissions");
        return onExisting(
                call,
                arguments,
                found -> services.writer()
                        .updateCredential(
                                found.scope(),
                                found.id(),
                                present -> new CredentialEdit(
                                        name.orElse(present.name()), permissions.apply(present.permissions())))
                        .map(outcome -> WriteReply.of(
                                outcome,
                                found.scope().project(),
                                changed -> RestReply.ok(WireForm.withoutSecret(changed)),
                                notFound(call))));
    }

    private Future<RestReply> delete(Call call) {
        return onExisting(
                call,
                call.arguments(),
                found -> services.writer()
                        .deleteCredential(found.scope(), found.id())
                        .map(outcome -> WriteReply.of(
                                outcome, found.scope().project(), gone -> RestReply.noContent(), notFound(call))));
    }

    private Future<RestReply> onExisting(
            Call call, Arguments arguments, Function<Credential, Future<RestReply>> answer) {
        Optional<UUID> id = arguments.pathId("sns_credentials_id", call.pathId());
        Optional<RestReply> refusal = call.refusal(arguments, Optional.empty(), Action.READ);
        if (refusal.isPresent()) {
            return Future.succeededFuture(refusal.get());
        }
        return id.flatMap(services.catalog()::credential)
                .filter(credential -> credential.scope().region().equals(call.region()))
                .filter(credential -> call.key().covers(credential.scope().project()))
                .map(answer)
                .orElseGet(() -> Future.succeededFuture(notFound(call)));
    }

    private static RestReply notFound(Call call) {
        return RestError.notFound("credentials", call.pathId());
    }
}

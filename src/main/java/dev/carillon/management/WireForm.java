package dev.carillon.management;

import dev.carillon.model.Credential;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.SnsPermissions;
import io.vertx.core.json.JsonObject;

/** The API's objects. Every member is always there, and only a create reply has the secret. */
final class WireForm {
    private WireForm() {}

    static JsonObject enabled(ProjectView project, String endpointUrl) {
        return new JsonObject()
                .put("project_id", project.scope().project().toString())
                .put("region", project.scope().region().name())
                .put("created_at", WireTime.text(project.activatedAt()))
                .put("updated_at", WireTime.text(project.updatedAt()))
                .put("status", "enabled")
                .put("sns_endpoint_url", endpointUrl);
    }

    static JsonObject disabled(ProjectScope scope, String endpointUrl) {
        return new JsonObject()
                .put("project_id", scope.project().toString())
                .put("region", scope.region().name())
                .putNull("created_at")
                .putNull("updated_at")
                .put("status", "disabled")
                .put("sns_endpoint_url", endpointUrl);
    }

    static JsonObject withSecret(Credential credential) {
        return credential(credential, credential.secretKey().value());
    }

    static JsonObject withoutSecret(Credential credential) {
        return credential(credential, "");
    }

    private static JsonObject credential(Credential credential, String secret) {
        return new JsonObject()
                .put("id", credential.id().toString())
                .put("name", credential.name())
                .put("project_id", credential.scope().project().toString())
                .put("region", credential.scope().region().name())
                .put("created_at", WireTime.text(credential.createdAt()))
                .put("updated_at", WireTime.text(credential.updatedAt()))
                .put("access_key", credential.accessKey())
                .put("secret_key", secret)
                .put("secret_checksum", credential.secretChecksum())
                .put("permissions", permissions(credential.permissions()));
    }

    private static JsonObject permissions(SnsPermissions permissions) {
        return new JsonObject()
                .put("can_publish", permissions.canPublish())
                .put("can_receive", permissions.canReceive())
                .put("can_manage", permissions.canManage());
    }
}

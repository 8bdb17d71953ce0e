package dev.carillon.catalog.change;

import dev.carillon.catalog.change.Change.Decision;
import dev.carillon.catalog.change.Change.Written;
import dev.carillon.catalog.change.WriteOutcome.Inactive;
import dev.carillon.catalog.change.WriteOutcome.LimitReached;
import dev.carillon.catalog.change.WriteOutcome.Missing;
import dev.carillon.catalog.database.Rows;
import dev.carillon.catalog.key.NewSecrets;
import dev.carillon.catalog.key.SecretBox;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.SecretKey;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.TimeSource;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Making, changing and deleting credentials. */
final class CredentialChanges {
    private final int credentialsMax;
    private final SecretBox secrets;
    private final TimeSource time;
    private final NewSecrets newSecrets = new NewSecrets();

    CredentialChanges(int credentialsMax, SecretBox secrets, TimeSource time) {
        this.credentialsMax = credentialsMax;
        this.secrets = secrets;
        this.time = time;
    }

    Change<Credential> create(String name, SnsPermissions permissions) {
        return project -> project.map(before -> create(before, name, permissions))
                .orElseGet(() -> Change.answer(new Inactive<>()));
    }

    Change<Credential> update(UUID id, UnaryOperator<CredentialEdit> edit) {
        return project -> project.flatMap(before -> find(before, id).map(present -> update(before, present, edit)))
                .orElseGet(() -> Change.answer(new Missing<>()));
    }

    static Change<UUID> delete(UUID id) {
        return project -> project.filter(before -> before.credentials().containsKey(id))
                .map(before -> Change.write(statements -> statements
                        .raiseGeneration(before)
                        .compose(projectNo -> statements.deleteCredential(id))
                        .map(done -> new Written<>(Optional.of(before.withoutCredential(id)), id))))
                .orElseGet(() -> Change.answer(new Missing<>()));
    }

    private Decision<Credential> create(ProjectView before, String name, SnsPermissions permissions) {
        int current = before.credentials().size();
        return current < credentialsMax
                ? insert(before, fresh(before.scope(), name, permissions))
                : Change.answer(new LimitReached<>(credentialsMax, current));
    }

    private Credential fresh(ProjectScope scope, String name, SnsPermissions permissions) {
        Instant now = Rows.stored(time.now());
        SecretKey secret = newSecrets.secretKey();
        return new Credential(
                UUID.randomUUID(),
                name,
                scope,
                now,
                now,
                newSecrets.accessKey(),
                secret,
                NewSecrets.sha1(secret.value()),
                permissions);
    }

    private Decision<Credential> insert(ProjectView before, Credential credential) {
        return Change.write(statements -> statements
                .raiseGeneration(before)
                .compose(projectNo -> statements.insertCredential(projectNo, credential, secrets))
                .map(done -> new Written<>(Optional.of(before.withCredential(credential)), credential)));
    }

    private Decision<Credential> update(ProjectView before, Credential present, UnaryOperator<CredentialEdit> edit) {
        CredentialEdit edited = edit.apply(new CredentialEdit(present.name(), present.permissions()));
        Credential after = new Credential(
                present.id(),
                edited.name(),
                present.scope(),
                present.createdAt(),
                Rows.stored(time.now()),
                present.accessKey(),
                present.secretKey(),
                present.secretChecksum(),
                edited.permissions());
        return Change.write(statements -> statements
                .raiseGeneration(before)
                .compose(projectNo -> statements.updateCredential(after))
                .map(done -> new Written<>(Optional.of(before.withCredential(after)), after)));
    }

    private static Optional<Credential> find(ProjectView project, UUID id) {
        return Optional.ofNullable(project.credentials().get(id));
    }
}

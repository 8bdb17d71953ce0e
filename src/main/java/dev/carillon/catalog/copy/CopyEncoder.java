package dev.carillon.catalog.copy;

import dev.carillon.catalog.key.ApiKey;
import dev.carillon.catalog.key.SecretBox;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectView;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionState;
import dev.carillon.model.SubscriptionState.Confirmed;
import dev.carillon.model.SubscriptionState.Pending;
import dev.carillon.model.Topic;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Turns the catalogue into the fields of a copy, drawn in {@code docs/journal-format.md}; {@link CopyDecoder} turns them
 * back. Secrets are encrypted as in the database, once for the life of this object: the same key must not see too many
 * nonces. Called by one thread at a time.
 */
final class CopyEncoder {
    private final SecretBox secrets;
    private Map<UUID, byte[]> sealed = Map.of();

    CopyEncoder(SecretBox secrets) {
        this.secrets = secrets;
    }

    ByteBuffer encode(CatalogCopy copy) {
        Map<UUID, byte[]> sealedNow = new HashMap<>();
        FieldWriter out = new FieldWriter();
        out.uuid(copy.identity());
        out.number(copy.epoch());
        out.time(copy.takenAt());
        out.text(secrets.keyId());
        out.bytes(secrets.sealCheck());
        out.count(copy.apiKeys().size());
        copy.apiKeys().forEach(key -> put(out, key));
        out.count(copy.projects().size());
        for (ProjectView project : copy.projects()) {
            put(out, project);
            out.count(project.credentials().size());
            for (Credential credential : project.credentials().values()) {
                byte[] secret = sealed(credential);
                sealedNow.put(credential.id(), secret);
                put(out, credential, secret);
            }
            out.count(project.topics().size());
            project.topics().values().forEach(topic -> put(out, topic));
        }
        sealed = sealedNow;
        return out.fields();
    }

    private byte[] sealed(Credential credential) {
        byte[] known = sealed.get(credential.id());
        return known == null ? secrets.seal(credential.id(), credential.secretKey()) : known;
    }

    private static void put(FieldWriter out, ApiKey key) {
        out.uuid(key.id());
        out.text(key.name());
        out.text(key.tokenHash());
        out.time(key.createdAt());
        out.time(key.expiresAt());
        out.count(key.projects().size());
        key.projects().stream().map(ProjectId::value).sorted().forEach(out::uuid);
    }

    private static void put(FieldWriter out, ProjectView project) {
        out.uuid(project.scope().project().value());
        out.text(project.scope().region().name());
        out.number(project.generation());
        out.time(project.activatedAt());
        out.time(project.updatedAt());
    }

    private static void put(FieldWriter out, Credential credential, byte[] secret) {
        SnsPermissions permissions = credential.permissions();
        out.uuid(credential.id());
        out.text(credential.name());
        out.time(credential.createdAt());
        out.time(credential.updatedAt());
        out.text(credential.accessKey());
        out.bytes(secret);
        out.text(credential.secretChecksum());
        out.small(
                bit(0, permissions.canPublish()) | bit(1, permissions.canReceive()) | bit(2, permissions.canManage()));
    }

    private static void put(FieldWriter out, Topic topic) {
        out.number(topic.topicNo());
        out.text(topic.arn().partition());
        out.text(topic.arn().name());
        out.texts(topic.attributes());
        out.texts(topic.tags());
        out.number(topic.subscriptionsDeleted());
        out.count(topic.subscriptions().size());
        topic.subscriptions().values().forEach(subscription -> put(out, subscription));
    }

    private static void put(FieldWriter out, Subscription subscription) {
        SubscriptionState state = subscription.state();
        out.number(subscription.subscriptionNo());
        out.uuid(subscription.arn().id());
        out.text(subscription.protocol().wireName());
        out.text(subscription.endpoint());
        out.small(bit(0, subscription.isConfirmed())
                | bit(1, subscription.isConfirmationAuthenticated())
                | bit(2, subscription.isUnsubscribeAuthenticated()));
        out.text(state.fold(Pending::tokenHash, Confirmed::tokenHash));
        if (state instanceof Pending pending) {
            out.time(pending.expiresAt());
        } else {
            out.number(state.fold(pending -> 0L, Confirmed::startSeq));
        }
        out.time(subscription.createdAt());
        out.texts(subscription.attributes());
    }

    private static int bit(int place, boolean isSet) {
        return isSet ? 1 << place : 0;
    }
}

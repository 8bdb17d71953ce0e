package dev.carillon.catalog.copy;

import dev.carillon.catalog.key.ApiKey;
import dev.carillon.catalog.key.SecretBox;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Protocol;
import dev.carillon.model.Region;
import dev.carillon.model.SecretKey;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.SubscriptionState;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads what {@link CopyEncoder} wrote, and believes nothing of it. */
final class CopyDecoder {
    private final FieldReader in;
    private final SecretBox secrets;

    private CopyDecoder(FieldReader in, SecretBox secrets) {
        this.in = in;
        this.secrets = secrets;
    }

    /** @throws CopyDamaged when the fields are no catalogue, or its secrets were encrypted with another key */
    static CatalogCopy decode(FieldReader fields, SecretBox secrets) throws CopyDamaged {
        try {
            return new CopyDecoder(fields, secrets).copy();
        } catch (IllegalArgumentException notAName) {
            throw new CopyDamaged("it holds what cannot be: " + notAName.getMessage());
        }
    }

    private CatalogCopy copy() throws CopyDamaged {
        UUID identity = in.uuid();
        long epoch = in.number();
        Instant takenAt = in.time();
        String keyId = in.text();
        if (!secrets.canOpenCheck(in.bytes())) {
            throw new CopyDamaged("its secrets were encrypted with another key (theirs is " + keyId + ", ours "
                    + secrets.keyId() + "): restore the key file or database.encryption-key");
        }
        List<ApiKey> apiKeys = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            apiKeys.add(apiKey());
        }
        List<ProjectView> projects = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            projects.add(project());
        }
        in.end();
        return new CatalogCopy(identity, epoch, takenAt, apiKeys, projects);
    }

    private ApiKey apiKey() throws CopyDamaged {
        UUID id = in.uuid();
        String name = in.text();
        String tokenHash = in.text();
        Instant createdAt = in.time();
        Instant expiresAt = in.time();
        Set<ProjectId> projects = new HashSet<>();
        for (int left = in.count(); left > 0; left--) {
            projects.add(new ProjectId(in.uuid()));
        }
        return new ApiKey(id, name, tokenHash, createdAt, expiresAt, projects);
    }

    private ProjectView project() throws CopyDamaged {
        ProjectScope scope = new ProjectScope(new ProjectId(in.uuid()), new Region(in.text()));
        long generation = in.number();
        Instant activatedAt = in.time();
        Instant updatedAt = in.time();
        Map<UUID, Credential> credentials = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            Credential credential = credential(scope);
            credentials.put(credential.id(), credential);
        }
        Map<String, Topic> topics = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            Topic topic = topic(scope);
            topics.put(topic.arn().name(), topic);
        }
        return new ProjectView(scope, generation, activatedAt, updatedAt, topics, credentials);
    }

    private Credential credential(ProjectScope scope) throws CopyDamaged {
        UUID id = in.uuid();
        String name = in.text();
        Instant createdAt = in.time();
        Instant updatedAt = in.time();
        String accessKey = in.text();
        SecretKey secret = secrets.open(id, in.bytes())
                .orElseThrow(() -> new CopyDamaged("the secret of credential " + id + " cannot be decrypted"));
        String checksum = in.text();
        int may = in.flags(3);
        SnsPermissions permissions = new SnsPermissions(has(may, 0), has(may, 1), has(may, 2));
        return new Credential(id, name, scope, createdAt, updatedAt, accessKey, secret, checksum, permissions);
    }

    private Topic topic(ProjectScope scope) throws CopyDamaged {
        long topicNo = in.number();
        TopicArn arn = new TopicArn(in.text(), scope, in.text());
        Map<String, String> attributes = in.texts();
        Map<String, String> tags = in.texts();
        long deleted = in.number();
        Map<UUID, Subscription> subscriptions = new LinkedHashMap<>();
        for (int left = in.count(); left > 0; left--) {
            Subscription subscription = subscription(arn);
            subscriptions.put(subscription.arn().id(), subscription);
        }
        return new Topic(topicNo, arn, attributes, tags, subscriptions, deleted);
    }

    private Subscription subscription(TopicArn topic) throws CopyDamaged {
        long subscriptionNo = in.number();
        SubscriptionArn arn = new SubscriptionArn(topic, in.uuid());
        String word = in.text();
        Protocol protocol =
                Protocol.fromWireName(word).orElseThrow(() -> new CopyDamaged("nobody knows the protocol " + word));
        String endpoint = in.text();
        int is = in.flags(3);
        String tokenHash = in.text();
        SubscriptionState state = has(is, 0)
                ? new SubscriptionState.Confirmed(in.number(), tokenHash)
                : new SubscriptionState.Pending(tokenHash, in.time());
        return new Subscription(
                subscriptionNo, arn, protocol, endpoint, state, has(is, 1), has(is, 2), in.time(), in.texts());
    }

    private static boolean has(int flags, int place) {
        return (flags >>> place & 1) == 1;
    }
}

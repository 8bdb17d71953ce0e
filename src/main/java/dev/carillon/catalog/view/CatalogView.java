package dev.carillon.catalog.view;

import dev.carillon.catalog.key.ApiKey;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The whole catalogue in memory. Reads never wait and may be made on any thread; what they return is immutable. Written
 * by this package only, one change of a project at a time.
 */
public final class CatalogView {
    private final Map<ProjectScope, ProjectView> projects = new ConcurrentHashMap<>();
    private final Map<String, Credential> credentialsByAccessKey = new ConcurrentHashMap<>();
    private final Map<UUID, Credential> credentialsById = new ConcurrentHashMap<>();
    private final Map<Long, Topic> topicsByNo = new ConcurrentHashMap<>();
    private volatile Map<String, ApiKey> apiKeysByHash = Map.of();
    private volatile boolean isCopy;

    /**
     * Whether this is a copy of a database that is away since before the start. What is not shown may be there all the
     * same, so that nothing may be thrown away for its absence.
     */
    public boolean isCopy() {
        return isCopy;
    }

    /** The credential with this access key, of any project; empty too when its project was deactivated. */
    public Optional<Credential> credential(String accessKey) {
        return Optional.ofNullable(credentialsByAccessKey.get(accessKey));
    }

    /** The credential with this id, of any project. */
    public Optional<Credential> credential(UUID id) {
        return Optional.ofNullable(credentialsById.get(id));
    }

    /** An activated project; empty for any other. */
    public Optional<ProjectView> project(ProjectScope scope) {
        return Optional.ofNullable(projects.get(scope));
    }

    /** All activated projects. */
    public Collection<ProjectView> projects() {
        return List.copyOf(projects.values());
    }

    public Optional<Topic> topic(TopicArn arn) {
        return project(arn.scope()).flatMap(project -> project.topic(arn));
    }

    public Optional<Topic> topic(long topicNo) {
        return Optional.ofNullable(topicsByNo.get(topicNo));
    }

    public Optional<Subscription> subscription(SubscriptionArn arn) {
        return project(arn.topic().scope()).flatMap(project -> project.subscription(arn));
    }

    /** The API key whose SHA-256 (lower-case hex) this is, expired ones too. */
    public Optional<ApiKey> apiKey(String tokenHash) {
        return Optional.ofNullable(apiKeysByHash.get(tokenHash));
    }

    /** All API keys, expired ones too. */
    public Collection<ApiKey> apiKeys() {
        return apiKeysByHash.values();
    }

    /** Shows the copy of a database that is away. */
    void showCopy(Collection<ProjectView> copied, Collection<ApiKey> apiKeys) {
        isCopy = true;
        copied.forEach(this::show);
        showApiKeys(apiKeys);
    }

    /** What is shown is what the database has. */
    void endCopy() {
        isCopy = false;
    }

    /** Shows a project's new state; only what differs from the one before is touched. */
    void show(ProjectView after) {
        Optional<ProjectView> before = project(after.scope());
        before.ifPresent(view -> forgetWhatIsGone(view, after));
        Map<UUID, Credential> knownCredentials =
                before.map(ProjectView::credentials).orElse(Map.of());
        Map<String, Topic> knownTopics = before.map(ProjectView::topics).orElse(Map.of());
        after.credentials().forEach((id, credential) -> {
            if (!credential.equals(knownCredentials.get(id))) {
                credentialsById.put(id, credential);
                credentialsByAccessKey.put(credential.accessKey(), credential);
            }
        });
        after.topics().forEach((name, topic) -> {
            if (isAnother(topic, knownTopics.get(name))) {
                topicsByNo.put(topic.topicNo(), topic);
            }
        });
        projects.put(after.scope(), after);
    }

    /** Forgets a project that was deactivated. */
    void forget(ProjectView before) {
        projects.remove(before.scope());
        before.credentials().values().forEach(this::forget);
        before.topics().values().forEach(topic -> topicsByNo.remove(topic.topicNo()));
    }

    void showApiKeys(Collection<ApiKey> apiKeys) {
        apiKeysByHash = apiKeys.stream().collect(Collectors.toUnmodifiableMap(ApiKey::tokenHash, Function.identity()));
    }

    private void forgetWhatIsGone(ProjectView before, ProjectView after) {
        before.credentials().forEach((id, credential) -> {
            if (!after.credentials().containsKey(id)) {
                forget(credential);
            }
        });
        before.topics().forEach((name, topic) -> {
            Topic successor = after.topics().get(name);
            if (successor == null || successor.topicNo() != topic.topicNo()) {
                topicsByNo.remove(topic.topicNo());
            }
        });
    }

    private void forget(Credential credential) {
        credentialsById.remove(credential.id());
        credentialsByAccessKey.remove(credential.accessKey());
    }

    /** By identity: a topic that was not changed is the same object in both views, and comparing deeply is dear. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isAnother(Topic topic, @Nullable Topic known) {
        return topic != known;
    }
}

package dev.carillon.catalog.change;

import dev.carillon.catalog.key.SecretBox;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.config.LimitsConfig;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.TimeSource;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Makes every change to the catalogue. Changes of one project are made one after another, those of different projects at
 * the same time. A future completes on the context that called, after the change is committed and visible in
 * {@link CatalogView}.
 */
public final class CatalogWriter {
    private final Changes changes;
    private final ProjectChanges projects;
    private final CredentialChanges credentials;
    private final TopicChanges topics;
    private final SubscriptionChanges subscriptions;

    public CatalogWriter(Changes changes, LimitsConfig limits, SecretBox secrets, TimeSource time) {
        this.changes = changes;
        projects = new ProjectChanges(time);
        credentials = new CredentialChanges(limits.credentialsPerProject(), secrets, time);
        topics = new TopicChanges(limits.topicsPerProject());
        subscriptions = new SubscriptionChanges(limits);
    }

    /** Activates a project. {@code Existed}: it is active already. */
    public Future<WriteOutcome<ProjectView>> activate(ProjectScope scope) {
        return changes.submit(scope, projects.activate(scope));
    }

    /** Deletes everything that the project has in the region. {@code Missing}: it is not active. */
    public Future<WriteOutcome<ProjectScope>> deactivate(ProjectScope scope) {
        return changes.submit(scope, ProjectChanges.deactivate(scope));
    }

    /**
     * Makes a credential with a new key and secret. {@code Inactive}: the project is not activated. {@code LimitReached}:
     * it has as many as it may in this region.
     */
    public Future<WriteOutcome<Credential>> createCredential(
            ProjectScope scope, String name, SnsPermissions permissions) {
        return changes.submit(scope, credentials.create(name, permissions));
    }

    /** Changes a credential's name and permissions, given the present ones. {@code Missing}: there is no such one. */
    public Future<WriteOutcome<Credential>> updateCredential(
            ProjectScope scope, UUID id, UnaryOperator<CredentialEdit> edit) {
        return changes.submit(scope, credentials.update(id, edit));
    }

    public Future<WriteOutcome<UUID>> deleteCredential(ProjectScope scope, UUID id) {
        return changes.submit(scope, CredentialChanges.delete(id));
    }

    /** Makes a topic. {@code Existed}: one of that name is there, whatever its attributes. */
    public Future<WriteOutcome<Topic>> createTopic(
            TopicArn arn, Map<String, String> attributes, Map<String, String> tags) {
        return changes.submit(arn.scope(), topics.create(arn, attributes, tags));
    }

    /**
     * Deletes a topic and its subscriptions. {@code Existed}: it is there, as it is at that moment, and must not go. {@code
     * Missing}: there is no such topic.
     */
    public Future<WriteOutcome<Topic>> deleteTopic(TopicArn arn, Predicate<Topic> mayGo) {
        return changes.submit(arn.scope(), TopicChanges.delete(arn, mayGo));
    }

    /**
     * Changes a topic's attributes and tags, given the present ones. An edit that returns empty, because the topic is not
     * as it expected, changes nothing and gives {@code Existed}. {@code Missing}: there is no such topic.
     */
    public Future<WriteOutcome<Topic>> updateTopic(TopicArn arn, Function<Topic, Optional<Topic>> edit) {
        return changes.submit(arn.scope(), TopicChanges.update(arn, edit));
    }

    /**
     * Adds a subscription to this very topic, for which it was checked and whose journal it starts in; its number is given
     * here, that in the argument is ignored. {@code Existed}: the topic has one of that protocol and endpoint.
     * {@code Missing}: the topic is gone, though there may be another of its name. {@code LimitReached} and
     * {@code FilterLimitReached}: the topic has as many, or as many with a filter, as it may, or the project's filter policies
     * would be too large.
     */
    public Future<WriteOutcome<Subscription>> createSubscription(long topicNo, Subscription subscription) {
        return changes.submit(subscription.arn().topic().scope(), subscriptions.create(topicNo, subscription));
    }

    /**
     * Changes a subscription, given the present one: its state, its attributes, never its ARN, number, protocol or
     * endpoint. An edit that returns empty, because the subscription is not in the state it expected, changes nothing
     * and gives {@code Existed}. {@code Missing}: there is no such subscription. {@code FilterLimitReached}: it would get a
     * filter, and as many have one as may, or the project's would be too large.
     */
    public Future<WriteOutcome<Subscription>> updateSubscription(
            SubscriptionArn arn, Function<Subscription, Optional<Subscription>> edit) {
        return changes.submit(arn.topic().scope(), subscriptions.update(arn, edit));
    }

    /** {@code Missing}: there is no such subscription. */
    public Future<WriteOutcome<Subscription>> deleteSubscription(SubscriptionArn arn) {
        return changes.submit(arn.topic().scope(), SubscriptionChanges.delete(arn));
    }
}

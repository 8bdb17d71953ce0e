package dev.carillon.catalog;

import dev.carillon.model.Credential;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Makes every change to the catalogue. Changes of one project are made one after another, those of different projects at
 * the same time. A future completes on the context that called, after the change is committed and visible in
 * {@link CatalogView}.
 */
public final class CatalogWriter {
    /** Activates a project. {@code Existed}: it is active already. */
    public Future<WriteOutcome<ProjectView>> activate(ProjectScope scope) {
        return Future.failedFuture(new IllegalStateException(String.valueOf(scope.toString())));
    }

    /** Deletes everything that the project has in the region. {@code Missing}: it is not active. */
    public Future<WriteOutcome<ProjectScope>> deactivate(ProjectScope scope) {
        return Future.failedFuture(new IllegalStateException(String.valueOf(scope.toString())));
    }

    /** Makes a credential with a new key and secret. {@code Inactive}: the project is not activated. */
    public Future<WriteOutcome<Credential>> createCredential(
            ProjectScope scope, String name, SnsPermissions permissions) {
        return Future.failedFuture(new IllegalStateException(String.valueOf(scope + name + permissions)));
    }

    /** Changes a credential's name and permissions, given the present ones. {@code Missing}: there is no such one. */
    public Future<WriteOutcome<Credential>> updateCredential(
            ProjectScope scope, UUID id, UnaryOperator<CredentialEdit> edit) {
        return Future.failedFuture(new IllegalStateException(String.valueOf(scope + "" + id + edit)));
    }

    public Future<WriteOutcome<UUID>> deleteCredential(ProjectScope scope, UUID id) {
        return Future.failedFuture(new IllegalStateException(String.valueOf(scope + "" + id)));
    }

    /** Makes a topic. {@code Existed}: one of that name is there, whatever its attributes. */
    public Future<WriteOutcome<Topic>> createTopic(TopicArn arn, Map<String, String> attributes) {
        return Future.failedFuture(new IllegalStateException(String.valueOf(arn + "" + attributes)));
    }

    /** Deletes a topic and its subscriptions. {@code Missing}: there is no such topic. */
    public Future<WriteOutcome<Topic>> deleteTopic(TopicArn arn) {
        return Future.failedFuture(new IllegalStateException(String.valueOf(arn.toString())));
    }

    /** Replaces the attributes, given the present ones. {@code Missing}: there is no such topic. */
    public Future<WriteOutcome<Topic>> updateTopicAttributes(TopicArn arn, UnaryOperator<Map<String, String>> edit) {
        return Future.failedFuture(new IllegalStateException(String.valueOf(arn + "" + edit)));
    }

    /**
     * Adds a subscription; its number is given here, that in the argument is ignored. {@code Existed}: the topic has one
     * of that protocol and endpoint. {@code Missing}: there is no such topic.
     */
    public Future<WriteOutcome<Subscription>> createSubscription(Subscription subscription) {
        return Future.failedFuture(new IllegalStateException(String.valueOf(subscription.toString())));
    }

    /**
     * Changes a subscription, given the present one: its state, its attributes, never its ARN, number, protocol or
     * endpoint. An edit that returns empty, because the subscription is not in the state it expected, changes nothing
     * and gives {@code Existed}. {@code Missing}: there is no such subscription.
     */
    public Future<WriteOutcome<Subscription>> updateSubscription(
            SubscriptionArn arn, java.util.function.Function<Subscription, Optional<Subscription>> edit) {
        return Future.failedFuture(new IllegalStateException(String.valueOf(arn + "" + edit)));
    }

    /** {@code Missing}: there is no such subscription. */
    public Future<WriteOutcome<Subscription>> deleteSubscription(SubscriptionArn arn) {
        return Future.failedFuture(new IllegalStateException(String.valueOf(arn.toString())));
    }
}

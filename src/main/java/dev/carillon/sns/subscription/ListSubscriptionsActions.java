package dev.carillon.sns.subscription;

import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import dev.carillon.sns.action.Listing;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.reply.ResultWriter;
import dev.carillon.sns.wire.request.PageToken;
import io.vertx.core.Future;
import java.util.stream.Stream;

/** ListSubscriptions and ListSubscriptionsByTopic. */
final class ListSubscriptionsActions {
    private final Lookups lookups;

    ListSubscriptionsActions(Lookups lookups) {
        this.lookups = lookups;
    }

    /** A subscription with the number of its topic, which is its place in a list of all. */
    private record Placed(long topicNo, Subscription subscription) {
        PageToken place() {
            return new PageToken(topicNo, subscription.subscriptionNo());
        }
    }

    Future<Checked<byte[]>> all(SnsCall call) {
        return Future.succeededFuture(lookups.project(call).then(project -> {
            Listing<Placed> listing = subscriptionsOf(project.scope().toString());
            return listing.from(call)
                    .map(from -> listing.page(
                            call,
                            project.topics().values().stream()
                                    .filter(topic -> topic.topicNo() >= from.topicNo())
                                    .flatMap(topic -> after(topic, from))));
        }));
    }

    Future<Checked<byte[]>> byTopic(SnsCall call) {
        return Future.succeededFuture(lookups.topicArn(call, "TopicArn").then(arn -> {
            Listing<Placed> listing = subscriptionsOf(arn.toString());
            return listing.from(call)
                    .then(from -> lookups.topic(call, "TopicArn").map(topic -> listing.page(call, after(topic, from))));
        }));
    }

    private static Listing<Placed> subscriptionsOf(String whose) {
        return new Listing<>("subscriptions " + whose, "Subscriptions", Placed::place, ListSubscriptionsActions::write);
    }

    private static Stream<Placed> after(Topic topic, PageToken from) {
        return topic.subscriptions().values().stream()
                .filter(each -> topic.topicNo() > from.topicNo() || each.subscriptionNo() > from.subscriptionNo())
                .map(each -> new Placed(topic.topicNo(), each));
    }

    private static void write(ResultWriter member, Placed placed) {
        Subscription subscription = placed.subscription();
        member.text(
                "SubscriptionArn",
                subscription.isConfirmed() ? subscription.arn().toString() : "PendingConfirmation");
        member.text("Owner", subscription.arn().topic().scope().project().owner());
        member.text("Protocol", subscription.protocol().wireName());
        member.text("Endpoint", ListedEndpoint.of(subscription.endpoint()));
        member.text("TopicArn", subscription.arn().topic().toString());
    }
}

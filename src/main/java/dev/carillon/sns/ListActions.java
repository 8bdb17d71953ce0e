package dev.carillon.sns;

import dev.carillon.catalog.view.CatalogView;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.PageToken;
import dev.carillon.sns.wire.ResultWriter;
import dev.carillon.sns.wire.SnsFault;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** ListTopics, ListSubscriptions and ListSubscriptionsByTopic: a hundred a page, in the order in which they were made. */
final class ListActions {
    private static final int PAGE = 100;

    private final CatalogView catalog;
    private final Lookups lookups;

    ListActions(CatalogView catalog, Lookups lookups) {
        this.catalog = catalog;
        this.lookups = lookups;
    }

    /** A subscription with the number of its topic, which is its place in a list of all. */
    private record Placed(long topicNo, Subscription subscription) {
        PageToken place() {
            return new PageToken(topicNo, subscription.subscriptionNo());
        }
    }

    /** How one kind of thing is listed. */
    private record Listing<T>(
            String name, String element, Function<T, PageToken> place, BiConsumer<ResultWriter, T> form) {}

    Future<Checked<byte[]>> topics(SnsCall call) {
        return Future.succeededFuture(project(call).then(project -> {
            Listing<Topic> listing = new Listing<>(
                    "topics " + project.scope(),
                    "Topics",
                    topic -> new PageToken(topic.topicNo(), 0),
                    (member, topic) -> member.text("TopicArn", topic.arn().toString()));
            return page(
                    call,
                    listing,
                    from -> project.topics().values().stream().filter(topic -> topic.topicNo() > from.topicNo()));
        }));
    }

    Future<Checked<byte[]>> subscriptions(SnsCall call) {
        return Future.succeededFuture(project(call)
                .then(project -> page(
                        call,
                        subscriptionsOf(project.scope().toString()),
                        from -> project.topics().values().stream()
                                .filter(topic -> topic.topicNo() >= from.topicNo())
                                .flatMap(topic -> after(topic, from)))));
    }

    Future<Checked<byte[]>> subscriptionsByTopic(SnsCall call) {
        return Future.succeededFuture(lookups.topicArn(call, "TopicArn").then(arn -> {
            Listing<Placed> listing = subscriptionsOf(arn.toString());
            return PageToken.read(call.request(), listing.name())
                    .then(from ->
                            lookups.topic(call, "TopicArn").map(topic -> page(call, listing, after(topic, from))));
        }));
    }

    private static Listing<Placed> subscriptionsOf(String whose) {
        return new Listing<>("subscriptions " + whose, "Subscriptions", Placed::place, ListActions::write);
    }

    private static Stream<Placed> after(Topic topic, PageToken from) {
        return topic.subscriptions().values().stream()
                .filter(each -> topic.topicNo() > from.topicNo() || each.subscriptionNo() > from.subscriptionNo())
                .map(each -> new Placed(topic.topicNo(), each));
    }

    private Checked<ProjectView> project(SnsCall call) {
        return call.caller()
                .flatMap(caller -> catalog.project(caller.scope()))
                .map(Checked::valid)
                .orElse(Checked.invalid(SnsFault.accessDenied()));
    }

    private static <T> Checked<byte[]> page(SnsCall call, Listing<T> listing, Function<PageToken, Stream<T>> after) {
        return PageToken.read(call.request(), listing.name()).map(from -> page(call, listing, after.apply(from)));
    }

    private static <T> byte[] page(SnsCall call, Listing<T> listing, Stream<T> rest) {
        List<T> oneMore = rest.limit(PAGE + 1).toList();
        List<T> shown = oneMore.subList(0, Math.min(PAGE, oneMore.size()));
        return call.result(result -> {
            result.list(listing.element(), shown, listing.form());
            if (oneMore.size() > PAGE) {
                result.text(
                        "NextToken", listing.place().apply(shown.get(PAGE - 1)).text(listing.name()));
            }
        });
    }

    private static void write(ResultWriter member, Placed placed) {
        Subscription subscription = placed.subscription();
        member.text(
                "SubscriptionArn",
                subscription.isConfirmed() ? subscription.arn().toString() : "PendingConfirmation");
        member.text("Owner", subscription.arn().topic().scope().project().owner());
        member.text("Protocol", subscription.protocol().wireName());
        member.text("Endpoint", subscription.endpoint());
        member.text("TopicArn", subscription.arn().topic().toString());
    }
}

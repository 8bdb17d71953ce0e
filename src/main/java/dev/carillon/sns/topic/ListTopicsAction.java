package dev.carillon.sns.topic;

import dev.carillon.model.ProjectScope;
import dev.carillon.model.Topic;
import dev.carillon.sns.action.Listing;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.request.PageToken;
import io.vertx.core.Future;

/** ListTopics. */
final class ListTopicsAction {
    private final Lookups lookups;

    ListTopicsAction(Lookups lookups) {
        this.lookups = lookups;
    }

    Future<Checked<byte[]>> list(SnsCall call) {
        return Future.succeededFuture(lookups.project(call).then(project -> {
            Listing<Topic> listing = topicsOf(project.scope());
            return listing.from(call)
                    .map(from -> listing.page(
                            call,
                            project.topics().values().stream().filter(topic -> topic.topicNo() > from.topicNo())));
        }));
    }

    private static Listing<Topic> topicsOf(ProjectScope project) {
        return new Listing<>(
                "topics " + project,
                "Topics",
                topic -> new PageToken(topic.topicNo(), 0),
                (member, topic) -> member.text("TopicArn", topic.arn().toString()));
    }
}

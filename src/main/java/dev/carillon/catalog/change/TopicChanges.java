package dev.carillon.catalog.change;

import dev.carillon.catalog.change.Change.Decision;
import dev.carillon.catalog.change.Change.Written;
import dev.carillon.catalog.change.WriteOutcome.Existed;
import dev.carillon.catalog.change.WriteOutcome.Inactive;
import dev.carillon.catalog.change.WriteOutcome.LimitReached;
import dev.carillon.catalog.change.WriteOutcome.Missing;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** Making, changing and deleting topics. */
final class TopicChanges {
    private final int topicsMax;

    TopicChanges(int topicsMax) {
        this.topicsMax = topicsMax;
    }

    Change<Topic> create(TopicArn arn, Map<String, String> attributes, Map<String, String> tags) {
        Topic wanted = new Topic(0, arn, attributes, tags, Map.of(), 0);
        return project ->
                project.map(before -> create(before, wanted)).orElseGet(() -> Change.answer(new Inactive<>()));
    }

    static Change<Topic> delete(TopicArn arn, Predicate<Topic> mayGo) {
        return onTopic(
                arn,
                (before, topic) -> mayGo.test(topic) ? delete(before, topic) : Change.answer(new Existed<>(topic)));
    }

    static Change<Topic> update(TopicArn arn, Function<Topic, Optional<Topic>> edit) {
        return onTopic(
                arn,
                (before, topic) -> edit.apply(topic)
                        // Only what may be edited: its number, ARN and subscriptions stay.
                        .map(edited -> topic.withAttributes(edited.attributes()).withTags(edited.tags()))
                        .map(after -> update(before, after))
                        .orElseGet(() -> Change.answer(new Existed<>(topic))));
    }

    /** {@code Missing} when the project or the topic is not there. */
    static <T> Change<T> onTopic(TopicArn arn, BiFunction<ProjectView, Topic, Decision<T>> decision) {
        return project -> project.flatMap(before -> before.topic(arn).map(topic -> decision.apply(before, topic)))
                .orElseGet(() -> Change.answer(new Missing<>()));
    }

    private static Decision<Topic> delete(ProjectView before, Topic topic) {
        return Change.write(statements -> statements
                .raiseGeneration(before)
                .compose(projectNo -> statements.deleteTopic(topic.topicNo()))
                .map(done -> new Written<>(Optional.of(before.withoutTopic(topic.arn())), topic)));
    }

    private static Decision<Topic> update(ProjectView before, Topic after) {
        return Change.write(statements -> statements
                .raiseGeneration(before)
                .compose(projectNo -> statements.updateTopic(after))
                .map(done -> new Written<>(Optional.of(before.withTopic(after)), after)));
    }

    private Decision<Topic> create(ProjectView before, Topic wanted) {
        Optional<Topic> namesake =
                Optional.ofNullable(before.topics().get(wanted.arn().name()));
        if (namesake.isPresent()) {
            return Change.answer(new Existed<>(namesake.get()));
        }
        if (before.topics().size() >= topicsMax) {
            return Change.answer(new LimitReached<>(topicsMax, before.topics().size()));
        }
        return Change.write(statements -> statements
                .raiseGeneration(before)
                .compose(projectNo -> statements.insertTopic(projectNo, wanted))
                .map(topicNo -> new Topic(topicNo, wanted.arn(), wanted.attributes(), wanted.tags(), Map.of(), 0))
                .map(topic -> new Written<>(Optional.of(before.withTopic(topic)), topic)));
    }
}

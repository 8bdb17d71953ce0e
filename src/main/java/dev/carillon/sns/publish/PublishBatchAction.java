package dev.carillon.sns.publish;

import dev.carillon.bus.AppendOutcome;
import dev.carillon.model.Publication;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import dev.carillon.sns.action.Answers;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.limit.PublishRates;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.publication.BatchReader;
import dev.carillon.sns.wire.publication.TopicKind;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PublishBatch: up to ten messages to one topic, in one append. Entries fail alone; only what befalls all of them alike
 * (too many for the rate, none fits the quota, the topic is gone) is the fault of the request.
 */
final class PublishBatchAction {
    private final Lookups lookups;
    private final PublishRates rates;
    private final Appends appends;

    PublishBatchAction(Lookups lookups, PublishRates rates, Appends appends) {
        this.lookups = lookups;
        this.rates = rates;
        this.appends = appends;
    }

    Future<Checked<byte[]>> publish(SnsCall call) {
        return Answers.then(
                lookups.topicArn(call, "TopicArn").then(arn -> entries(call, arn)),
                entries -> Answers.then(lookups.topic(call, "TopicArn"), topic -> publish(call, topic, entries)));
    }

    private Checked<List<BatchReader.Entry>> entries(SnsCall call, TopicArn arn) {
        TopicKind kind =
                lookups.topic(call, "TopicArn").fold(TopicKind::of, missing -> TopicKind.ofMissing(arn.name()));
        return BatchReader.read(call.request(), call.traceParent(), kind);
    }

    private Future<Checked<byte[]>> publish(SnsCall call, Topic topic, List<BatchReader.Entry> entries) {
        List<Publication> publications = new ArrayList<>(entries.size());
        for (BatchReader.Entry entry : entries) {
            if (entry.publication() instanceof Checked.Valid<Publication> right) {
                publications.add(right.value());
            }
        }
        if (publications.isEmpty()) {
            return Future.succeededFuture(
                    Checked.valid(BatchOutcome.of(entries, List.of()).answer(call, topic)));
        }
        Optional<SnsFault> refusal = rates.refusal(call.caller().orElseThrow(), entries.size());
        if (refusal.isPresent()) {
            return Answers.refused(refusal.get());
        }
        return appends.append(topic, publications)
                .map(reply -> reply.then(outcomes -> common(outcomes)
                        .map(Checked::<byte[]>invalid)
                        .orElseGet(() ->
                                Checked.valid(BatchOutcome.of(entries, outcomes).answer(call, topic)))));
    }

    /** The fault that none of them escaped and that is not about one message, if there is one. */
    private static Optional<SnsFault> common(List<AppendOutcome> outcomes) {
        List<SnsFault> faults = outcomes.stream()
                .flatMap(outcome -> AppendAnswers.refusal(outcome).stream())
                .toList();
        boolean isTopicGone = faults.stream().anyMatch(fault -> fault.code() == SnsErrorCode.NOT_FOUND);
        return faults.size() == outcomes.size() || isTopicGone
                ? Optional.of(isTopicGone ? Lookups.NO_TOPIC : faults.get(0))
                : Optional.empty();
    }
}

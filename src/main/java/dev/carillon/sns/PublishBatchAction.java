package dev.carillon.sns;

import dev.carillon.model.Publication;
import dev.carillon.model.Topic;
import dev.carillon.sns.wire.BatchReader;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.ResultWriter;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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
                lookups.topicArn(call, "TopicArn").then(arn -> BatchReader.read(call.request(), call.traceParent())),
                entries -> Answers.then(lookups.topic(call, "TopicArn"), topic -> publish(call, topic, entries)));
    }

    private Future<Checked<byte[]>> publish(SnsCall call, Topic topic, List<BatchReader.Entry> entries) {
        List<Publication> publications = new ArrayList<>(entries.size());
        for (BatchReader.Entry entry : entries) {
            if (entry.publication() instanceof Checked.Valid<Publication> right) {
                publications.add(right.value());
            }
        }
        if (publications.isEmpty()) {
            return Future.succeededFuture(Checked.valid(answer(call, outcomes(entries, List.of()))));
        }
        Optional<SnsFault> refusal = rates.refusal(call.caller().orElseThrow(), entries.size());
        if (refusal.isPresent()) {
            return Answers.refused(refusal.get());
        }
        return appends.append(topic, publications)
                .map(reply -> reply.then(appended -> common(appended)
                        .map(Checked::<byte[]>invalid)
                        .orElseGet(() -> Checked.valid(answer(call, outcomes(entries, appended))))));
    }

    /** The fault that none of them escaped and that is not about one message, if there is one. */
    private static Optional<SnsFault> common(List<Checked<UUID>> appended) {
        List<SnsFault> faults = new ArrayList<>();
        for (Checked<UUID> each : appended) {
            if (each instanceof Checked.Invalid<UUID> wrong) {
                faults.add(wrong.fault());
            }
        }
        boolean isTopicGone = faults.stream().anyMatch(fault -> fault.code() == SnsErrorCode.NOT_FOUND);
        return faults.size() == appended.size() || isTopicGone
                ? Optional.of(isTopicGone ? Lookups.NO_TOPIC : faults.get(0))
                : Optional.empty();
    }

    /** What became of each entry, by its id: those with a fault of their own never reached the journal. */
    private static Map<String, Checked<UUID>> outcomes(List<BatchReader.Entry> entries, List<Checked<UUID>> appended) {
        Map<String, Checked<UUID>> outcomes = new LinkedHashMap<>();
        int next = 0;
        for (BatchReader.Entry entry : entries) {
            if (entry.publication() instanceof Checked.Invalid<Publication> wrong) {
                outcomes.put(entry.id(), Checked.invalid(wrong.fault()));
            } else {
                outcomes.put(entry.id(), appended.get(next++));
            }
        }
        return outcomes;
    }

    private static byte[] answer(SnsCall call, Map<String, Checked<UUID>> outcomes) {
        Map<String, UUID> stored = new LinkedHashMap<>();
        Map<String, SnsFault> failed = new LinkedHashMap<>();
        outcomes.forEach((id, outcome) -> {
            if (outcome instanceof Checked.Valid<UUID> done) {
                stored.put(id, done.value());
            } else {
                failed.put(id, ((Checked.Invalid<UUID>) outcome).fault());
            }
        });
        return call.result(result -> {
            result.list("Successful", stored.entrySet(), (member, entry) -> {
                member.text("Id", entry.getKey());
                member.text("MessageId", entry.getValue().toString());
            });
            result.list(
                    "Failed", failed.entrySet(), (member, entry) -> write(member, entry.getKey(), entry.getValue()));
        });
    }

    private static void write(ResultWriter member, String id, SnsFault fault) {
        member.text("Id", id);
        member.text("Code", fault.code().wireCode());
        member.text("Message", fault.message());
        member.flag("SenderFault", fault.code().isSenderFault());
    }
}

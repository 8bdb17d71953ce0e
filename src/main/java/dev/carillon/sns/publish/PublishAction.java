package dev.carillon.sns.publish;

import dev.carillon.bus.AppendOutcome;
import dev.carillon.model.Publication;
import dev.carillon.model.Topic;
import dev.carillon.sns.action.Answers;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.limit.PublishRates;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.publication.PublicationReader;
import dev.carillon.sns.wire.publication.TopicKind;
import dev.carillon.sns.wire.request.QueryRequest;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Publish: one message to one topic. */
final class PublishAction {
    private final Lookups lookups;
    private final PublishRates rates;
    private final Appends appends;

    PublishAction(Lookups lookups, PublishRates rates, Appends appends) {
        this.lookups = lookups;
        this.rates = rates;
        this.appends = appends;
    }

    Future<Checked<byte[]>> publish(SnsCall call) {
        Checked<Topic> topic = topic(call);
        // Parameters first, then existence, as AWS does: what is wrong with the message comes before a missing topic.
        Checked<Topic> wellFormed = topic.fold(
                Checked::valid,
                fault -> fault.code() == SnsErrorCode.NOT_FOUND
                        ? PublicationReader.read(call.request(), "", TopicKind.ofMissing(arn(call)))
                                .then(message -> topic)
                        : topic);
        return Answers.then(
                wellFormed,
                found -> Answers.then(
                        PublicationReader.read(call.request(), call.traceParent(), TopicKind.of(found)),
                        message -> publish(call, found, message)));
    }

    private Future<Checked<byte[]>> publish(SnsCall call, Topic topic, Publication message) {
        Optional<SnsFault> refusal = rates.refusal(call.caller().orElseThrow(), 1);
        if (refusal.isPresent()) {
            return Answers.refused(refusal.get());
        }
        return appends.append(topic, List.of(message))
                .map(reply -> reply.then(outcomes -> answer(call, topic, message, outcomes.get(0))));
    }

    private static Checked<byte[]> answer(SnsCall call, Topic topic, Publication message, AppendOutcome outcome) {
        return AppendAnswers.messageId(message, outcome)
                .map(messageId -> topic.isFifo()
                        ? call.result(result -> {
                            result.text("MessageId", messageId.toString());
                            result.text("SequenceNumber", AppendAnswers.sequenceNumber(outcome));
                        })
                        : call.published(messageId));
    }

    private static String arn(SnsCall call) {
        return call.request()
                .text("TopicArn")
                .or(() -> call.request().text("TargetArn"))
                .orElse("");
    }

    private Checked<Topic> topic(SnsCall call) {
        QueryRequest request = call.request();
        if (request.has("PhoneNumber")) {
            return Checked.invalidParameter("Invalid parameter: PhoneNumber Reason: SMS is not offered here");
        }
        boolean isTopic = request.has("TopicArn");
        if (isTopic && request.has("TargetArn")) {
            return Checked.invalidParameter("Invalid parameter: TopicArn or TargetArn Reason: only one may be given");
        }
        if (!isTopic && !request.has("TargetArn")) {
            return Checked.invalidParameter(
                    "Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter");
        }
        return lookups.topic(call, isTopic ? "TopicArn" : "TargetArn");
    }
}

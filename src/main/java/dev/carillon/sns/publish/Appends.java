package dev.carillon.sns.publish;

import dev.carillon.bus.Append;
import dev.carillon.bus.AppendOutcome;
import dev.carillon.bus.AppendSender;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.Publication;
import dev.carillon.model.Topic;
import dev.carillon.sns.action.Answers;
import dev.carillon.sns.action.SnsServices;
import dev.carillon.sns.limit.PublishLimits;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.publication.PublicationSize;
import io.vertx.core.Future;
import java.util.List;

/** Brings messages to the journal. Belongs to one event loop. */
final class Appends {
    private final AppendSender journal;
    private final PublishLimits limits;
    private final BrokerMetrics metrics;

    Appends(SnsServices services) {
        this.journal = services.bus().appendSender();
        this.limits = services.publishLimits();
        this.metrics = services.metrics();
    }

    /** What became of each message. A fault as a whole: it may be stored or not. */
    Future<Checked<List<AppendOutcome>>> append(Topic topic, List<Publication> publications) {
        if (!limits.begin()) {
            return Answers.refused(SnsFault.throttled("Too many publishes are under way, try again."));
        }
        return journal.append(new Append(topic.topicNo(), publications))
                .map(reply -> counted(publications, reply.outcomes()))
                .otherwise(silence -> Checked.invalid(
                        SnsFault.unavailable("It is not known whether the message was stored, try again later.")))
                .onComplete(any -> limits.end());
    }

    private Checked<List<AppendOutcome>> counted(List<Publication> publications, List<AppendOutcome> outcomes) {
        for (int i = 0; i < publications.size(); i++) {
            AppendOutcome outcome = outcomes.get(i);
            if (outcome instanceof AppendOutcome.Stored || outcome instanceof AppendOutcome.NobodyListens) {
                metrics.sns().messagePublished(PublicationSize.bytes(publications.get(i)));
            }
        }
        return Checked.valid(outcomes);
    }
}

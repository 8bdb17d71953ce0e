package dev.carillon.sns;

import dev.carillon.bus.Append;
import dev.carillon.bus.AppendOutcome;
import dev.carillon.bus.AppendSender;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.Publication;
import dev.carillon.model.Topic;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.PublicationSize;
import dev.carillon.sns.wire.SnsFault;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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

    /** What became of each message: its id, or why it was not accepted. A fault as a whole: it may be stored or not. */
    Future<Checked<List<Checked<UUID>>>> append(Topic topic, List<Publication> publications) {
        if (!limits.begin()) {
            return Answers.refused(SnsFault.throttled("Too many publishes are under way, try again."));
        }
        return journal.append(new Append(topic.topicNo(), publications))
                .map(reply -> Checked.valid(accepted(publications, reply.outcomes())))
                .otherwise(silence -> Checked.invalid(
                        SnsFault.unavailable("It is not known whether the message was stored, try again later.")))
                .onComplete(any -> limits.end());
    }

    private List<Checked<UUID>> accepted(List<Publication> publications, List<AppendOutcome> outcomes) {
        List<Checked<UUID>> accepted = new ArrayList<>(publications.size());
        for (int i = 0; i < publications.size(); i++) {
            Publication publication = publications.get(i);
            Optional<SnsFault> refusal = Answers.refusal(outcomes.get(i));
            if (refusal.isEmpty()) {
                metrics.messagePublished(PublicationSize.bytes(publication));
            }
            accepted.add(refusal.map(Checked::<UUID>invalid).orElse(Checked.valid(publication.messageId())));
        }
        return accepted;
    }
}

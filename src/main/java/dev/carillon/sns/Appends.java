package dev.carillon.sns;

import dev.carillon.bus.Append;
import dev.carillon.bus.AppendOutcome;
import dev.carillon.bus.BrokerBus;
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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings messages to the journal. How many appends may be under way at once is one number for all event loops, counted in
 * the only mutable state that the actions have; over it a publish is refused, never queued.
 */
final class Appends {
    private final BrokerBus bus;
    private final BrokerMetrics metrics;
    private final int mostInFlight;
    private final AtomicInteger inFlight = new AtomicInteger();

    Appends(SnsServices services) {
        this.bus = services.bus();
        this.metrics = services.metrics();
        this.mostInFlight = services.config().maxInFlight();
    }

    /** What became of each message: its id, or why it was not accepted. A fault as a whole: it may be stored or not. */
    Future<Checked<List<Checked<UUID>>>> append(Topic topic, List<Publication> publications) {
        if (inFlight.incrementAndGet() > mostInFlight) {
            int unused = inFlight.decrementAndGet();
            return Answers.refused(SnsFault.throttled("Too many publishes are under way, try again."));
        }
        return bus.append(new Append(topic.topicNo(), publications))
                .map(reply -> Checked.valid(accepted(publications, reply.outcomes())))
                .otherwise(silence -> Checked.invalid(
                        SnsFault.unavailable("It is not known whether the message was stored, try again later.")))
                .onComplete(any -> {
                    int unused = inFlight.decrementAndGet();
                });
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

package dev.carillon.push;

import dev.carillon.model.Publication;
import dev.carillon.model.TopicArn;
import io.vertx.core.Future;
import java.time.Instant;

/** Renders and signs, on threads of its own, since one RSA signature costs as much as a dozen posts. */
public interface NotificationSigner {
    Future<SignedNotification> notification(TopicArn topic, Publication publication, Instant publishedAt);
}

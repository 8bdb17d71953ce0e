package dev.carillon.sns.action;

import io.vertx.core.Future;

/**
 * Says whether the broker may send to an endpoint: whether the name in a URL resolves, and to no forbidden address; whether
 * a queue is at a configured service. Safe on every context; the future never fails and tells nothing but yes or no, which
 * is all that a subscriber may learn.
 */
@FunctionalInterface
public interface EndpointCheck {
    Future<Boolean> isAllowed(String endpoint);
}

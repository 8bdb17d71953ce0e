package dev.carillon.sns;

import io.vertx.core.Future;

/**
 * Says whether the broker may send to a URL: whether its name resolves, and to no forbidden address. Safe on every
 * context; the future never fails and tells nothing but yes or no, which is all that a subscriber may learn.
 */
@FunctionalInterface
public interface EndpointCheck {
    Future<Boolean> isAllowed(String url);
}

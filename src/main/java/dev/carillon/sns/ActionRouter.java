package dev.carillon.sns;

import dev.carillon.sns.wire.SnsFault;
import io.vertx.core.Future;

/** Hands each action to the method that carries it out. One for the whole broker, shared by its event loops. */
public final class ActionRouter {
    private final SnsServices services;

    public ActionRouter(SnsServices services) {
        this.services = services;
    }

    /** Carries a call out. The future always succeeds, on the context that called. */
    Future<SnsReply> handle(SnsCall call) {
        SnsFault fault = SnsFault.invalidParameter(
                "Invalid parameter: Action Reason: " + call.action().wireName() + " is not offered yet by "
                        + services.config().partition());
        return Future.succeededFuture(SnsReply.refused(fault, call.requestId()));
    }
}

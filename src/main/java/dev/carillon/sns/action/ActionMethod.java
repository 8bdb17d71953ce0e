package dev.carillon.sns.action;

import dev.carillon.sns.wire.Checked;
import io.vertx.core.Future;

/**
 * Carries out one action. Belongs to the event loop that asks, and never blocks it. What the caller is to blame for, and
 * what he is to try again, is a fault in a succeeded future; a failed one, or an exception, is a bug.
 */
@FunctionalInterface
public interface ActionMethod {
    /** The body of the reply, or the fault to answer. */
    Future<Checked<byte[]>> carryOut(SnsCall call);
}

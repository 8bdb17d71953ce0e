package dev.carillon.sns.exchange;

import java.time.Duration;
import java.util.Optional;

/**
 * The other end of a connection. Belongs to its event loop.
 *
 * @param guard empty on HTTP/2, where requests overlap and each has a timer of its own
 */
record Peer(String address, Optional<ArrivalGuard> guard) {
    boolean isGuarded() {
        return guard.isPresent();
    }

    void arrived() {
        guard.ifPresent(ArrivalGuard::arrived);
    }

    void answered() {
        guard.ifPresent(ArrivalGuard::answered);
    }

    boolean isLate(Duration deadline) {
        return guard.isPresent() && guard.get().isLate(deadline);
    }
}

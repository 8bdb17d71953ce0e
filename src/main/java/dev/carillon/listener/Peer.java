package dev.carillon.listener;

import java.time.Duration;
import java.util.Optional;

/** The other end of a connection. Belongs to its event loop. */
public final class Peer {
    private final String address;
    private final Optional<ArrivalGuard> guard;

    /** @param guard empty on HTTP/2, where requests overlap and each has a timer of its own */
    Peer(String address, Optional<ArrivalGuard> guard) {
        this.address = address;
        this.guard = guard;
    }

    /** As a {@link ClientAddress}, for which its limits count. */
    public String address() {
        return address;
    }

    /** Whether its requests have a deadline already. */
    public boolean isGuarded() {
        return guard.isPresent();
    }

    /** The last byte of a request is here. */
    public void arrived() {
        guard.ifPresent(ArrivalGuard::arrived);
    }

    /** A request that arrived is answered. */
    public void answered() {
        guard.ifPresent(ArrivalGuard::answered);
    }

    boolean isLate(Duration deadline) {
        return guard.isPresent() && guard.get().isLate(deadline);
    }
}

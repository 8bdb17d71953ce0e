package dev.carillon.push.address;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Whether the broker may connect to an endpoint, at this moment. */
public sealed interface AddressVerdict {
    /**
     * It may, to these addresses and no others.
     *
     * @param addresses at least one, in the resolver's order
     */
    record Allowed(List<InetAddress> addresses) implements AddressVerdict {
        public Allowed {
            addresses = List.copyOf(addresses);
            if (addresses.isEmpty()) {
                throw new IllegalArgumentException("no address");
            }
        }
    }

    /** It must not: the URL is not one to post to, or one of its addresses is closed. */
    record Forbidden() implements AddressVerdict {}

    /** The name has no address now. It may have one later. */
    record Unresolvable() implements AddressVerdict {}

    /** Covers all three. */
    default <R> R fold(Function<List<InetAddress>, R> allowed, Supplier<R> forbidden, Supplier<R> unresolvable) {
        if (this instanceof Allowed verdict) {
            return allowed.apply(verdict.addresses);
        }
        return this instanceof Forbidden ? forbidden.get() : unresolvable.get();
    }
}

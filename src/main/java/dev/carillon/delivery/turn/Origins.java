package dev.carillon.delivery.turn;

import dev.carillon.push.address.EndpointUrl;
import java.util.HashMap;
import java.util.Map;

/** The places at each origin (scheme, host and port) that subscriptions of a shard go to. Belongs to its thread. */
public final class Origins {
    private final long placesEach;
    private final Map<String, Origin> known = new HashMap<>();

    public Origins(long placesEach) {
        this.placesEach = placesEach;
    }

    /** An endpoint's origin; a queue's name stands for itself. */
    public static String of(String endpoint) {
        return EndpointUrl.parse(endpoint).map(EndpointUrl::toString).orElse(endpoint);
    }

    /** One subscription begins to use an origin. */
    public FairShare enter(String origin) {
        Origin entered = known.computeIfAbsent(origin, name -> new Origin(new FairShare(placesEach)));
        entered.users++;
        return entered.places;
    }

    /** One subscription uses it no longer. */
    public void leave(String origin) {
        Origin left = known.get(origin);
        if (left != null && --left.users == 0) {
            known.remove(origin);
        }
    }

    /** An origin and how many subscriptions use it. */
    private static final class Origin {
        private final FairShare places;
        private int users;

        Origin(FairShare places) {
            this.places = places;
        }
    }
}

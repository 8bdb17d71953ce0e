package dev.carillon.crash.soak;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What may be done next, and how often of all. */
enum Deed {
    SUBSCRIBE(8),
    UNSUBSCRIBE(6),
    FILTER(8),
    RAW(3),
    DELIVERY_POLICY(3),
    TOPIC(3),
    CREDENTIALS(2),
    PROJECT(1),
    SICKEN(3),
    RESTART(4);

    private static final List<Deed> BY_SHARE = Arrays.stream(values())
            .flatMap(deed -> Stream.generate(() -> deed).limit(deed.share))
            .toList();

    private final int share;

    Deed(int share) {
        this.share = share;
    }

    static Deed any(SplittableRandom random) {
        return BY_SHARE.get(random.nextInt(BY_SHARE.size()));
    }
}

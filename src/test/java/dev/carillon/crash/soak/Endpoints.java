package dev.carillon.crash.soak;

import dev.carillon.crash.MoodyReceiver.Mood;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One receiver that is always well, and some that fail now and then and get well again by themselves. */
final class Endpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final int MOODY = 3;

    private final SoakLedgerProcess ledger;
    private final int steady;
    private final List<Integer> moody;
    private final Set<Integer> sick = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService healer = Executors.newSingleThreadScheduledExecutor();

    Endpoints(SoakLedgerProcess ledger) {
        this.ledger = ledger;
        steady = ledger.receiver();
        moody = Stream.generate(ledger::receiver).limit(MOODY).toList();
    }

    int steady() {
        return steady;
    }

    List<Integer> moody() {
        return moody;
    }

    boolean isWell(int receiver) {
        return !sick.contains(receiver);
    }

    /** Fails or hangs from now on, for a while. Nothing, where it does already. */
    void sicken(int receiver, Mood mood, long millis) {
        if (sick.add(receiver)) {
            LOG.atInfo()
                    .addKeyValue("receiver", receiver)
                    .addKeyValue("mood", mood)
                    .addKeyValue("millis", millis)
                    .log("an endpoint fails");
            ledger.mood(receiver, mood);
            var unused = healer.schedule(() -> heal(receiver), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void heal(int receiver) {
        ledger.mood(receiver, Mood.WELL);
        sick.remove(receiver);
    }

    @Override
    public void close() {
        healer.shutdownNow();
    }
}

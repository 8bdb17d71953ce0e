package dev.carillon.sns.limit;

import dev.carillon.config.LimitsConfig;
import dev.carillon.config.SnsConfig;
import dev.carillon.model.TimeSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What bounds publishing as a whole, shared by all event loops: how fast each caller may publish, and how many appends may
 * be under way at once. Over that a publish is refused, never queued. Safe on every thread.
 */
public final class PublishLimits {
    private final PublishRates rates;
    private final int mostInFlight;
    private final AtomicInteger inFlight = new AtomicInteger();

    public PublishLimits(SnsConfig sns, LimitsConfig limits, TimeSource time) {
        this.rates = new PublishRates(limits, time);
        this.mostInFlight = sns.maxInFlight();
    }

    public PublishRates rates() {
        return rates;
    }

    /** Whether one append more may go; each that does must end. */
    public boolean begin() {
        if (inFlight.incrementAndGet() > mostInFlight) {
            end();
            return false;
        }
        return true;
    }

    public void end() {
        int unused = inFlight.decrementAndGet();
    }
}

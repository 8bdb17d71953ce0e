package dev.carillon.delivery;

import dev.carillon.model.Protocol;
import java.time.Duration;

/** What the contract says of the pauses between attempts, written down a second time for the tests. */
final class ContractedPauses {
    private static final ContractedPauses HTTP = new ContractedPauses(20, 20, 20);
    private static final ContractedPauses FUNCTION = new ContractedPauses(0, 0, 0, 1, 1, 1, 2, 4, 8, 16, 20);

    static final long LONGEST_MILLIS = 20_000;

    private final long[] seconds;

    private ContractedPauses(long... seconds) {
        this.seconds = seconds;
    }

    static ContractedPauses of(Protocol protocol) {
        return protocol == Protocol.HTTP || protocol == Protocol.HTTPS ? HTTP : FUNCTION;
    }

    /** Whether there is none behind so many attempts, whenever they were. */
    boolean isOver(int attempts) {
        return this == HTTP && attempts > seconds.length;
    }

    /** Behind so many attempts, without jitter and the endpoint's wishes. */
    long millis(int attempts) {
        return 1_000 * seconds[Math.min(attempts, seconds.length) - 1];
    }

    /** How long after its publish a message is at its end. */
    long spanMillis(Duration functionWindow) {
        return this == HTTP ? 60_000 : functionWindow.toMillis();
    }

    /** Whether a further attempt would come too late. */
    long windowMillis(Duration functionWindow) {
        return this == HTTP ? Long.MAX_VALUE / 2 : functionWindow.toMillis();
    }
}

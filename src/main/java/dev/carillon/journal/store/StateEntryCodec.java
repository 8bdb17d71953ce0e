package dev.carillon.journal.store;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * State entries as bytes, little-endian. The first eight hold three things: what the entry is (bits 0-3), the reason of
 * a drop (bits 4-7) and the subscription's number (bits 8-63).
 *
 * <pre>
 *   what                    bytes   behind the first eight
 *   1  acknowledged          16     u64 sequence
 *   2  dropped               16     u64 sequence
 *   3  retry scheduled       28     u64 sequence, u32 attempts, u64 due time in milliseconds since 1970
 *   4  settled below         16     u64 sequence
 *   5  ended                  8
 *   6  breaker open          20     u32 pause in milliseconds, u64 time of the next probe in milliseconds since 1970
 *   7  breaker closed         8
 * </pre>
 */
final class StateEntryCodec {
    /** The longest entry. */
    static final int MAX_BYTES = 28;

    private static final int ACKNOWLEDGED = 1;
    private static final int DROPPED = 2;
    private static final int RETRY_SCHEDULED = 3;
    private static final int SETTLED_BELOW = 4;
    private static final int ENDED = 5;
    private static final int BREAKER_OPEN = 6;
    private static final int BREAKER_CLOSED = 7;

    private static final long MAX_SUBSCRIPTION_NO = (1L << 56) - 1;
    private static final DropReason[] REASONS = DropReason.values();

    private StateEntryCodec() {}

    static void write(StateEntry entry, ByteBuffer to) {
        if (entry instanceof StateEntry.Acknowledged acknowledged) {
            writeHead(to, ACKNOWLEDGED, entry);
            to.putLong(acknowledged.sequence());
        } else if (entry instanceof StateEntry.Dropped dropped) {
            writeHead(to, DROPPED | code(dropped.reason()) << 4, entry);
            to.putLong(dropped.sequence());
        } else if (entry instanceof StateEntry.RetryScheduled retry) {
            writeHead(to, RETRY_SCHEDULED, entry);
            to.putLong(retry.sequence()).putInt(retry.attempts()).putLong(retry.dueAtMillis());
        } else if (entry instanceof StateEntry.SettledBelow settled) {
            writeHead(to, SETTLED_BELOW, entry);
            to.putLong(settled.sequence());
        } else if (entry instanceof StateEntry.BreakerOpen open) {
            writeHead(to, BREAKER_OPEN, entry);
            to.putInt(open.pauseMillis()).putLong(open.probeAtMillis());
        } else {
            writeHead(to, entry instanceof StateEntry.BreakerClosed ? BREAKER_CLOSED : ENDED, entry);
        }
    }

    /** Reads one entry; empty when what comes is none, or only a part of one. */
    static Optional<StateEntry> read(ByteBuffer from) {
        if (from.remaining() < Long.BYTES) {
            return Optional.empty();
        }
        long head = from.getLong();
        int what = (int) (head & 0xf);
        int reason = (int) (head >>> 4 & 0xf);
        long subscriptionNo = head >>> 8;
        int length = lengthBehindHead(what);
        if (length < 0 || from.remaining() < length || reason >= REASONS.length) {
            return Optional.empty();
        }
        return Optional.of(
                switch (what) {
                    case ACKNOWLEDGED -> new StateEntry.Acknowledged(subscriptionNo, from.getLong());
                    case DROPPED -> new StateEntry.Dropped(subscriptionNo, from.getLong(), REASONS[reason]);
                    case RETRY_SCHEDULED ->
                        new StateEntry.RetryScheduled(subscriptionNo, from.getLong(), from.getInt(), from.getLong());
                    case SETTLED_BELOW -> new StateEntry.SettledBelow(subscriptionNo, from.getLong());
                    case BREAKER_OPEN -> new StateEntry.BreakerOpen(subscriptionNo, from.getInt(), from.getLong());
                    case BREAKER_CLOSED -> new StateEntry.BreakerClosed(subscriptionNo);
                    default -> new StateEntry.Ended(subscriptionNo);
                });
    }

    private static int lengthBehindHead(int what) {
        return switch (what) {
            case ACKNOWLEDGED, DROPPED, SETTLED_BELOW -> Long.BYTES;
            case RETRY_SCHEDULED -> Long.BYTES + Integer.BYTES + Long.BYTES;
            case BREAKER_OPEN -> Integer.BYTES + Long.BYTES;
            case ENDED, BREAKER_CLOSED -> 0;
            default -> -1;
        };
    }

    private static void writeHead(ByteBuffer to, int whatAndReason, StateEntry entry) {
        long subscriptionNo = entry.subscriptionNo();
        if (subscriptionNo < 0 || subscriptionNo > MAX_SUBSCRIPTION_NO) {
            throw new IllegalArgumentException("a subscription's number has 56 bits: " + subscriptionNo);
        }
        to.putLong(subscriptionNo << 8 | whatAndReason);
    }

    /** The order of the reasons is part of the format, as their enum says. */
    @SuppressWarnings("EnumOrdinal")
    private static int code(DropReason reason) {
        return reason.ordinal();
    }
}

package dev.carillon.journal.store.statelog;

import dev.carillon.journal.store.DropReason;
import dev.carillon.journal.store.StateEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * State entries as bytes, little-endian. The first eight hold three things: what the entry is (bits 0-3), the reason of
 * a drop, or why one is redriven (bits 4-7), and the subscription's number (bits 8-63).
 *
 * <pre>
 *   what                    bytes   behind the first eight
 *   1  delivered             16     u64 sequence
 *   2  dropped               16     u64 sequence
 *   3  retry scheduled       28     u64 sequence, u32 attempts, u64 due time in milliseconds since 1970
 *   4  settled below         16     u64 sequence
 *   5  ended                  8
 *   6  breaker open          20     u32 pause in milliseconds, u64 time of the next probe in milliseconds since 1970
 *   7  breaker closed         8
 *   8  settled run           20     u64 sequence, u32 how many from it on
 *   9  redriving             60     u64 sequence, u32 attempts of the queue, u64 due time, u64 time at which the endpoint's
 *                                   attempts were over, u32 status, u32 attempts of the endpoint, 16 bytes: its error
 *  10 reached               16     u64 sequence; bits 8-63 of the first eight are the topic's number
 *  11 replaying             36     u64 time at which it was asked for in milliseconds since 1970, u64 first sequence, u64 one
 *                                   past the last, u32 1 when it has failed
 *  12 time skipped          24     u64 wall time before, u64 wall time after, in milliseconds since 1970; bits 8-63 are zero
 * </pre>
 */
final class StateEntryCodec {
    /** The shortest entry. */
    static final int MIN_BYTES = 8;

    /** The longest entry. */
    static final int MAX_BYTES = 60;

    private static final int DELIVERED = 1;
    private static final int DROPPED = 2;
    private static final int RETRY_SCHEDULED = 3;
    private static final int SETTLED_BELOW = 4;
    private static final int ENDED = 5;
    private static final int BREAKER_OPEN = 6;
    private static final int BREAKER_CLOSED = 7;
    private static final int SETTLED_RUN = 8;
    private static final int REDRIVING = 9;
    private static final int REACHED = 10;
    private static final int REPLAYING = 11;
    private static final int TIME_SKIPPED = 12;

    private static final int ERROR_BYTES = 16;
    private static final int REDRIVING_BYTES = 3 * Long.BYTES + 3 * Integer.BYTES + ERROR_BYTES;

    private static final long MAX_NO = (1L << 56) - 1;
    private static final DropReason[] REASONS = DropReason.values();

    private StateEntryCodec() {}

    static void write(StateEntry entry, ByteBuffer to) {
        if (entry instanceof StateEntry.Delivered delivered) {
            writeHead(to, DELIVERED, entry);
            to.putLong(delivered.sequence());
        } else if (entry instanceof StateEntry.Dropped dropped) {
            writeHead(to, DROPPED | code(dropped.reason()) << 4, entry);
            to.putLong(dropped.sequence());
        } else if (entry instanceof StateEntry.RetryScheduled retry) {
            writeHead(to, RETRY_SCHEDULED, entry);
            to.putLong(retry.sequence()).putInt(retry.attempts()).putLong(retry.dueAtMillis());
        } else if (entry instanceof StateEntry.SettledBelow settled) {
            writeHead(to, SETTLED_BELOW, entry);
            to.putLong(settled.sequence());
        } else if (entry instanceof StateEntry.SettledRun run) {
            writeHead(to, SETTLED_RUN, entry);
            to.putLong(run.sequence()).putInt(run.count());
        } else if (entry instanceof StateEntry.BreakerOpen open) {
            writeHead(to, BREAKER_OPEN, entry);
            to.putInt(open.pauseMillis()).putLong(open.probeAtMillis());
        } else if (entry instanceof StateEntry.Reached reached) {
            writeHead(to, REACHED, reached.topicNo());
            to.putLong(reached.endSeq());
        } else if (entry instanceof StateEntry.TimeSkipped time) {
            writeHead(to, TIME_SKIPPED, 0);
            to.putLong(time.beforeMillis()).putLong(time.afterMillis());
        } else if (entry instanceof StateEntry.Redriving redriving) {
            write(redriving, to);
        } else if (entry instanceof StateEntry.Replaying replaying) {
            writeHead(to, REPLAYING, entry);
            to.putLong(replaying.setMillis()).putLong(replaying.firstSeq()).putLong(replaying.endSeq());
            to.putInt(replaying.hasFailed() ? 1 : 0);
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
        long no = head >>> 8;
        int length = lengthBehindHead(what);
        if (length < 0 || from.remaining() < length || reason >= REASONS.length) {
            return Optional.empty();
        }
        return Optional.of(
                switch (what) {
                    case DELIVERED -> new StateEntry.Delivered(no, from.getLong());
                    case DROPPED -> new StateEntry.Dropped(no, from.getLong(), REASONS[reason]);
                    case RETRY_SCHEDULED ->
                        new StateEntry.RetryScheduled(no, from.getLong(), from.getInt(), from.getLong());
                    case SETTLED_BELOW -> new StateEntry.SettledBelow(no, from.getLong());
                    case BREAKER_OPEN -> new StateEntry.BreakerOpen(no, from.getInt(), from.getLong());
                    case SETTLED_RUN -> new StateEntry.SettledRun(no, from.getLong(), from.getInt());
                    case REDRIVING -> redriving(no, REASONS[reason], from);
                    case REACHED -> new StateEntry.Reached(no, from.getLong());
                    case REPLAYING ->
                        new StateEntry.Replaying(
                                no, from.getLong(), from.getLong(), from.getLong(), from.getInt() == 1);
                    case TIME_SKIPPED -> new StateEntry.TimeSkipped(from.getLong(), from.getLong());
                    case BREAKER_CLOSED -> new StateEntry.BreakerClosed(no);
                    default -> new StateEntry.Ended(no);
                });
    }

    private static int lengthBehindHead(int what) {
        return switch (what) {
            case DELIVERED, DROPPED, SETTLED_BELOW, REACHED -> Long.BYTES;
            case TIME_SKIPPED -> 2 * Long.BYTES;
            case RETRY_SCHEDULED -> Long.BYTES + Integer.BYTES + Long.BYTES;
            case BREAKER_OPEN, SETTLED_RUN -> Integer.BYTES + Long.BYTES;
            case REDRIVING -> REDRIVING_BYTES;
            case REPLAYING -> 3 * Long.BYTES + Integer.BYTES;
            case ENDED, BREAKER_CLOSED -> 0;
            default -> -1;
        };
    }

    private static void write(StateEntry.Redriving redriving, ByteBuffer to) {
        writeHead(to, REDRIVING | code(redriving.reason()) << 4, redriving);
        to.putLong(redriving.sequence()).putInt(redriving.attempts());
        to.putLong(redriving.dueAtMillis()).putLong(redriving.beganAtMillis());
        to.putInt(redriving.statusCode()).putInt(redriving.endpointAttempts());
        to.put(Arrays.copyOf(redriving.error().getBytes(StandardCharsets.US_ASCII), ERROR_BYTES));
    }

    private static StateEntry redriving(long subscriptionNo, DropReason reason, ByteBuffer from) {
        long sequence = from.getLong();
        int attempts = from.getInt();
        long dueAt = from.getLong();
        long beganAt = from.getLong();
        int status = from.getInt();
        int endpointAttempts = from.getInt();
        byte[] error = new byte[ERROR_BYTES];
        from.get(error);
        return new StateEntry.Redriving(
                subscriptionNo,
                sequence,
                reason,
                attempts,
                dueAt,
                beganAt,
                status,
                new String(error, StandardCharsets.US_ASCII).replace("\0", ""),
                endpointAttempts);
    }

    private static void writeHead(ByteBuffer to, int whatAndReason, StateEntry entry) {
        writeHead(to, whatAndReason, entry.subscriptionNo());
    }

    private static void writeHead(ByteBuffer to, int whatAndReason, long no) {
        if (no < 0 || no > MAX_NO) {
            throw new IllegalArgumentException("a number in the catalogue has 56 bits: " + no);
        }
        to.putLong(no << 8 | whatAndReason);
    }

    /** The order of the reasons is part of the format, as their enum says. */
    @SuppressWarnings("EnumOrdinal")
    private static int code(DropReason reason) {
        return reason.ordinal();
    }
}

package dev.carillon.sns.wire.request;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight neighbouring bytes of an array as one number, the first as its lowest byte, so that text of which most bytes
 * mean nothing is passed over eight at a time. Pure functions, for any thread.
 */
final class EightBytes {
    static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;

    private EightBytes() {}

    static long read(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static void write(long eight, byte[] bytes, int at) {
        LONGS.set(bytes, at, eight);
    }

    /** Eight times this character, which is ASCII. */
    static long of(char ascii) {
        return ascii * LOW_BITS;
    }

    /**
     * Marks the bytes that are one of these by their high bits. Only the lowest mark is to be trusted: the borrow of a
     * byte that is one of them may mark the next.
     *
     * @param wanted from {@link #of}
     */
    static long marks(long eight, long wanted) {
        long zeroWhereEqual = eight ^ wanted;
        return (zeroWhereEqual - LOW_BITS) & ~zeroWhereEqual & HIGH_BITS;
    }

    /** How many bytes come before the first that is marked; eight when none is. */
    static int beforeFirst(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}

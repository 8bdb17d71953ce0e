package dev.carillon.filter.policy;

import java.security.SecureRandom;

/**
 * Hashes that nobody outside can foresee. Those of the JDK let whoever writes policies give thousands of patterns the same
 * one, and a map whose keys cannot be ordered then tries one after another. Other ones each time the broker runs.
 */
final class SecretHash {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long START = RANDOM.nextLong();
    private static final long FACTOR = RANDOM.nextLong() | 1;

    private SecretHash() {}

    static int of(String text) {
        long hash = START;
        for (int i = 0; i < text.length(); i++) {
            hash = mixed(hash, text.charAt(i));
        }
        return (int) hash;
    }

    static int of(int... numbers) {
        long hash = START;
        for (int number : numbers) {
            hash = mixed(hash, number);
        }
        return (int) hash;
    }

    static int of(double number) {
        return (int) mixed(START, Double.doubleToLongBits(number));
    }

    /** The shift keeps it from being a polynomial, of which some texts are alike whatever the factor. */
    private static long mixed(long hash, long next) {
        long product = (hash ^ next) * FACTOR;
        return product ^ (product >>> 32);
    }
}

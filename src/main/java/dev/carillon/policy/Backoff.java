package dev.carillon.policy;

import java.util.Locale;
import java.util.Optional;

/** How the delays of a policy's third phase grow: {@code backoffFunction} (AWS, "Amazon SNS message delivery retries"). */
public enum Backoff {
    LINEAR {
        @Override
        double factor(int k, int n) {
            return (double) (k - 1) / (n - 1);
        }
    },
    ARITHMETIC {
        @Override
        double factor(int k, int n) {
            return (double) k * (k - 1) / ((double) n * (n - 1));
        }
    },
    GEOMETRIC {
        @Override
        double factor(int k, int n) {
            return LINEAR.factor(k, n);
        }

        @Override
        long between(int k, int n, long min, long max) {
            return Math.round(min * Math.pow((double) max / min, factor(k, n)));
        }
    },
    EXPONENTIAL {
        @Override
        double factor(int k, int n) {
            return 0;
        }

        @Override
        long between(int k, int n, long min, long max) {
            return k > 32 ? max : Math.min(max, min << (k - 1));
        }
    };

    /** The word of the policy for it. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #wireName()}. */
    static Optional<Backoff> fromWireName(String word) {
        for (Backoff each : values()) {
            if (each.wireName().equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The k-th of n delays, k from 1; the only one is the shortest. */
    long delayMillis(int k, int n, long min, long max) {
        return n == 1 ? min : between(k, n, min, max);
    }

    /** Where between the shortest and the longest the k-th of several lies, from 0 to 1. */
    abstract double factor(int k, int n);

    long between(int k, int n, long min, long max) {
        return min + Math.round((max - min) * factor(k, n));
    }
}

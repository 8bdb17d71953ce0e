package dev.carillon.policy;

import java.util.function.Function;

/**
 * What came of reading a client's policy.
 *
 * @param <T> the policy
 */
public sealed interface PolicyReading<T> {
    /** It is right. */
    record Right<T>(T policy) implements PolicyReading<T> {}

    /**
     * It is not.
     *
     * @param text why, for the client
     */
    record Wrong<T>(String text) implements PolicyReading<T> {}

    /** Covers both cases. */
    default <R> R fold(Function<T, R> right, Function<String, R> wrong) {
        return this instanceof Right<T> done ? right.apply(done.policy()) : wrong.apply(((Wrong<T>) this).text());
    }
}

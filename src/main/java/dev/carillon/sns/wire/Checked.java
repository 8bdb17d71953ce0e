package dev.carillon.sns.wire;

import java.util.Optional;
import java.util.function.Function;

/** What a check of a client's words gives: the value they stand for, or the fault to answer. */
public sealed interface Checked<T> {
    record Valid<T>(T value) implements Checked<T> {}

    record Invalid<T>(SnsFault fault) implements Checked<T> {}

    static <T> Checked<T> valid(T value) {
        return new Valid<>(value);
    }

    static <T> Checked<T> invalid(SnsFault fault) {
        return new Invalid<>(fault);
    }

    /** An {@code InvalidParameter}. */
    static <T> Checked<T> invalidParameter(String message) {
        return new Invalid<>(SnsFault.invalidParameter(message));
    }

    /** The value, unless something is objected to it: then an {@code InvalidParameter} of that, behind its subject. */
    static <T> Checked<T> unless(Optional<String> objection, String subject, T value) {
        return objection.isPresent() ? invalidParameter(subject + objection.get()) : valid(value);
    }

    /** Covers both cases. */
    default <R> R fold(Function<T, R> valid, Function<SnsFault, R> invalid) {
        return this instanceof Valid<T> right ? valid.apply(right.value()) : invalid.apply(((Invalid<T>) this).fault());
    }

    default <R> Checked<R> map(Function<T, R> mapping) {
        return fold(value -> new Valid<>(mapping.apply(value)), Invalid::new);
    }

    /** Goes on with the next check when this one passed. */
    default <R> Checked<R> then(Function<T, Checked<R>> next) {
        return fold(next, Invalid::new);
    }
}

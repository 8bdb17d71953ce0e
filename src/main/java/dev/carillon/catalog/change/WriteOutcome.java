package dev.carillon.catalog.change;

import java.util.function.Function;

/**
 * What became of a change that was asked of the catalogue. All of these are answers that a caller must give to its own
 * client; a failed future means a bug.
 */
public sealed interface WriteOutcome<T> {
    /** Committed, and seen by every reader. */
    record Done<T>(T value) implements WriteOutcome<T> {}

    /** Nothing changed: what was to be made is there already, or what is there is not as the change expected it. */
    record Existed<T>(T value) implements WriteOutcome<T> {}

    /** Nothing changed: what was to be changed, or the thing it belongs to, is not there. */
    record Missing<T>() implements WriteOutcome<T> {}

    /** Nothing changed: the project is not activated in this region. */
    record Inactive<T>() implements WriteOutcome<T> {}

    /** Nothing changed: there are as many as the limit allows, or more where it was lowered since. */
    record LimitReached<T>(long limit, long current) implements WriteOutcome<T> {}

    /**
     * Nothing changed: there would be more of filter policies than may be.
     *
     * @param counted in words: policies of a topic, or bytes of a project's
     */
    record FilterLimitReached<T>(long limit, String counted) implements WriteOutcome<T> {}

    /**
     * The database did not answer. The change may or may not be made once it is back: the caller may repeat it, every
     * change is idempotent or answers {@link Existed}.
     */
    record Unavailable<T>(String reason) implements WriteOutcome<T> {}

    /** Maps the value of {@link Done} and of {@link Existed}; every other case is handed on as it is. */
    @SuppressWarnings("unchecked") // no other case holds a T that would be read as an R, but Existed, which is mapped
    default <R> WriteOutcome<R> map(Function<T, R> mapping) {
        if (this instanceof Done<T> done) {
            return new Done<>(mapping.apply(done.value()));
        }
        if (this instanceof Existed<T> existed) {
            return new Existed<>(mapping.apply(existed.value()));
        }
        return (WriteOutcome<R>) this;
    }
}

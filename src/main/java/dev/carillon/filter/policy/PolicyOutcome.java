package dev.carillon.filter.policy;

import java.util.function.Function;

/** What reading a filter policy gives. */
public sealed interface PolicyOutcome {
    record Accepted(FilterPolicy policy) implements PolicyOutcome {}

    /**
     * Not to be stored.
     *
     * @param text what is wrong, in AWS's words, without the name of the parameter
     */
    record Refused(String text) implements PolicyOutcome {}

    /** Covers both cases. */
    default <R> R fold(Function<FilterPolicy, R> accepted, Function<String, R> refused) {
        return this instanceof Accepted right ? accepted.apply(right.policy()) : refused.apply(((Refused) this).text());
    }
}

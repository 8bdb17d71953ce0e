package dev.carillon.management;

import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.model.ProjectId;
import java.util.function.Function;

/** Translates what became of a change. */
final class WriteReply {
    private WriteReply() {}

    /** @param refusal the one answer that this change has for what it found, or did not find, in the catalogue */
    static <T> RestReply of(
            WriteOutcome<T> outcome, ProjectId project, Function<T, RestReply> done, RestReply refusal) {
        if (outcome instanceof WriteOutcome.Done<T> committed) {
            return done.apply(committed.value());
        }
        if (outcome instanceof WriteOutcome.LimitReached<T> reached) {
            return RestError.quotaExceeded("credentials", reached.limit(), reached.current(), project);
        }
        if (outcome instanceof WriteOutcome.Unavailable<T>) {
            return RestError.unavailable("the database is not available");
        }
        return refusal;
    }
}

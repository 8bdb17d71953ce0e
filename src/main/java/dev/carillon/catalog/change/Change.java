package dev.carillon.catalog.change;

import dev.carillon.catalog.database.Statements;
import dev.carillon.model.ProjectView;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/**
 * A change of one project. It is decided when its turn comes, by the view, which then agrees with the database; so most
 * refusals cost no statement.
 */
interface Change<T> {
    /**
     * Works out what is to be done.
     *
     * @param project empty when it is not activated
     */
    Decision<T> decide(Optional<ProjectView> project);

    /** What is to be done. */
    sealed interface Decision<T> {}

    /** Nothing: this is the answer. */
    record Answer<T>(WriteOutcome<T> outcome) implements Decision<T> {}

    /** These statements, which run in one transaction. */
    record Write<T>(Function<Statements, Future<Written<T>>> statements) implements Decision<T> {}

    /**
     * What the statements did.
     *
     * @param after the project's new state; empty when it is not activated any more
     * @param value for the caller
     */
    record Written<T>(Optional<ProjectView> after, T value) {}

    static <T> Decision<T> answer(WriteOutcome<T> outcome) {
        return new Answer<>(outcome);
    }

    static <T> Decision<T> write(Function<Statements, Future<Written<T>>> statements) {
        return new Write<>(statements);
    }
}

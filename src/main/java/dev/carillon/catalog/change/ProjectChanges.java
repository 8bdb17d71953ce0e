package dev.carillon.catalog.change;

import dev.carillon.catalog.change.Change.Written;
import dev.carillon.catalog.change.WriteOutcome.Existed;
import dev.carillon.catalog.change.WriteOutcome.Missing;
import dev.carillon.catalog.database.Rows;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.TimeSource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Activating and deactivating. */
final class ProjectChanges {
    private final TimeSource time;

    ProjectChanges(TimeSource time) {
        this.time = time;
    }

    Change<ProjectView> activate(ProjectScope scope) {
        return project -> project.map(active -> Change.answer(new Existed<>(active)))
                .orElseGet(() -> Change.write(statements -> {
                    Instant now = Rows.stored(time.now());
                    return statements
                            .activate(scope, now)
                            .map(generation -> new ProjectView(scope, generation, now, now, Map.of(), Map.of()))
                            .map(after -> new Written<>(Optional.of(after), after));
                }));
    }

    static Change<ProjectScope> deactivate(ProjectScope scope) {
        return project -> project.isEmpty()
                ? Change.answer(new Missing<>())
                : Change.write(
                        statements -> statements.deactivate(scope).map(done -> new Written<>(Optional.empty(), scope)));
    }
}

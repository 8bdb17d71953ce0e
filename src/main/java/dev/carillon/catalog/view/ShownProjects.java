package dev.carillon.catalog.view;

import dev.carillon.catalog.database.ProjectLoader;
import dev.carillon.catalog.database.Statements;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts what the database has into the view, and announces it. Belongs to the catalogue's context. */
public final class ShownProjects {
    private final CatalogView view;
    private final ProjectLoader loader;
    private final Consumer<ProjectScope> announce;

    /** @param announce is told of every project that changed, once the view shows it */
    public ShownProjects(CatalogView view, ProjectLoader loader, Consumer<ProjectScope> announce) {
        this.view = view;
        this.loader = loader;
        this.announce = announce;
    }

    public Optional<ProjectView> project(ProjectScope scope) {
        return view.project(scope);
    }

    /** Shows a project as it is now; empty when it is not activated any more. */
    public void show(ProjectScope scope, Optional<ProjectView> after) {
        Optional<ProjectView> before = view.project(scope);
        if (!before.equals(after)) {
            before.filter(gone -> after.isEmpty()).ifPresent(view::forget);
            after.ifPresent(view::show);
            announce.accept(scope);
        }
    }

    /** The statements must keep the project from being changed meanwhile. */
    public Future<Void> reload(Statements statements, ProjectScope scope) {
        return loader.load(statements, scope).compose(after -> {
            show(scope, after);
            return Future.succeededFuture();
        });
    }

    public Future<Void> reloadAll(Statements statements) {
        return loader.loadAll(statements).compose(projects -> {
            showAll(projects);
            return Future.succeededFuture();
        });
    }

    private void showAll(List<ProjectView> projects) {
        Map<ProjectScope, ProjectView> byScope =
                projects.stream().collect(Collectors.toMap(ProjectView::scope, Function.identity()));
        view.projects().stream()
                .map(ProjectView::scope)
                .filter(scope -> !byScope.containsKey(scope))
                .forEach(scope -> show(scope, Optional.empty()));
        projects.forEach(project -> show(project.scope(), Optional.of(project)));
    }
}

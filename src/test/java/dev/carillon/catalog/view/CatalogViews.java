package dev.carillon.catalog.view;

import dev.carillon.catalog.key.ApiKey;
import dev.carillon.model.ProjectView;
import java.util.Collection;
import java.util.List;

/** Views that show what a test puts there, for tests of what reads the catalogue and needs no database. */
public final class CatalogViews {
    private CatalogViews() {}

    /** A view of these projects. */
    public static CatalogView showing(ProjectView... projects) {
        CatalogView view = new CatalogView();
        List.of(projects).forEach(view::show);
        return view;
    }

    /** Shows a project's new state. */
    public static void show(CatalogView view, ProjectView after) {
        view.show(after);
    }

    /** Forgets a project as if it had been deactivated. */
    public static void forget(CatalogView view, ProjectView before) {
        view.forget(before);
    }

    public static void showApiKeys(CatalogView view, Collection<ApiKey> apiKeys) {
        view.showApiKeys(apiKeys);
    }

    /** A view of the copy of a database that is away. */
    public static CatalogView copyShowing(ProjectView... projects) {
        CatalogView view = new CatalogView();
        showCopy(view, projects);
        return view;
    }

    /** Shows a copy with these projects. */
    public static void showCopy(CatalogView view, ProjectView... projects) {
        view.projects().forEach(view::forget);
        view.showCopy(List.of(projects), List.of());
    }

    /** Shows what the database has, in place of the copy. */
    public static void load(CatalogView view, ProjectView... projects) {
        List.of(projects).forEach(view::show);
        view.endCopy();
    }
}

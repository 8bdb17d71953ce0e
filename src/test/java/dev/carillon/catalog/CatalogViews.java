package dev.carillon.catalog;

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
}

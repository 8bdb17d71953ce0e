package dev.carillon.catalog;

import dev.carillon.catalog.view.CatalogView;
import dev.carillon.model.ProjectScope;

/** Hears, on the catalogue's own context, what becomes of a {@link CatalogView}. */
@FunctionalInterface
public interface CatalogListener {
    /** The view shows a change of the project; whoever asked for it is not answered yet. */
    void onChanged(ProjectScope scope);

    /** The view showed a copy so far, and shows from now on what the database has. */
    default void onLoaded() {}
}

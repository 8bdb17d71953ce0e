package dev.carillon.catalog.view;

import dev.carillon.catalog.key.ApiKey;
import dev.carillon.model.ProjectView;
import java.util.Collection;

/** Puts the copy of a database that is away into the view. Belongs to the catalogue's context. */
public final class ShownCopy {
    private final CatalogView view;

    public ShownCopy(CatalogView view) {
        this.view = view;
    }

    /** The view shows these, and says that they are a copy's. Nothing is announced: nobody has read the view before. */
    public void begin(Collection<ProjectView> projects, Collection<ApiKey> apiKeys) {
        view.showCopy(projects, apiKeys);
    }

    /** What the view shows is what the database has. */
    public void end() {
        view.endCopy();
    }
}

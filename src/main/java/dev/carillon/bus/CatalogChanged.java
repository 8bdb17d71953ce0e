package dev.carillon.bus;

import dev.carillon.model.ProjectScope;

/**
 * Announces that a project's metadata changed. The new state is already in the catalogue's view when this arrives;
 * receivers compare it with what they hold, so that one message may stand for several changes.
 */
public record CatalogChanged(ProjectScope scope) {}

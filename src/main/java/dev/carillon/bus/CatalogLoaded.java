package dev.carillon.bus;

/**
 * Announces, after a start on the catalogue's copy, that the view shows what the database has: from now on, what is not in
 * it is not there. Every project that differs has been announced before.
 */
public record CatalogLoaded() {}

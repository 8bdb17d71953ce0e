package dev.carillon.model;

/**
 * One project in one region: the unit of activation, of isolation and of the storage quota. Nothing that belongs to one
 * scope can be seen or touched from another.
 */
public record ProjectScope(ProjectId project, Region region) {
    @Override
    public String toString() {
        return region + "/" + project;
    }
}

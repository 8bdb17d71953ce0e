package dev.carillon.model;

import java.util.Optional;
import java.util.UUID;

/** Identifies a project. In ARNs and as an owner it is written {@code project-<uuid>}. */
public record ProjectId(UUID value) {
    private static final String PREFIX = "project-";

    /** The form in which SNS shows an account: {@code project-<uuid>}. */
    public String owner() {
        return PREFIX + value;
    }

    /** Reads {@link #owner()}'s form, its digits in either case; empty for anything else, short forms too. */
    static Optional<ProjectId> fromOwner(String owner) {
        return owner.startsWith(PREFIX) ? parse(owner.substring(PREFIX.length())) : Optional.empty();
    }

    /** Reads a canonical UUID; empty for anything else. {@link UUID#fromString} alone would accept {@code 1-1-1-1-1}. */
    public static Optional<ProjectId> parse(String text) {
        return Uuids.parse(text).map(ProjectId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

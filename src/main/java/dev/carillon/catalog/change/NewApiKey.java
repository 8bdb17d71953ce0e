package dev.carillon.catalog.change;

import dev.carillon.model.ProjectId;
import java.time.Instant;
import java.util.Set;

/**
 * An API key to be made.
 *
 * @param name by which people know it, as {@link #isName} allows; no two keys have the same
 * @param expiresAt at the latest at the end of the year 9999; {@link Instant#MAX} when it never does
 * @param projects the projects it may read and write; empty means all of them
 */
public record NewApiKey(String name, Instant expiresAt, Set<ProjectId> projects) {
    /** Not every client of the database reads a year of five digits. */
    private static final Instant LATEST_EXPIRY = Instant.parse("9999-12-31T23:59:59Z");

    /** As many as a credential's. */
    private static final int LONGEST_NAME = 500;

    public NewApiKey {
        if (!isName(name)) {
            throw new IllegalArgumentException("a key of a name that none may have");
        }
        if (expiresAt.isAfter(LATEST_EXPIRY) && !expiresAt.equals(Instant.MAX)) {
            throw new IllegalArgumentException("a key that expires at " + expiresAt);
        }
        projects = Set.copyOf(projects);
    }

    /** Whether a key may have this name: 1 to 500 characters, none of which would end or tear up a line that it is in. */
    public static boolean isName(String text) {
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) <= LONGEST_NAME
                && text.codePoints().noneMatch(NewApiKey::isControl);
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.LINE_SEPARATOR
                || Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
    }

    /** A key to everything that never expires. */
    public static NewApiKey unlimited(String name) {
        return new NewApiKey(name, Instant.MAX, Set.of());
    }
}

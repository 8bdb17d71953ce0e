package dev.carillon.filter.policy;

import java.util.Arrays;
import java.util.Optional;

/** What of a message a filter policy looks at. */
public enum FilterScope {
    MESSAGE_ATTRIBUTES("MessageAttributes"),
    MESSAGE_BODY("MessageBody");

    private final String wireName;

    FilterScope(String wireName) {
        this.wireName = wireName;
    }

    /** The value of the attribute {@code FilterPolicyScope}. */
    public String wireName() {
        return wireName;
    }

    public static Optional<FilterScope> fromWireName(String name) {
        return Arrays.stream(values())
                .filter(scope -> scope.wireName.equals(name))
                .findFirst();
    }
}

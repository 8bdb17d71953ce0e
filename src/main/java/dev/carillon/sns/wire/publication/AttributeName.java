package dev.carillon.sns.wire.publication;

import java.util.Locale;
import java.util.Optional;

/** What a message attribute may be called. */
final class AttributeName {
    static final int MAX_LENGTH = 256;

    private AttributeName() {}

    /** What is wrong with a name, as AWS says it; empty when nothing is. */
    static Optional<String> objection(String name) {
        if (name.isEmpty()) {
            return Optional.of("The request must contain non-empty message attribute names.");
        }
        if (name.length() > MAX_LENGTH) {
            return Optional.of("Length of message attribute name must be less than 256 bytes.");
        }
        if (name.charAt(0) == '.') {
            return Optional.of("Invalid message attribute name starting with character '.' was found.");
        }
        if (name.charAt(name.length() - 1) == '.') {
            return Optional.of("Invalid message attribute name ending with character '.' was found.");
        }
        if (name.contains("..")) {
            return Optional.of("Message attribute name can not have successive '.' character.");
        }
        return name.codePoints()
                .filter(c -> c != '.' && !NameCharacters.isWord(c))
                .mapToObj(AttributeName::strangeCharacter)
                .findFirst();
    }

    private static String strangeCharacter(int codePoint) {
        return "Invalid non-alphanumeric character '#x"
                + Integer.toHexString(codePoint).toUpperCase(Locale.ROOT)
                + "' was found in the message attribute name. Can only include alphanumeric characters, hyphens,"
                + " underscores, or dots.";
    }
}

package dev.carillon.sns.wire.publication;

/** Which characters the names of SNS are made of. */
final class NameCharacters {
    private NameCharacters() {}

    static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Letters, digits, hyphens and underscores. */
    static boolean isWord(int c) {
        return isAlphanumeric(c) || c == '-' || c == '_';
    }

    static boolean isWord(String text) {
        return text.chars().allMatch(NameCharacters::isWord);
    }
}

package dev.carillon.filter.policy;

import java.util.Arrays;

/** A text in which {@code *} stands for any characters; {@code \*} and {@code \\} for themselves. */
final class WildcardText {
    private static final int ANY = -1;

    private final int[] pattern;

    /** @param text without a fault, as event-ruler has found */
    WildcardText(String text) {
        int[] characters = new int[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                characters[length++] = text.charAt(i);
            } else {
                characters[length++] = c == '*' ? ANY : c;
            }
        }
        pattern = Arrays.copyOf(characters, length);
    }

    /** Goes back to the last star only, which is enough; that can take as many steps as both lengths multiplied. */
    boolean matches(String text, Work work) {
        int at = 0;
        int in = 0;
        int star = -1;
        int retry = 0;
        while (at < text.length()) {
            work.spend(1);
            if (in < pattern.length && pattern[in] == ANY) {
                star = in++;
                retry = at;
            } else if (in < pattern.length && pattern[in] == text.charAt(at)) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        while (in < pattern.length && pattern[in] == ANY) {
            in++;
        }
        return in == pattern.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WildcardText text && Arrays.equals(pattern, text.pattern);
    }

    @Override
    public int hashCode() {
        return SecretHash.of(pattern);
    }
}

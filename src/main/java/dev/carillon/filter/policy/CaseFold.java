package dev.carillon.filter.policy;

/** Texts without the difference of upper and lower case, character by character as {@link String#equalsIgnoreCase}. */
final class CaseFold {
    private CaseFold() {}

    static String of(String text) {
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = Character.toLowerCase(Character.toUpperCase(folded[i]));
        }
        return new String(folded);
    }
}

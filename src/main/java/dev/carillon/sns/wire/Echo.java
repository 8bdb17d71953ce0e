package dev.carillon.sns.wire;

/** What a fault repeats of a client's own text: its beginning, so that a long text does not make a long answer. */
public final class Echo {
    private static final int MAX_CHARACTERS = 100;

    private Echo() {}

    /** The text's first 100 characters, less one where that would cut a surrogate pair in two. */
    public static String of(String text) {
        if (text.length() <= MAX_CHARACTERS) {
            return text;
        }
        boolean cutsPair = Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1));
        return text.substring(0, cutsPair ? MAX_CHARACTERS - 1 : MAX_CHARACTERS);
    }
}

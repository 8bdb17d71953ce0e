package dev.carillon.filter;

/** Different texts that all have the same {@link String#hashCode}. */
public final class AlikeTexts {
    private static final int PAIRS = 17;

    private AlikeTexts() {}

    public static String text(int number) {
        StringBuilder text = new StringBuilder();
        for (int pair = 0; pair < PAIRS; pair++) {
            text.append((number >> pair & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    /** Of which {@link #text} makes this text. */
    public static int number(String text) {
        int number = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            number |= text.startsWith("BB", 2 * pair) ? 1 << pair : 0;
        }
        return number;
    }
}

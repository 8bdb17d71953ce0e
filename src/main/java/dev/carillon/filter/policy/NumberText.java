package dev.carillon.filter.policy;

import java.math.BigDecimal;

/** Numbers as event-ruler compares them: those that a double holds without loss. */
final class NumberText {
    /** What is not comparable; equal to nothing and within no range. */
    static final double NONE = Double.NaN;

    /** Over it, parsing takes longer than any number is worth. */
    private static final int LONGEST = 400;

    private static final int SURELY_EXACT_DIGITS = 15;

    private NumberText() {}

    static double parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !startsLikeNumber(text.charAt(0))) {
            return NONE;
        }
        return isShortInteger(text) ? Long.parseLong(text) : exact(text);
    }

    private static double exact(String text) {
        try {
            return exact(new BigDecimal(text));
        } catch (NumberFormatException malformed) {
            return NONE;
        }
    }

    static double exact(BigDecimal number) {
        double nearest = number.doubleValue();
        return Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(number) == 0 ? nearest : NONE;
    }

    private static boolean startsLikeNumber(char first) {
        return (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
    }

    private static boolean isShortInteger(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() <= SURELY_EXACT_DIGITS;
    }
}

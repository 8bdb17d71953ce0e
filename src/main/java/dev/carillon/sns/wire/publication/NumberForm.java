package dev.carillon.sns.wire.publication;

/** Tells decimal numbers, in one pass: parsing a long one into a number would take quadratic time. */
final class NumberForm {
    private final String text;
    private int at;

    private NumberForm(String text) {
        this.text = text;
    }

    /** Whether it is a sign, digits with a point among them, and an exponent, all but the digits optional. */
    static boolean matches(String text) {
        return new NumberForm(text).isNumber();
    }

    private boolean isNumber() {
        skipSign();
        int digits = skipDigits();
        if (isNext('.')) {
            at++;
            digits += skipDigits();
        }
        if (digits == 0) {
            return false;
        }
        if (isNext('e') || isNext('E')) {
            at++;
            skipSign();
            if (skipDigits() == 0) {
                return false;
            }
        }
        return at == text.length();
    }

    private boolean isNext(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void skipSign() {
        if (isNext('-') || isNext('+')) {
            at++;
        }
    }

    private int skipDigits() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }
}

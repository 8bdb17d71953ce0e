package dev.carillon.filter;

import org.jspecify.annotations.Nullable;

/**
 * One value of a message's field: a text, or a number, {@code true}, {@code false} or {@code null} as it is spelled. Of
 * one thread, which asks it for its other forms more than once.
 */
final class FieldValue {
    private final String text;
    private final boolean isText;
    private final int element;
    private @Nullable String folded;
    private @Nullable String address;
    private double number;
    private boolean isNumberKnown;

    private FieldValue(String text, boolean isText, int element) {
        this.text = text;
        this.isText = isText;
        this.element = element;
    }

    /** @param element the array element that it lies in, see {@link ArrayElements} */
    static FieldValue text(String text, int element) {
        return new FieldValue(text, true, element);
    }

    static FieldValue literal(String spelled, int element) {
        return new FieldValue(spelled, false, element);
    }

    boolean isText() {
        return isText;
    }

    String text() {
        return text;
    }

    int element() {
        return element;
    }

    /** Whether there is anything: {@code exists} wants a value that is neither null nor empty (AWS SNS, "Key matching"). */
    boolean isSomething() {
        return isText ? !text.isEmpty() : !text.equals("null");
    }

    /** {@link NumberText#NONE} for what is no number. */
    double number() {
        if (!isNumberKnown) {
            number = isText ? NumberText.NONE : NumberText.parse(text);
            isNumberKnown = true;
        }
        return number;
    }

    String folded() {
        String known = folded;
        if (known == null) {
            known = CaseFold.of(text);
            folded = known;
        }
        return known;
    }

    /** See {@link IpText}; empty for what is no address. */
    String address() {
        String known = address;
        if (known == null) {
            known = isText ? IpText.parse(text).orElse("") : "";
            address = known;
        }
        return known;
    }
}

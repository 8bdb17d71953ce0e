package dev.carillon.filter.policy;

import org.jspecify.annotations.Nullable;

/**
 * One value of a message's field: a text, or a number, {@code true}, {@code false} or {@code null} as it is spelled. Of
 * one thread, which asks it for its other forms more than once.
 */
public final class FieldValue {
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

    /**
     * A text.
     *
     * @param element the array element that it lies in, as {@code ArrayElements} numbers them
     */
    public static FieldValue text(String text, int element) {
        return new FieldValue(text, true, element);
    }

    /** A number, {@code true}, {@code false} or {@code null}. */
    public static FieldValue literal(String spelled, int element) {
        return new FieldValue(spelled, false, element);
    }

    public boolean isText() {
        return isText;
    }

    public String text() {
        return text;
    }

    public int element() {
        return element;
    }

    /** Whether there is anything: {@code exists} wants a value that is neither null nor empty (AWS SNS, "Key matching"). */
    boolean isSomething() {
        return isText ? !text.isEmpty() : !text.equals("null");
    }

    /** {@code NaN} for what is no number, or none that a double holds without loss. */
    public double number() {
        if (!isNumberKnown) {
            number = isText ? NumberText.NONE : NumberText.parse(text);
            isNumberKnown = true;
        }
        return number;
    }

    /** The text without the difference of upper and lower case. */
    public String folded() {
        String known = folded;
        if (known == null) {
            known = CaseFold.of(text);
            folded = known;
        }
        return known;
    }

    /** As 8 or 32 hexadecimal digits; empty for what is no address. */
    public String address() {
        String known = address;
        if (known == null) {
            known = isText ? IpText.parse(text).orElse("") : "";
            address = known;
        }
        return known;
    }
}

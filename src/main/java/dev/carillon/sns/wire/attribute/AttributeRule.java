package dev.carillon.sns.wire.attribute;

import dev.carillon.sns.wire.Echo;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What an attribute of a topic or a subscription may be set to.
 *
 * @param byDefault what holds while it is not set
 * @param normal the form in which a value is kept; empty stands for unset
 * @param objection what is wrong with a value, empty when nothing is
 */
record AttributeRule(String byDefault, UnaryOperator<String> normal, Function<String, Optional<String>> objection) {
    /** Any text of so many characters. */
    static AttributeRule text(int maxCharacters) {
        return new AttributeRule(
                "",
                UnaryOperator.identity(),
                value -> value.codePointCount(0, value.length()) <= maxCharacters
                        ? Optional.empty()
                        : Optional.of("Longer than " + maxCharacters + " characters"));
    }

    /** A truth value, false while it is not set. */
    static AttributeRule flag() {
        return new AttributeRule(
                "false", value -> value.toLowerCase(Locale.ROOT), value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "false", "true" -> Optional.empty();
                    default -> Optional.of(invalidValue(value, "Must be true or false."));
                });
    }

    /** As this one, where an empty value, which Terraform sends, unsets. */
    AttributeRule orEmpty() {
        return new AttributeRule(
                byDefault,
                value -> value.isEmpty() ? "" : normal.apply(value),
                value -> value.isEmpty() ? Optional.empty() : objection.apply(value));
    }

    /** One of these words. */
    static AttributeRule word(Set<String> offered, String byDefault, String hint) {
        return new AttributeRule(
                byDefault,
                UnaryOperator.identity(),
                value -> value.isEmpty() || offered.contains(value)
                        ? Optional.empty()
                        : Optional.of(invalidValue(value, hint)));
    }

    private static String invalidValue(String value, String hint) {
        return "Invalid value [" + Echo.of(value) + "]. " + hint;
    }

    /** A whole number from 0 to 100. */
    static AttributeRule percentage() {
        return new AttributeRule("", UnaryOperator.identity(), value -> {
            boolean isRight = value.isEmpty() || value.matches("[0-9]{1,2}|100");
            return isRight ? Optional.empty() : Optional.of(invalidValue(value, "Must be an integer from 0 to 100."));
        });
    }
}

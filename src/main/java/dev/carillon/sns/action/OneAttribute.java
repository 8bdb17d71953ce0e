package dev.carillon.sns.action;

import dev.carillon.sns.wire.Checked;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Holds one attribute among those of a request against rules of its own. Without state; what they refuse is a fault. */
public final class OneAttribute {
    private OneAttribute() {}

    /**
     * All that was given, this one in the form in which it is kept.
     *
     * @param rule makes that form of the value; not asked when the attribute was not given
     */
    public static Checked<Map<String, String>> in(
            Map<String, String> given, String name, Function<String, Checked<String>> rule) {
        String value = given.get(name);
        if (value == null) {
            return Checked.valid(given);
        }
        return rule.apply(value).map(kept -> {
            Map<String, String> normal = new LinkedHashMap<>(given);
            normal.put(name, kept);
            return normal;
        });
    }
}

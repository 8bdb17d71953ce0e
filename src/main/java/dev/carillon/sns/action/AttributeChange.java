package dev.carillon.sns.action;

import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.attribute.AttributeRules;
import dev.carillon.sns.wire.request.QueryRequest;
import java.util.Map;

/** One attribute as a Set gives it, checked; an empty value, or none, unsets it. Immutable. */
public record AttributeChange(String name, String value) {
    public static Checked<AttributeChange> read(QueryRequest request, AttributeRules rules) {
        String name = request.text("AttributeName").orElse("");
        if (!request.isXmlText("AttributeValue")) {
            return Checked.invalidParameter("Invalid parameter: AttributeValue");
        }
        return rules.checked(name, request.text("AttributeValue").orElse(""))
                .map(value -> new AttributeChange(name, value));
    }

    public Map<String, String> appliedTo(Map<String, String> present) {
        return AttributeRules.changed(present, Map.of(name, value));
    }
}

package dev.carillon.sns.wire.attribute;

import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.Echo;
import dev.carillon.sns.wire.request.QueryRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code Attributes.entry.N.key} and {@code .value}. SDKs of version 1 send an empty {@code Attributes} besides. */
public final class AttributeMap {
    private static final String LIST = "Attributes.entry.";

    private AttributeMap() {}

    public static Checked<Map<String, String>> read(QueryRequest request) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int number : request.members(LIST)) {
            Optional<String> key = request.text(LIST + number + ".key");
            String value = request.text(LIST + number + ".value").orElse("");
            if (key.isEmpty() || !request.isXmlText(LIST + number + ".value")) {
                return Checked.invalidParameter("Invalid parameter: Attributes");
            }
            if (attributes.put(key.get(), value) != null) {
                return Checked.invalidParameter(
                        "Invalid parameter: Attributes Reason: Duplicate key: " + Echo.of(key.get()));
            }
        }
        return Checked.valid(attributes);
    }
}

package dev.carillon.sns.wire.attribute;

import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.request.QueryRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a topic's tags, {@code Tags.member.N.Key} and {@code .Value}, and the keys of those to take away. The rules are
 * those of "Tagging your AWS resources"; the lengths are the service model's.
 */
public final class TagReader {
    /** What the fields of a list of tags begin with. */
    public static final String LIST = "Tags.member.";

    private static final String KEYS = "TagKeys.member.";
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final String PUNCTUATION = "_.:/=+-@";

    private TagReader() {}

    /**
     * The tags by key, in the order in which they were sent; none when there are none.
     *
     * @param most that a topic may have
     */
    public static Checked<Map<String, String>> read(QueryRequest request, int most) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int number : request.members(LIST)) {
            String key = request.text(LIST + number + ".Key").orElse("");
            String value = request.text(LIST + number + ".Value").orElse("");
            Optional<String> objection = objection(key, value);
            if (objection.isPresent()) {
                return Checked.invalidParameter("Invalid parameter: Tags Reason: " + objection.get());
            }
            if (tags.put(key, value) != null) {
                return Checked.invalidParameter("Invalid parameter: Duplicated keys are not allowed.");
            }
        }
        return tags.size() <= most ? Checked.valid(tags) : Checked.invalid(tooMany());
    }

    /** The keys of tags to take away. */
    public static Checked<List<String>> readKeys(QueryRequest request) {
        List<String> keys = request.texts(KEYS);
        if (keys.isEmpty()) {
            return Checked.invalidParameter("Invalid parameter: TagKeys Reason: no value for required parameter");
        }
        if (keys.size() != new HashSet<>(keys).size()) {
            return Checked.invalidParameter("Invalid parameter: Duplicated keys are not allowed.");
        }
        Optional<String> objection =
                keys.stream().flatMap(key -> objection(key, "").stream()).findFirst();
        return Checked.unless(objection, "Invalid parameter: TagKeys Reason: ", keys);
    }

    /** AWS's text for more than a topic may have. */
    public static SnsFault tooMany() {
        return SnsFault.of(
                SnsErrorCode.TAG_LIMIT_EXCEEDED, "Could not complete request: tag quota of per resource exceeded");
    }

    private static Optional<String> objection(String key, String value) {
        if (key.isEmpty()) {
            return Optional.of("A tag key must not be empty");
        }
        if (key.codePointCount(0, key.length()) > MAX_KEY) {
            return Optional.of("A tag key must not be longer than " + MAX_KEY + " characters");
        }
        if (value.codePointCount(0, value.length()) > MAX_VALUE) {
            return Optional.of("A tag value must not be longer than " + MAX_VALUE + " characters");
        }
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            return Optional.of("Tag keys that begin with aws: are reserved");
        }
        return isText(key) && isText(value)
                ? Optional.empty()
                : Optional.of("Tags hold letters, digits, spaces and " + PUNCTUATION + " only");
    }

    /** Letters, digits and spaces of every script. */
    private static boolean isText(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isLetterOrDigit(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.NON_SPACING_MARK
                        || PUNCTUATION.indexOf(c) >= 0);
    }
}

package dev.carillon.sns.wire.publication;

import dev.carillon.model.MessageAttribute;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.request.QueryRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the attributes of one message: {@code MessageAttributes.entry.N.Name}, {@code ….Value.DataType} and the value's
 * field. Used once.
 *
 * <p>The rules are those of the AWS SNS developer guide, "Message attribute data types and validation"; the texts are
 * what AWS was recorded to answer.
 */
final class MessageAttributeReader {
    private final QueryRequest request;
    private final String list;
    private final Set<String> names = new HashSet<>();

    /** @param owner what precedes {@code MessageAttributes} in the names of the fields */
    MessageAttributeReader(QueryRequest request, String owner) {
        this.request = request;
        this.list = owner + "MessageAttributes.entry.";
    }

    Checked<List<MessageAttribute>> read() {
        List<MessageAttribute> attributes = new ArrayList<>();
        for (int number : request.members(list)) {
            Checked<MessageAttribute> attribute = one(list + number);
            if (attribute instanceof Checked.Invalid<MessageAttribute> wrong) {
                return Checked.invalid(wrong.fault());
            }
            if (attribute instanceof Checked.Valid<MessageAttribute> right) {
                attributes.add(right.value());
            }
        }
        return Checked.valid(attributes);
    }

    private Checked<MessageAttribute> one(String entry) {
        String name = request.text(entry + ".Name").orElse("");
        Optional<String> objection = AttributeName.objection(name);
        if (objection.isPresent()) {
            return wrong(objection.get());
        }
        if (!names.add(name)) {
            return wrong("Message attribute name '" + name + "' already exists.");
        }
        String type = request.text(entry + ".Value.DataType").orElse("");
        if (type.isEmpty()) {
            return wrong("The message attribute '" + name + "' must contain non-empty message attribute type.");
        }
        if (!isType(type)) {
            return wrong("The message attribute '" + name
                    + "' has an invalid message attribute type, the set of supported type prefixes is Binary, Number,"
                    + " and String.");
        }
        return value(new MessageAttribute(name, type, ""), entry + ".Value.");
    }

    private Checked<MessageAttribute> value(MessageAttribute typed, String fields) {
        String field = typed.isBinary() ? "Binary" : "String";
        String other = typed.isBinary() ? "String" : "Binary";
        String name = "The message attribute '" + typed.name() + "'";
        if (request.has(fields + other + "Value")) {
            return wrong(name + " with type '" + typed.dataType() + "' must use field '" + field + "'.");
        }
        String value = request.text(fields + field + "Value").orElse("");
        if (value.isEmpty()) {
            return wrong(name + " must contain non-empty message attribute value for message attribute type '"
                    + typed.dataType() + "'.");
        }
        if (!request.isXmlText(fields + field + "Value")) {
            return wrong(name + " has a value with a character that XML 1.0 cannot carry.");
        }
        return typed.isBinary() ? binary(typed, value) : text(typed, value);
    }

    private static Checked<MessageAttribute> text(MessageAttribute typed, String value) {
        boolean isNumber = typed.dataType().startsWith("Number");
        return isNumber && !NumberForm.matches(value)
                ? wrong("Could not cast message attribute '" + typed.name() + "' value to number.")
                : Checked.valid(new MessageAttribute(typed.name(), typed.dataType(), value));
    }

    private static Checked<MessageAttribute> binary(MessageAttribute typed, String base64) {
        try {
            byte[] octets = Base64.getDecoder().decode(base64);
            String canonical = Base64.getEncoder().encodeToString(octets);
            return Checked.valid(new MessageAttribute(typed.name(), typed.dataType(), canonical));
        } catch (IllegalArgumentException malformed) {
            return wrong("The message attribute '" + typed.name() + "' has a value that is not Base64.");
        }
    }

    private static boolean isType(String type) {
        int dot = type.indexOf('.');
        String base = dot < 0 ? type : type.substring(0, dot);
        boolean isKnown = base.equals("String") || base.equals("Number") || base.equals("Binary");
        boolean isLabelled = dot < 0
                || (dot + 1 < type.length()
                        && type.chars().skip(dot).allMatch(c -> c == '.' || NameCharacters.isWord(c)));
        return isKnown && isLabelled && type.length() <= AttributeName.MAX_LENGTH;
    }

    private static Checked<MessageAttribute> wrong(String message) {
        return Checked.invalid(SnsFault.of(SnsErrorCode.PARAMETER_VALUE_INVALID, message));
    }
}

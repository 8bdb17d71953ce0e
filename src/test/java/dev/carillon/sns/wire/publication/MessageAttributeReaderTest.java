package dev.carillon.sns.wire.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.request.Forms;
import dev.carillon.testing.Keeps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageAttributeReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"String", "String.Array", "String.custom", "String.Array.custom", "Number", "Number.int"})
    @Keeps("attribute.types")
    void takesEveryTypeOfText(String type) {
        assertThat(Forms.value(read("a", type, "StringValue", "1"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        ".a, Invalid message attribute name starting with character '.' was found.",
        "a., Invalid message attribute name ending with character '.' was found.",
        "a..b, Message attribute name can not have successive '.' character.",
        "'', The request must contain non-empty message attribute names.",
        "a$b, Invalid non-alphanumeric character '#x24' was found in the message attribute name. Can only include alphanumeric characters; hyphens; underscores; or dots.",
    })
    @Keeps({"attribute.names", "attribute.code"})
    void refusesNamesAsAwsDoes(String name, String message) {
        assertThat(refusal(name, "String", "StringValue", "v")).isEqualTo(message.replace(';', ','));
    }

    @Test
    @Keeps({"attribute.names", "attribute.code"})
    void refusesANameOver256Characters() {
        assertThat(Forms.value(read("n".repeat(256), "String", "StringValue", "v")))
                .hasSize(1);
        assertThat(refusal("n".repeat(257), "String", "StringValue", "v"))
                .isEqualTo("Length of message attribute name must be less than 256 bytes.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "Strings", "Text", "String.", "Number.a b", "Binary.\r\n", "."})
    @Keeps({"attribute.types", "attribute.code"})
    void refusesUnknownTypes(String type) {
        assertThat(refusal("a", type, "StringValue", "v"))
                .isEqualTo("The message attribute 'a' has an invalid message attribute type, the set of supported type"
                        + " prefixes is Binary, Number, and String.");
    }

    @ParameterizedTest
    @CsvSource({"String, BinaryValue, String", "Number.x, BinaryValue, String", "Binary, StringValue, Binary"})
    @Keeps({"attribute.values", "attribute.code"})
    void refusesTheValueFieldOfAnotherType(String type, String given, String wanted) {
        assertThat(refusal("a", type, given, "AA=="))
                .isEqualTo("The message attribute 'a' with type '" + type + "' must use field '" + wanted + "'.");
    }

    @Test
    @Keeps("attribute.values")
    void refusesTwoValuesOfOneAttribute() {
        SnsFault fault = Forms.fault(new MessageAttributeReader(
                        Forms.of(
                                "MessageAttributes.entry.1.Name", "a",
                                "MessageAttributes.entry.1.Value.DataType", "String",
                                "MessageAttributes.entry.1.Value.StringValue", "v",
                                "MessageAttributes.entry.1.Value.BinaryValue", "AA=="),
                        "")
                .read());

        assertThat(fault.message()).isEqualTo("The message attribute 'a' with type 'String' must use field 'String'.");
    }

    @ParameterizedTest
    @CsvSource({"String, StringValue", "Number, StringValue", "Binary, BinaryValue", "String, Other"})
    @Keeps({"attribute.values", "attribute.code"})
    void refusesAnEmptyOrMissingValue(String type, String field) {
        assertThat(refusal("a", type, field, ""))
                .isEqualTo("The message attribute 'a' must contain non-empty message attribute value for message"
                        + " attribute type '" + type + "'.");
    }

    @Test
    void refusesAMissingType() {
        assertThat(refusal("a", "", "StringValue", "v"))
                .isEqualTo("The message attribute 'a' must contain non-empty message attribute type.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "+1.5", ".5", "5.", "1e10", "1.5E-7"})
    void takesNumbers(String number) {
        assertThat(Forms.value(read("a", "Number", "StringValue", number))
                        .get(0)
                        .value())
                .isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1x", "-", ".", "1e", "1e+", "0x10", "NaN", "1 ", "1,5"})
    @Keeps({"attribute.values", "attribute.code"})
    void refusesWhatIsNoNumber(String number) {
        assertThat(refusal("a", "Number", "StringValue", number))
                .isEqualTo("Could not cast message attribute 'a' value to number.");
    }

    @Test
    @Keeps("attribute.values")
    void refusesBase64ThatIsNone() {
        assertThat(refusal("a", "Binary", "BinaryValue", "*")).contains("not Base64");
    }

    @Test
    void refusesTextThatXmlCannotCarry() {
        assertThat(refusal("a", "String", "StringValue", "\u0001")).contains("XML 1.0 cannot carry");
    }

    @Test
    void refusesANameThatIsThereTwice() {
        SnsFault fault = Forms.fault(new MessageAttributeReader(
                        Forms.of(
                                "MessageAttributes.entry.1.Name", "a",
                                "MessageAttributes.entry.1.Value.DataType", "String",
                                "MessageAttributes.entry.1.Value.StringValue", "v",
                                "MessageAttributes.entry.2.Name", "a",
                                "MessageAttributes.entry.2.Value.DataType", "String",
                                "MessageAttributes.entry.2.Value.StringValue", "w"),
                        "")
                .read());

        assertThat(fault.message()).isEqualTo("Message attribute name 'a' already exists.");
    }

    private static Checked<java.util.List<dev.carillon.model.MessageAttribute>> read(
            String name, String type, String field, String value) {
        return new MessageAttributeReader(
                        Forms.of(
                                "MessageAttributes.entry.1.Name",
                                name,
                                "MessageAttributes.entry.1.Value.DataType",
                                type,
                                "MessageAttributes.entry.1.Value." + field,
                                value),
                        "")
                .read();
    }

    private static String refusal(String name, String type, String field, String value) {
        SnsFault fault = Forms.fault(read(name, type, field, value));
        assertThat(fault.code()).isEqualTo(SnsErrorCode.PARAMETER_VALUE_INVALID);
        return fault.message();
    }
}

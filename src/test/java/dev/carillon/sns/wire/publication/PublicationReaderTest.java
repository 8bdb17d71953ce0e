package dev.carillon.sns.wire.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.MessageAttribute;
import dev.carillon.model.MessageText;
import dev.carillon.model.Publication;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.request.Forms;
import dev.carillon.testing.Keeps;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationReaderTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    @Keeps({"wire.message-attributes", "publish.group-on-standard", "attribute.types"})
    void readsAMessageWithAllThatBelongsToIt() {
        Publication publication = Forms.value(PublicationReader.read(
                Forms.of(
                        "Message", "grüß\nGott",
                        "Subject", "Hello",
                        "MessageGroupId", "g1",
                        "MessageAttributes.entry.2.Name", "b",
                        "MessageAttributes.entry.2.Value.DataType", "Binary.png",
                        "MessageAttributes.entry.2.Value.BinaryValue", "AAEC",
                        "MessageAttributes.entry.1.Name", "n",
                        "MessageAttributes.entry.1.Value.DataType", "Number",
                        "MessageAttributes.entry.1.Value.StringValue", "-1.5e3"),
                TRACE,
                TopicKind.STANDARD));

        assertThat(publication.message()).isEqualTo(MessageText.of("grüß\nGott"));
        assertThat(publication.subject()).isEqualTo("Hello");
        assertThat(publication.groupId()).isEqualTo("g1");
        assertThat(publication.isStructured()).isFalse();
        assertThat(publication.traceParent()).isEqualTo(TRACE);
        assertThat(publication.messageId().version()).isEqualTo(4);
        assertThat(publication.attributes())
                .containsExactly(
                        new MessageAttribute("n", "Number", "-1.5e3"), new MessageAttribute("b", "Binary.png", "AAEC"));
    }

    @Test
    @Keeps("publish.empty")
    void refusesAMissingAndAnEmptyMessage() {
        assertThat(refusal("Subject", "s")).contains("Message Reason: no value for required parameter");
        assertThat(refusal("Message", "")).isEqualTo("Invalid parameter: Empty message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\rb", "tab\there", "\u0000", "\u0085", "\u2028", "\ufffe"})
    @Keeps("publish.subject")
    void refusesASubjectThatIsNoneInOneLine(String subject) {
        assertThat(refusal("Message", "m", "Subject", subject)).isEqualTo("Invalid parameter: Subject");
    }

    @Test
    @Keeps("publish.subject")
    void countsTheCharactersOfASubject() {
        assertThat(taken("Message", "m", "Subject", "😀".repeat(100)).subject()).isEqualTo("😀".repeat(100));
        assertThat(refusal("Message", "m", "Subject", "é".repeat(101))).isEqualTo("Invalid parameter: Subject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "long enough for a fast path \u001f", "\u000b", "é\uffff"})
    void refusesAMessageThatXmlCannotCarry(String message) {
        assertThat(refusal("Message", message)).startsWith("Invalid parameter: Message Reason:");
    }

    @Test
    @Keeps("publish.size")
    void countsAttributesIntoTheLimit() {
        String[] attribute = {
            "MessageAttributes.entry.1.Name", "name",
            "MessageAttributes.entry.1.Value.DataType", "String",
            "MessageAttributes.entry.1.Value.StringValue", "é"
        };
        int ofAttribute = "name".length() + "String".length() + 2;

        assertThat(PublicationSize.bytes(taken(with(attribute, PublicationSize.MAX_BYTES - ofAttribute))))
                .isEqualTo(PublicationSize.MAX_BYTES);
        assertThat(refusal(with(attribute, PublicationSize.MAX_BYTES - ofAttribute + 1)))
                .isEqualTo("Invalid parameter: Message too long");
    }

    @ParameterizedTest
    @CsvSource({"AA==, 1", "AAE=, 2", "AAEC, 3", "AAECAw==, 4"})
    @Keeps("publish.size")
    void countsTheOctetsOfABinaryAttribute(String base64, int octets) {
        Publication publication = taken(
                "Message", "m",
                "MessageAttributes.entry.1.Name", "b",
                "MessageAttributes.entry.1.Value.DataType", "Binary",
                "MessageAttributes.entry.1.Value.BinaryValue", base64);

        assertThat(PublicationSize.bytes(publication)).isEqualTo(1 + 1 + 6 + octets);
    }

    @Test
    @Keeps("publish.structure")
    void takesOneTextPerProtocol() {
        assertThat(taken("Message", "{\"default\":\"d\",\"lambda\":\"l\",\"x\":{\"y\":1}}", "MessageStructure", "json")
                        .isStructured())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "[\"default\"]",
                "{\"default\":\"a\"",
                "{\"default\":\"a\",\"default\":\"b\"}",
                "{\"default\":\"a\"}x"
            })
    @Keeps("publish.structure")
    void refusesAStructureThatIsNoJsonObject(String message) {
        assertThat(refusal("Message", message, "MessageStructure", "json"))
                .isEqualTo("Invalid parameter: Message Structure - JSON message body failed to parse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"lambda\":\"l\"}", "{\"default\":1}", "{\"a\":{\"default\":\"d\"}}"})
    @Keeps("publish.structure")
    void refusesAStructureWithoutADefault(String message) {
        assertThat(refusal("Message", message, "MessageStructure", "json"))
                .isEqualTo("Invalid parameter: Message Structure - No default entry in JSON message body");
    }

    /** What goes to an endpoint is no more empty than a message without a structure is; other texts go nowhere. */
    @Test
    @Keeps({"publish.empty", "publish.structure"})
    void refusesAnEmptyTextForAnyProtocol() {
        for (String text : List.of("{\"default\":\"\"}", "{\"default\":\"d\",\"sqs\":\"\"}")) {
            assertThat(refusal("Message", text, "MessageStructure", "json"))
                    .isEqualTo("Invalid parameter: Empty message");
        }
        assertThat(taken("Message", "{\"default\":\"d\",\"email\":\"\"}", "MessageStructure", "json")
                        .isStructured())
                .isTrue();
    }

    @Test
    void refusesTextsInAStructureThatXmlCannotCarry() {
        assertThat(refusal("Message", "{\"default\":\"\\u0000\"}", "MessageStructure", "json"))
                .isEqualTo(PublicationReader.NOT_XML);
        assertThat(refusal("Message", "{\"default\":\"a\\ud800b\"}", "MessageStructure", "json"))
                .isEqualTo(PublicationReader.NOT_XML);
    }

    @Test
    void refusesAStructureNestedTooDeeply() {
        String message = "{\"default\":\"d\",\"x\":" + "[".repeat(60) + "]".repeat(60) + "}";

        assertThat(refusal("Message", message, "MessageStructure", "json")).contains("failed to parse");
    }

    @Test
    void refusesWhatOnlyFifoTopicsHave() {
        assertThat(refusal("Message", "m", "MessageDeduplicationId", "d"))
                .contains("MessageDeduplicationId parameter that is not valid for this topic type");
        assertThat(refusal("Message", "m", "MessageGroupId", "with space")).contains("MessageGroupId can only include");
    }

    @Test
    @Keeps("fifo.group-required")
    void aFifoTopicsMessageNeedsAGroup() {
        String required = "Invalid parameter: The MessageGroupId parameter is required for FIFO topics";

        assertThat(fifoRefusal(TopicKind.FIFO, "Message", "m", "MessageDeduplicationId", "d"))
                .isEqualTo(required);
        assertThat(fifoRefusal(TopicKind.FIFO_BY_CONTENT, "Message", "m", "MessageGroupId", ""))
                .isEqualTo(required);
        assertThat(fifoRefusal(TopicKind.FIFO_BY_CONTENT, "Message", "m", "MessageGroupId", "g".repeat(129)))
                .isEqualTo("Invalid parameter: MessageGroupId Reason: MessageGroupId can only include alphanumeric and"
                        + " punctuation characters. 1 to 128 in length");
    }

    @Test
    @Keeps("fifo.deduplication-required")
    void aFifoTopicsMessageNeedsADeduplicationIdOrATopicThatTakesItsContentForOne() {
        assertThat(fifoRefusal(TopicKind.FIFO, "Message", "m", "MessageGroupId", "g"))
                .isEqualTo("Invalid parameter: The topic should either have ContentBasedDeduplication enabled or"
                        + " MessageDeduplicationId provided explicitly");
        for (String wrong : List.of("with space", "é", "d".repeat(129))) {
            assertThat(fifoRefusal(
                            TopicKind.FIFO, "Message", "m", "MessageGroupId", "g", "MessageDeduplicationId", wrong))
                    .isEqualTo("Invalid parameter: MessageDeduplicationId Reason: MessageDeduplicationId can only"
                            + " include alphanumeric and punctuation characters. 1 to 128 in length");
        }
        assertThat(fifo(TopicKind.FIFO, "Message", "m", "MessageGroupId", "g", "MessageDeduplicationId", "d~!")
                        .deduplicationId())
                .isEqualTo("d~!");
    }

    @Test
    @Keeps("fifo.deduplication-required")
    void theContentStandsForADeduplicationIdWhereNoneIsGiven() {
        String sha256OfM = "62c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a";

        assertThat(fifo(TopicKind.FIFO_BY_CONTENT, "Message", "m", "MessageGroupId", "g")
                        .deduplicationId())
                .isEqualTo(sha256OfM);
        assertThat(fifo(
                                TopicKind.FIFO_BY_CONTENT,
                                "Message",
                                "m",
                                "MessageGroupId",
                                "g",
                                "MessageDeduplicationId",
                                "own")
                        .deduplicationId())
                .isEqualTo("own");
    }

    private static Publication fifo(TopicKind kind, String... fields) {
        return Forms.value(PublicationReader.read(Forms.of(fields), "", kind));
    }

    private static String fifoRefusal(TopicKind kind, String... fields) {
        return Forms.fault(PublicationReader.read(Forms.of(fields), "", kind)).message();
    }

    private static String[] with(String[] attribute, int messageBytes) {
        String[] all = new String[attribute.length + 2];
        System.arraycopy(attribute, 0, all, 0, attribute.length);
        all[attribute.length] = "Message";
        all[attribute.length + 1] = "m".repeat(messageBytes);
        return all;
    }

    private static Publication taken(String... fields) {
        return Forms.value(PublicationReader.read(Forms.of(fields), "", TopicKind.STANDARD));
    }

    private static String refusal(String... fields) {
        SnsFault fault = Forms.fault(PublicationReader.read(Forms.of(fields), "", TopicKind.STANDARD));
        assertThat(fault.code()).isEqualTo(SnsErrorCode.INVALID_PARAMETER);
        return fault.message();
    }
}

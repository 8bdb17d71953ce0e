package dev.carillon.sns.wire.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsAction;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.attribute.AttributeMap;
import dev.carillon.sns.wire.attribute.TagReader;
import dev.carillon.sns.wire.publication.BatchReader;
import dev.carillon.sns.wire.publication.TopicKind;
import dev.carillon.testing.Keeps;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "The AWS JSON 1.0 protocol too: … one codec more over the same actions." */
class JsonDecoderTest {
    private static final Optional<String> TARGET = Optional.of("AmazonSimpleNotificationService.Publish");

    @ParameterizedTest
    @CsvSource({
        "AmazonSimpleNotificationService.CreateTopic, CREATE_TOPIC",
        "SNS_20100331.a.b.CreateTopic, CREATE_TOPIC",
        "CreateTopic, CREATE_TOPIC",
    })
    @Keeps("wire.json")
    void theActionIsWhatFollowsTheLastDotOfTheTarget(String target, SnsAction action) {
        QueryRequest request =
                Forms.value(QueryRequest.parseJson(bytes("{\"Action\":\"Publish\"}"), Optional.of(target)));

        assertThat(request.action()).isEqualTo(Checked.valid(action));
    }

    @Test
    void withoutATargetThereIsNoAction() {
        QueryRequest request = Forms.value(QueryRequest.parseJson(bytes("{\"Action\":\"Publish\"}"), Optional.empty()));

        assertThat(Forms.fault(request.action()).code()).isEqualTo(SnsErrorCode.INVALID_ACTION);
    }

    @Test
    void readsTextsTruthValuesAndNumbersAsTheirTexts() {
        QueryRequest request = read("""
                {"Message": "é \\ud83d\\ude00 \\"", "ReturnSubscriptionArn": true, "Number": 1.50, "Absent": null, "Empty": ""}""");

        assertThat(request.text("Message")).contains("é 😀 \"");
        assertThat(request.text("ReturnSubscriptionArn")).contains("true");
        assertThat(request.text("Number")).contains("1.50");
        assertThat(request.has("Absent")).isFalse();
        assertThat(request.text("Empty")).contains("");
    }

    @Test
    void readsListsOfTextsAndOfStructures() {
        QueryRequest request = read(
                "{\"TagKeys\":[\"a\",\"b\"],\"Tags\":[{\"Key\":\"k\",\"Value\":\"v\"},{\"Key\":\"l\",\"Value\":\"\"}]}");

        assertThat(request.texts("TagKeys.member.")).containsExactly("a", "b");
        assertThat(Forms.value(TagReader.read(request, 50)))
                .containsOnlyKeys("k", "l")
                .containsEntry("k", "v");
    }

    @Test
    void readsMapsOfAttributes() {
        QueryRequest request = read("{\"Attributes\":{\"DisplayName\":\"x\",\"Policy\":\"{}\"}}");

        assertThat(Forms.value(AttributeMap.read(request)))
                .containsEntry("DisplayName", "x")
                .containsEntry("Policy", "{}")
                .hasSize(2);
    }

    @Test
    void readsABatchWithMessageAttributes() {
        QueryRequest request = read("""
                {"PublishBatchRequestEntries": [
                  {"Id": "1", "Message": "a"},
                  {"Id": "2", "Message": "b", "MessageAttributes": {
                    "colour": {"DataType": "String", "StringValue": "red"},
                    "blob": {"DataType": "Binary", "BinaryValue": "AAEC"}}}]}""");

        var entries = Forms.value(BatchReader.read(request, "", TopicKind.STANDARD));

        assertThat(entries).extracting(BatchReader.Entry::id).containsExactly("1", "2");
        assertThat(Forms.value(entries.get(1).publication()).attributes())
                .extracting(attribute -> attribute.name() + " " + attribute.dataType() + " " + attribute.value())
                .containsExactly("colour String red", "blob Binary AAEC");
    }

    @Test
    void anEmptyBodyIsAnEmptyObject() {
        assertThat(read("").has("Message")).isFalse();
        assertThat(read("{}").has("Message")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"x\"",
                "{",
                "{\"a\":}",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":[\"x\"],\"a.member.1\":\"y\"}",
                "{\"a\":NaN}",
                "{\"MessageAttributes\":[{\"Name\":\"a\"}]}",
                "{\"Attributes\":\"x\"}",
                "{\"Tags\":{\"Key\":\"a\"}}",
                "{\"PublishBatchRequestEntries\":{}}",
                "\u00e9"
            })
    void refusesWhatIsNoRequest(String body) {
        SnsFault fault = Forms.fault(QueryRequest.parseJson(bytes(body), TARGET));

        assertThat(fault.code()).isEqualTo(SnsErrorCode.INVALID_PARAMETER);
        assertThat(fault.message()).startsWith("Invalid request: ");
    }

    @Test
    void refusesWhatPassesTheLimits() {
        String deep = "{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}";
        String many = "{\"a\":[" + "1,".repeat(FormDecoder.MAX_FIELDS) + "1]}";
        String longest = "{\"a\":\"" + "x".repeat(FormDecoder.MAX_FIELD_BYTES + 1) + "\"}";

        for (String body : new String[] {deep, many, longest, "{\"" + "n".repeat(2_000) + "\":1}"}) {
            assertThat(Forms.fault(QueryRequest.parseJson(bytes(body), TARGET)).message())
                    .startsWith("Invalid request: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{\"a\":null}"})
    void countsWhatBecomesNoField(String element) {
        String name = "n".repeat(1_000);
        String many = String.join(",", Collections.nCopies(FormDecoder.MAX_FIELDS, element));

        for (String body : new String[] {
            "{\"" + name + "\":[" + many + "]}", "{\"" + name + "\":{\"" + name + "\":[[" + many + "]]}}"
        }) {
            assertThat(Forms.fault(QueryRequest.parseJson(bytes(body), TARGET)).message())
                    .isEqualTo("Invalid request: it has more than 512 fields");
        }
    }

    @Test
    void countsTheMembersOfObjectsThatBecomeNoField() {
        String nulls = IntStream.rangeClosed(0, FormDecoder.MAX_FIELDS)
                .mapToObj(number -> "\"" + number + "\":null")
                .collect(Collectors.joining(","));

        assertThat(Forms.fault(QueryRequest.parseJson(bytes("{" + nulls + "}"), TARGET))
                        .message())
                .isEqualTo("Invalid request: it has more than 512 fields");
    }

    @Test
    void readsAFullBatchWithTenAttributesAMessage() {
        String attributes = IntStream.range(0, 10)
                .mapToObj(number -> "\"a" + number + "\":{\"DataType\":\"String\",\"StringValue\":\"x\"}")
                .collect(Collectors.joining(","));
        String entries = IntStream.range(0, 10)
                .mapToObj(number -> "{\"Id\":\"" + number + "\",\"Message\":\"m\",\"Subject\":\"s\","
                        + "\"MessageStructure\":\"\",\"MessageGroupId\":\"g\",\"MessageDeduplicationId\":\"d\","
                        + "\"MessageAttributes\":{" + attributes + "}}")
                .collect(Collectors.joining(","));
        QueryRequest request = read("{\"TopicArn\":\"t\",\"PublishBatchRequestEntries\":[" + entries + "]}");

        assertThat(Forms.value(BatchReader.read(request, "", TopicKind.FIFO)))
                .hasSize(10)
                .allSatisfy(entry -> assertThat(Forms.value(entry.publication()).attributes())
                        .hasSize(10));
    }

    @Test
    void ignoresWhatIsNestedDeeperThanAnyRequest() {
        String deep = "[".repeat(49) + "1" + "]".repeat(49);

        QueryRequest request = read("{\"a\":" + deep + ",\"Tags\":[{\"Key\":\"k\",\"x\":[[[[[[1]]]]]]}],\"b\":1}");

        assertThat(request.toString()).doesNotContain("a.member", "1.x");
        assertThat(request.text("Tags.member.1.Key")).contains("k");
        assertThat(request.text("b")).contains("1");
    }

    /** A name is as long as its path: a small body must not become a large request. */
    @Test
    void keepsNoNamesOfManyNestedMembers() {
        String name = "n".repeat(1_000);
        String inside = "1" + ",1".repeat(400);
        String body = ("{\"" + name + "\":").repeat(48) + "[" + inside + "]" + "}".repeat(48);

        assertThat(read(body).toString().length()).isLessThan(1_000);
    }

    /** Names that are empty do not make a member of the request of one that lies deeper. */
    @Test
    void readsEmptyNames() {
        QueryRequest request = read("{\"\":{\"\":{\"a\":1},\"Action\":\"x\"}}");

        assertThat(request.text("..a")).contains("1");
        assertThat(request.text(".Action")).contains("x");
    }

    @Property(tries = 2_000)
    void anyBytesAreReadOrRefused(@ForAll @From("bodies") byte[] body) {
        boolean isAnswered = QueryRequest.parseJson(body, TARGET)
                .fold(request -> true, fault -> fault.message().startsWith("Invalid request: "));

        assertThat(isAnswered).isTrue();
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        Arbitrary<String> pieces = Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"a\"",
                "\"Attributes\"",
                "\"MessageAttributes\"",
                "null",
                "true",
                "1e9",
                "\"\\ud800\"",
                "\u00e9",
                "\"Action\"",
                " ");
        return pieces.list().ofMaxSize(20).map(list -> bytes("{" + String.join("", list)));
    }

    private static QueryRequest read(String json) {
        return Forms.value(QueryRequest.parseJson(bytes(json), TARGET));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

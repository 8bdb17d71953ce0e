package dev.carillon.sns.wire.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.MessageText;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsAction;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.publication.PublicationSize;
import dev.carillon.testing.Keeps;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryRequestTest {
    @Test
    @Keeps("wire.post-form")
    void readsPlusAndEscapesOfEitherCase() {
        QueryRequest request = parsed("Action=Publish&Message=a+b%2Bc%2fd%C3%a9&Empty=&Bare");

        assertThat(request.text("Message")).contains("a b+c/dé");
        assertThat(request.text("Empty")).contains("");
        assertThat(request.text("Bare")).contains("");
        assertThat(request.text("Absent")).isEmpty();
    }

    @Test
    void readsEscapedNamesAndValuesThatHoldEqualsSigns() {
        QueryRequest request = parsed("%4dessage=a=b&MessageAttributes%2Eentry.1.Name=n");

        assertThat(request.text("Message")).contains("a=b");
        assertThat(request.text("MessageAttributes.entry.1.Name")).contains("n");
    }

    @Test
    void givesAMessageAsTheBytesThatCame() {
        assertThat(parsed("Message=%F0%9F%94%94&x=1").message("Message")).contains(MessageText.of("🔔"));
    }

    @Test
    void namesTheAction() {
        assertThat(parsed("Action=Publish").action()).isEqualTo(Checked.valid(SnsAction.PUBLISH_MESSAGE));
    }

    @Test
    @Keeps("wire.lists")
    void readsAListOfTextsInTheOrderOfItsNumbers() {
        QueryRequest request = parsed("TagKeys.member.10=c&TagKeys.member.2=b&TagKeys.member.x=no&TagKeys.member.=no");

        assertThat(request.texts("TagKeys.member.")).containsExactly("b", "c");
        assertThat(request.texts("ActionName.member.")).isEmpty();
    }

    @Test
    void readsAnEmptyFormAndStrayAmpersands() {
        assertThat(parsed("").text("Action")).isEmpty();
        assertThat(parsed("&&a=1&&").text("a")).contains("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%2", "a=%zz", "%=1", "a=%2&b=1", "a=%C3", "a=%C3&b=%A9", "a=%ED%A0%80", "a=%FF"})
    void refusesWhatIsNotAForm(String form) {
        assertThat(Forms.fault(QueryRequest.parse(form.getBytes(StandardCharsets.US_ASCII)))
                        .code())
                .isEqualTo(SnsErrorCode.INVALID_PARAMETER);
    }

    @Test
    void refusesAFieldThatIsThereTwiceEvenIfSpelledDifferently() {
        assertThat(Forms.fault(QueryRequest.parse("Message=1&%4Dessage=2".getBytes(StandardCharsets.US_ASCII)))
                        .message())
                .contains("Message is there twice");
    }

    @Test
    void takes512FieldsAndNoMore() {
        String full = "a1=1";
        for (int i = 2; i <= 512; i++) {
            full += "&a" + i + "=1";
        }

        assertThat(parsed(full).text("a512")).contains("1");
        assertThat(Forms.fault(QueryRequest.parse((full + "&b=1").getBytes(StandardCharsets.US_ASCII)))
                        .message())
                .contains("more than 512 fields");
    }

    @Test
    void takesTheLargestMessageWithEveryByteEscapedAndRefusesALongerField() {
        String largest = "Message=" + "%0A".repeat(PublicationSize.MAX_BYTES);
        String longer = "Message=" + "a".repeat(FormDecoder.MAX_FIELD_BYTES);

        assertThat(parsed(largest).lengthBytes("Message")).isEqualTo(PublicationSize.MAX_BYTES);
        assertThat(Forms.fault(QueryRequest.parse(longer.getBytes(StandardCharsets.US_ASCII)))
                        .message())
                .contains("longer than");
    }

    @Test
    void showsNoValues() {
        assertThat(parsed("Message=secret").toString()).contains("Message").doesNotContain("secret");
    }

    @Property
    void readsBackWhateverAnSdkEncodes(@ForAll @Size(max = 12) Map<String, String> fields) {
        Map<String, String> carried = fields.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        field -> asCarried(field.getKey()), field -> asCarried(field.getValue()), (one, other) -> one));

        QueryRequest request = Forms.of(carried);

        carried.forEach((name, value) -> {
            if (!(name.isEmpty() && value.isEmpty())) {
                assertThat(request.text(name)).contains(value);
            }
        });
    }

    @Property
    void decodesLikeTheJdk(@ForAll("encoded") String encoded) {
        assertThat(parsed("v=" + encoded).text("v")).contains(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> encoded() {
        return net.jqwik.api.Arbitraries.of(
                        "a",
                        "Z",
                        "9",
                        "+",
                        "%20",
                        "%3D",
                        "%26",
                        "=",
                        "%c3%A9",
                        "%E2%82%AC",
                        "-",
                        "%00",
                        ",",
                        ">",
                        "$",
                        "*",
                        "plain-text-of-many-bytes")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    /** Lone surrogates cannot be encoded: an SDK sends a question mark for them. */
    private static String asCarried(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static QueryRequest parsed(String form) {
        return Forms.value(QueryRequest.parse(form.getBytes(StandardCharsets.US_ASCII)));
    }
}

package dev.carillon.sns.wire.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class Utf8CheckTest {
    @Property(tries = 5_000)
    void saysWhatTheJdksDecoderSays(@ForAll("nearlyUtf8") byte[] bytes) {
        assertThat(Utf8Check.isWellFormed(bytes, 0, bytes.length)).isEqualTo(decodes(bytes));
    }

    @Property(tries = 5_000)
    void findsEveryCharacterThatXmlCannotCarry(@ForAll("texts") String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean isXml = text.codePoints()
                .allMatch(c -> c == 9 || c == 10 || c == 13 || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF));

        assertThat(Utf8Check.isXml(bytes, 0, bytes.length)).isEqualTo(isXml);
    }

    /** Leads and followers at the edges of what is allowed, between plain text of all lengths. */
    @Provide
    Arbitrary<byte[]> nearlyUtf8() {
        return Arbitraries.of(
                        "a",
                        "plain text",
                        "\u007f",
                        "\u0080",
                        "\u07ff",
                        "\u0800",
                        "\ud7ff",
                        "\ue000",
                        "\uffff",
                        "😀",
                        "\udbff\udfff",
                        "\u00c0x",
                        "\u00c1\u0080",
                        "\u00e0\u009f\u0080",
                        "\u00ed\u00a0\u0080",
                        "\u00f0\u008f\u0080\u0080",
                        "\u00f4\u0090\u0080\u0080",
                        "\u00f5",
                        "\u00ff",
                        "\u00c3",
                        "\u00e2\u0082")
                .flatMap(text -> Arbitraries.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)
                        .map(charset -> text.getBytes(charset)))
                .list()
                .ofMaxSize(8)
                .map(Utf8CheckTest::joined);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a",
                        "eight by",
                        "\t",
                        "\n",
                        "\r",
                        "\u0000",
                        "\u001f",
                        "\u000b",
                        "é",
                        "\ufffd",
                        "\ufffe",
                        "\uffff",
                        "\ud83d\ude00",
                        "\ufeff")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private static boolean decodes(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .hasArray();
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        parts.forEach(whole::writeBytes);
        return whole.toByteArray();
    }
}

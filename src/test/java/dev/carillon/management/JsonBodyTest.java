package dev.carillon.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
    @Test
    void readsAnObject() {
        assertThat(JsonBody.parse(Buffer.buffer("{\"name\":\"a\\u00e9\"}"))
                        .orElseThrow()
                        .get("name")
                        .textValue())
                .isEqualTo("aé");
    }

    @Test
    void readsObjectsAsDeepAsFifty() {
        assertThat(JsonBody.parse(Buffer.buffer(nested(50)))).isPresent();
        assertThat(JsonBody.parse(Buffer.buffer(nested(51)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "7",
                "{",
                "{\"a\":1}{\"b\":2}",
                "{\"a\":1} x",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{'a':1}",
                "{\"a\":NaN}"
            })
    void refusesWhatIsNotOneStrictObject(String text) {
        assertThat(JsonBody.parse(Buffer.buffer(text))).isEmpty();
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] bytes = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'};

        assertThat(JsonBody.parse(Buffer.buffer(bytes))).isEmpty();
    }

    @Test
    void refusesMemberNamesBeyondOneKilobyte() {
        assertThat(JsonBody.parse(Buffer.buffer("{\"" + "n".repeat(2000) + "\":1}")))
                .isEmpty();
    }

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }
}

package dev.carillon.sns.wire.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.sns.wire.SnsAction;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.testing.Keeps;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies of the AWS JSON 1.0 protocol. */
class JsonReplyTest {
    private static final UUID ID = UUID.fromString("3f0c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11");

    @Test
    void writesAResult() {
        byte[] reply = WireProtocol.JSON.result(SnsAction.GET_TOPIC_ATTRIBUTES, "tx", result -> {
            result.attributes(Map.of("b", "{\"x\":1}", "a", "é"));
            result.list("Failed", List.of("1", "2"), (member, id) -> {
                member.text("Id", id);
                member.flag("SenderFault", id.equals("1"));
            });
        });

        assertThat(text(reply))
                .isEqualTo("{\"Attributes\":{\"a\":\"é\",\"b\":\"{\\\"x\\\":1}\"},\"Failed\":"
                        + "[{\"Id\":\"1\",\"SenderFault\":true},{\"Id\":\"2\",\"SenderFault\":false}]}");
    }

    @Test
    void anActionWithoutAResultAnswersAnEmptyObject() {
        assertThat(text(WireProtocol.JSON.empty(SnsAction.DELETE_TOPIC, "tx"))).isEqualTo("{}");
    }

    @Test
    void answersAPublish() {
        assertThat(text(WireProtocol.JSON.published(ID, "tx"))).isEqualTo("{\"MessageId\":\"" + ID + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_PARAMETER, InvalidParameterException",
        "PARAMETER_VALUE_INVALID, InvalidParameterValueException",
        "NOT_FOUND, NotFoundException",
        "INTERNAL_ERROR, InternalErrorException",
        "ACCESS_DENIED, AccessDeniedException",
        "SIGNATURE_DOES_NOT_MATCH, SignatureDoesNotMatch",
    })
    @Keeps("wire.json-errors")
    void namesAnErrorByItsShape(SnsErrorCode code, String shape) {
        assertThat(text(WireProtocol.JSON.error(SnsFault.of(code, "a \"text\""), "tx")))
                .isEqualTo("{\"__type\":\"com.amazonaws.sns#" + shape + "\",\"message\":\"a \\\"text\\\"\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-amz-json-1.0, JSON",
        "application/x-amz-json-1.0; charset=utf-8, JSON",
        "APPLICATION/X-AMZ-JSON-1.0, JSON",
        "application/x-www-form-urlencoded, QUERY",
        "application/json, QUERY",
        "'', QUERY",
    })
    void theTypeOfTheContentNamesTheProtocol(String contentType, WireProtocol protocol) {
        assertThat(WireProtocol.of(contentType)).isEqualTo(protocol);
    }

    private static String text(byte[] reply) {
        return new String(reply, StandardCharsets.UTF_8);
    }
}

package dev.carillon.sns.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
    @ParameterizedTest
    @ValueSource(longs = {-1, 2_048, 65_536, 1_000_000})
    void takesNoMoreThan2KiBBeforeMoreHasCome(long announced) {
        RequestBody body = new RequestBody(announced);

        body.append(Buffer.buffer(new byte[2_048]));

        // Only an array that is full is handed out itself.
        assertThat(body.toBytes()).isSameAs(body.toBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 2_048, 2_049, 100_000})
    void endsInOneArrayOfWhatWasAnnounced(int length) {
        byte[] sent = new byte[length];
        new Random(7).nextBytes(sent);
        RequestBody body = new RequestBody(length);

        for (int start = 0; start < length; start += 1_000) {
            body.append(Buffer.buffer(sent).slice(start, Math.min(length, start + 1_000)));
        }

        assertThat(body.toBytes()).isEqualTo(sent).isSameAs(body.toBytes());
    }

    @Test
    void saysHowMuchMemoryItTakesBeforeItTakesIt() {
        RequestBody body = new RequestBody(10_000);
        int said = body.capacity();
        for (int i = 0; i < 10; i++) {
            said += body.growth(1_000);
            body.append(Buffer.buffer(new byte[1_000]));
            assertThat(body.capacity()).isEqualTo(said).isLessThanOrEqualTo(10_000);
        }
    }

    @Test
    void keepsWhatWasNotAnnounced() {
        RequestBody body = new RequestBody(-1);

        body.append(Buffer.buffer("a".repeat(3_000)));
        body.append(Buffer.buffer("b".repeat(5_000)));

        assertThat(body.length()).isEqualTo(8_000);
        assertThat(body.toBytes()).asString().isEqualTo("a".repeat(3_000) + "b".repeat(5_000));
    }
}

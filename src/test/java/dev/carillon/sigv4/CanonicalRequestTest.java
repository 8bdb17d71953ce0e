package dev.carillon.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanonicalRequestTest {
    @Test
    void showsALogNothingOfWhatTheCallerSays() {
        ByteText text = new ByteText(256);
        text.appendLine("GET");
        text.appendLine("/");
        text.appendLine("Action=Publish&Message=secret&X-Amz-Date=20260131T235959Z");
        text.appendLine("host:localhost");

        assertThat(CanonicalRequest.redacted(text))
                .isEqualTo("GET\n/\nAction=…&Message=…&X-Amz-Date=20260131T235959Z\nhost:localhost\n");
    }
}

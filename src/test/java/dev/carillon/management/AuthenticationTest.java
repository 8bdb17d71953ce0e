package dev.carillon.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.testing.RawConnection;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
    private static final String INFO = "/sns-info?project_id=" + ManagementFixture.PROJECT;

    private final ManagementFixture api =
            ManagementFixture.start(Map.of("CARILLON_LIMITS_FAILED_AUTHENTICATIONS_PER_SECOND", "5"));

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void letsAKnownTokenIn() {
        assertThat(api.client().get(INFO).statusCode()).isEqualTo(200);
    }

    @Test
    void deniesACallWithoutAToken() {
        assertDenied(api.client().withToken("").get(INFO), "invalid_argument");
    }

    @Test
    void deniesATokenThatIsNoUuid() {
        assertDenied(api.client().withToken("secret").get(INFO), "invalid_argument");
    }

    @Test
    void deniesAnUnknownToken() {
        assertDenied(api.client().withToken(UUID.randomUUID()).get(INFO), "not_found");
    }

    @Test
    void deniesAnExpiredToken() {
        assertDenied(api.client().withToken(ManagementFixture.EXPIRED_TOKEN).get(INFO), "expired");
    }

    @Test
    void deniesTwoTokensAtOnce() {
        String token = "X-Auth-Token: " + ManagementFixture.TOKEN + "\r\n";
        try (RawConnection connection = RawConnection.to(api.port())) {
            String reply = connection
                    .send("GET /mnq/v1beta1/regions/fr-par" + INFO + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                            + token + token + "\r\n")
                    .rest();

            assertThat(reply).startsWith("HTTP/1.1 401 ").contains("\"reason\":\"invalid_argument\"");
        }
    }

    @Test
    void asksForTheTokenBeforeItLooksAtAnythingElse() {
        ManagementClient stranger = api.client().withToken("");

        assertDenied(stranger.raw("GET", "/mnq/v1beta1/regions/nowhere/sns-info", ""), "invalid_argument");
        assertDenied(stranger.call("POST", "/activate-sns", "not json"), "invalid_argument");
    }

    @Test
    void refusesAnAddressThatFailsTooOftenUntilTimeHasPassed() {
        for (int failure = 0; failure < 5; failure++) {
            assertDenied(api.client().withToken("").get(INFO), "invalid_argument");
        }

        HttpResponse<String> refused = api.client().get(INFO);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(new JsonObject(refused.body()))
                .isEqualTo(RestError.tooManyRequests(
                                "too many failed authentications from this address",
                                5,
                                api.time().now())
                        .body());

        api.time().advance(Duration.ofSeconds(1));
        assertThat(api.client().get(INFO).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAnAddressThatSendsTooMuchOfWhatIsNoCall() {
        ManagementClient stranger = api.client().withToken("");
        for (int stray = 0; stray < 5; stray++) {
            assertThat(stranger.raw("GET", "/elsewhere", "").statusCode()).isEqualTo(404);
        }

        assertThat(stranger.raw("GET", "/elsewhere", "").statusCode()).isEqualTo(429);
        assertThat(api.client().get(INFO).statusCode()).isEqualTo(429);
    }

    @Test
    void takesNoOffenceAtACallerWhoErrs() {
        for (int stray = 0; stray < 20; stray++) {
            assertThat(api.client().raw("GET", "/elsewhere", "").statusCode()).isEqualTo(404);
        }

        assertThat(api.client().get(INFO).statusCode()).isEqualTo(200);
    }

    private static void assertDenied(HttpResponse<String> reply, String reason) {
        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(new JsonObject(reply.body()))
                .isEqualTo(new JsonObject()
                        .put("type", "denied_authentication")
                        .put("method", "api_key")
                        .put("reason", reason)
                        .put("message", "authentication is denied"));
    }
}

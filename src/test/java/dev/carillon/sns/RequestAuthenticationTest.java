package dev.carillon.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Credential;
import dev.carillon.model.SnsPermissions;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.call.SnsReply;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.testing.Credentials;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.RawConnection;
import dev.carillon.testing.RawConnection.Reply;
import dev.carillon.testing.SignedCalls;
import dev.carillon.testing.VirtualTime;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of failures of the SNS contract, over real sockets, signed by the AWS SDK's signer. */
class RequestAuthenticationTest {
    private static final String DENIED = "You do not have sufficient access to perform this action.";

    private final SnsEndpoint endpoint = new SnsEndpoint().with("CARILLON_REGIONS", "fr-par,nl-ams");

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    @Keeps({"wire.post-form", "wire.reply-type", "wire.request-id", "auth.sigv4"})
    void carriesOutWhatItsCallerSigned() {
        endpoint.start();

        Reply reply = ask(endpoint.holder(), publish());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("Publish of SCWHOLDER: 5");
        assertThat(reply.header("Content-Type")).isEqualTo("text/xml; charset=utf-8");
        assertThat(reply.header("x-amzn-RequestId"))
                .isEqualTo(endpoint.calls().get(0).requestId())
                .startsWith("tx");
    }

    @Test
    @Keeps({"wire.request-id", "auth.unsigned"})
    void refusesAnUnsignedRequest() {
        endpoint.start();

        Reply reply = post("", "Action=ListTopics");

        assertError(reply, 403, "MissingAuthenticationToken");
        assertThat(reply.body()).contains("<RequestId>" + reply.header("x-amzn-RequestId") + "</RequestId>");
        assertThat(endpoint.refusals("MissingAuthenticationToken")).isEqualTo(1);
    }

    @Test
    @Keeps({"auth.region", "auth.denied"})
    void answersAnUnknownADeletedAndAForeignAccessKeyAlike() {
        Credential deleted = endpoint.permit("SCWDELETED", new SnsPermissions(true, true, true));
        endpoint.show(Credentials.of("SCWABROAD", SnsEndpoint.SECRET, "nl-ams"));
        endpoint.showWithout(deleted);
        endpoint.start();

        for (String accessKey : new String[] {"SCWNOBODY", "SCWDELETED", "SCWABROAD"}) {
            Reply reply = ask(endpoint.signer(accessKey, SnsEndpoint.SECRET, SnsEndpoint.REGION), publish());

            assertError(reply, 400, "AccessDeniedException");
            assertThat(reply.body()).contains("<Message>" + DENIED + "</Message>");
        }
        assertThat(endpoint.calls()).isEmpty();
    }

    @Test
    @Keeps({"auth.deactivated", "client.terraform"})
    void refusesTheKeysOfADeactivatedProject() {
        endpoint.start();
        assertThat(ask(endpoint.holder(), publish()).status()).isEqualTo(200);

        endpoint.deactivate();

        assertError(ask(endpoint.holder(), publish()), 400, "AccessDeniedException");
    }

    @Test
    @Keeps("auth.region")
    void refusesARegionThatIsNoLongerConfigured() {
        endpoint.show(Credentials.of("SCWWARSAW", SnsEndpoint.SECRET, "pl-waw"));
        endpoint.start();

        assertError(
                ask(endpoint.signer("SCWWARSAW", SnsEndpoint.SECRET, "pl-waw"), publish()),
                400,
                "AccessDeniedException");
    }

    @Test
    @Keeps("auth.wrong-signature")
    void refusesAnotherSecret() {
        endpoint.start();

        assertError(
                ask(endpoint.signer(SnsEndpoint.ACCESS_KEY, "guessed", SnsEndpoint.REGION), publish()),
                403,
                "SignatureDoesNotMatch");
    }

    @Test
    @Keeps("auth.body")
    void refusesABodyThatWasChangedOnItsWay() {
        endpoint.start();
        String request = text(endpoint.holder().bytes(publish())).replace("Message=hello", "Message=jello");

        assertError(send(request), 403, "SignatureDoesNotMatch");
    }

    @Test
    @Keeps("auth.malformed")
    void refusesAnAuthorizationHeaderOfAnotherForm() {
        endpoint.start();

        assertError(
                post("Authorization: AWS4-HMAC-SHA256 nonsense\r\n", "Action=ListTopics"), 400, "IncompleteSignature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /?Action=ListTopics HTTP/1.1", "GET /nothing HTTP/1.1", "nonsense"})
    @Keeps("wire.date")
    void saysItsTimeSoThatClientsCanSetTheirs(String line) {
        endpoint.by(new VirtualTime(Instant.parse("2026-02-03T04:05:06.7Z"))).start();

        Reply reply = send(line + "\r\nHost: localhost\r\n\r\n");

        assertThat(reply.header("Date")).isEqualTo("Tue, 03 Feb 2026 04:05:06 GMT");
    }

    @Test
    @Keeps("auth.clock-skew")
    void refusesASignatureOfAnotherTime() {
        endpoint.by(new VirtualTime(Instant.now().plusSeconds(1_000))).start();

        assertError(ask(endpoint.holder(), publish()), 400, "RequestExpired");
    }

    @ParameterizedTest
    @CsvSource({
        "Publish, false, true, true",
        "PublishBatch, false, true, true",
        "Subscribe, true, false, true",
        "CreateTopic, true, true, false",
        "DeleteTopic, true, true, false",
        "SetTopicAttributes, true, true, false",
        "TagResource, true, true, false",
        "UntagResource, true, true, false",
        "AddPermission, true, true, false",
        "RemovePermission, true, true, false",
        "Unsubscribe, true, false, false",
        "GetTopicAttributes, true, false, false",
        "GetSubscriptionAttributes, true, false, false",
        "SetSubscriptionAttributes, true, false, false",
        "ListSubscriptions, true, false, false",
        "ListSubscriptionsByTopic, true, false, false",
        "ListTagsForResource, true, false, false",
        "ListTopics, false, false, false",
    })
    @Keeps({
        "auth.not-permitted",
        "permission.manage",
        "permission.publish",
        "permission.receive",
        "permission.receive-or-manage",
        "permission.any"
    })
    void refusesWhatTheCallersPermissionsDoNotAllow(
            String action, boolean canPublish, boolean canReceive, boolean canManage) {
        endpoint.permit("SCWLIMITED", new SnsPermissions(canPublish, canReceive, canManage));
        endpoint.start();

        assertError(
                ask(endpoint.signer("SCWLIMITED", SnsEndpoint.SECRET, SnsEndpoint.REGION), Map.of("Action", action)),
                400,
                "AccessDeniedException");
    }

    @ParameterizedTest
    @CsvSource({
        "Publish, true, false, false",
        "Subscribe, false, true, false",
        "CreateTopic, false, false, true",
        "Unsubscribe, false, true, false",
        "Unsubscribe, false, false, true",
        "ListTagsForResource, false, true, false",
        "ListTagsForResource, false, false, true",
        "ListTopics, true, false, false",
        "ListTopics, false, true, false",
        "ListTopics, false, false, true",
        "ConfirmSubscription, false, false, false",
    })
    @Keeps({
        "permission.manage",
        "permission.publish",
        "permission.receive",
        "permission.receive-or-manage",
        "permission.any",
        "permission.none"
    })
    void carriesOutWhatOnePermissionIsEnoughFor(
            String action, boolean canPublish, boolean canReceive, boolean canManage) {
        endpoint.permit("SCWLIMITED", new SnsPermissions(canPublish, canReceive, canManage));
        endpoint.start();

        assertThat(ask(endpoint.signer("SCWLIMITED", SnsEndpoint.SECRET, SnsEndpoint.REGION), Map.of("Action", action))
                        .body())
                .isEqualTo(action + " of SCWLIMITED: 0");
    }

    @Test
    @Keeps("refusal.unknown-action")
    void namesAnUnknownActionOnlyToWhoeverSigned() {
        endpoint.start();
        Map<String, String> unknown = Map.of("Action", "MakeCoffee");

        Reply reply = ask(endpoint.holder(), unknown);

        assertError(reply, 400, "InvalidAction");
        assertThat(reply.body()).contains("MakeCoffee");
        assertError(
                ask(endpoint.signer(SnsEndpoint.ACCESS_KEY, "guessed", SnsEndpoint.REGION), unknown),
                403,
                "SignatureDoesNotMatch");
        assertError(post("", "Action=MakeCoffee"), 403, "MissingAuthenticationToken");
    }

    @Test
    @Keeps("refusal.not-offered")
    void saysThatAnActionOfAwsIsNotOffered() {
        endpoint.start();

        Reply reply = ask(endpoint.holder(), Map.of("Action", "CreatePlatformEndpoint"));

        assertError(reply, 400, "InvalidAction");
        assertThat(reply.body()).contains("not offered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ConfirmSubscription", "Unsubscribe"})
    @Keeps("auth.links")
    void takesTheLinksInMessagesUnsigned(String action) {
        endpoint.start();

        Reply reply = send("GET /?Action=" + action + "&Token=x HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(reply.body()).isEqualTo(action + " of nobody: 0");
        assertThat(endpoint.calls().get(0).request().text("Token")).contains("x");
    }

    @Test
    @Keeps({"auth.links", "auth.unsigned"})
    void takesNothingElseUnsigned() {
        endpoint.start();

        assertError(
                send("GET /?Action=ListTopics HTTP/1.1\r\nHost: localhost\r\n\r\n"), 403, "MissingAuthenticationToken");
        assertError(send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"), 403, "MissingAuthenticationToken");
        assertError(post("", "Action=Unsubscribe"), 403, "MissingAuthenticationToken");
        assertThat(endpoint.calls()).isEmpty();
    }

    @Test
    void verifiesASignatureEvenWhereNoneIsNeeded() {
        endpoint.start();
        Map<String, String> confirm = Map.of("Action", "ConfirmSubscription", "Token", "x");

        assertError(
                ask(endpoint.signer(SnsEndpoint.ACCESS_KEY, "guessed", SnsEndpoint.REGION), confirm),
                403,
                "SignatureDoesNotMatch");
        assertThat(ask(endpoint.holder(), confirm).body()).isEqualTo("ConfirmSubscription of SCWHOLDER: 0");
    }

    @Test
    void takesTheJsonProtocolWhereItsTypeIsSigned() {
        endpoint.start();
        String request = text(endpoint.holder().bytes(publish()))
                .replace("application/x-www-form-urlencoded; charset=utf-8", "application/x-amz-json-1.0");
        // The content type is signed; a request that holds the other one is another request.
        Reply forged = send(request);
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.body()).contains("\"__type\":\"com.amazonaws.sns#SignatureDoesNotMatch\"");

        Reply form = send(text(endpoint.holder().bytes(publish(), "application/x-amz-json-1.0")));

        assertThat(form.status()).isEqualTo(400);
        assertThat(form.body()).contains("Invalid request: the body is not one well-formed JSON object");
    }

    @Test
    void refusesOtherTypesOfContentInWords() {
        endpoint.start();

        Reply reply = send(text(endpoint.holder().bytes(publish(), "application/json")));

        assertError(reply, 400, "InvalidParameter");
        assertThat(reply.body()).contains("must be application/x-www-form-urlencoded or application/x-amz-json-1.0");
    }

    @Test
    void silencesAnAddressThatFailsTooOften() {
        VirtualTime time = new VirtualTime(Instant.now());
        endpoint.with("CARILLON_LIMITS_FAILED_AUTHENTICATIONS_PER_SECOND", "3")
                .by(time)
                .start();
        for (int i = 0; i < 3; i++) {
            assertError(post("", "Action=ListTopics"), 403, "MissingAuthenticationToken");
        }

        Reply silenced = ask(endpoint.holder(), publish());
        assertError(silenced, 429, "Throttled");
        assertThat(silenced.header("Retry-After")).isEqualTo("1");

        time.advance(SnsEndpoint.seconds(1));
        assertThat(ask(endpoint.holder(), publish()).status()).isEqualTo(200);
    }

    @Test
    void silencesAnAddressThatGuessesTokens() {
        VirtualTime time = new VirtualTime(Instant.now());
        SnsFault wrong = SnsFault.invalidParameter("Invalid token");
        endpoint.with("CARILLON_LIMITS_FAILED_AUTHENTICATIONS_PER_SECOND", "3")
                .by(time)
                .answering(call -> Future.succeededFuture(SnsReply.refused(wrong, call.requestId(), call.protocol())))
                .start();
        String unsubscribe = "GET /?Action=Unsubscribe HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String guess = "GET /?Action=ConfirmSubscription&Token=x HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (int i = 0; i < 3; i++) {
            assertError(send(unsubscribe), 400, "InvalidParameter");
            assertError(ask(endpoint.holder(), Map.of("Action", "ConfirmSubscription")), 400, "InvalidParameter");
        }
        for (int i = 0; i < 3; i++) {
            assertError(send(guess), 400, "InvalidParameter");
        }

        assertError(send(guess), 429, "Throttled");
        assertThat(endpoint.calls()).hasSize(9);
    }

    @Test
    void passesTheTraceOn() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        endpoint.start();

        send("GET /?Action=Unsubscribe HTTP/1.1\r\nHost: localhost\r\ntraceparent: " + trace + "\r\n\r\n");
        send("GET /?Action=Unsubscribe HTTP/1.1\r\nHost: localhost\r\ntraceparent: 00-0-0-0\r\n\r\n");

        assertThat(endpoint.calls()).extracting(SnsCall::traceParent).containsExactly(trace, "");
    }

    private static void assertError(Reply reply, int status, String code) {
        assertThat(reply.body()).contains("<Code>" + code + "</Code>");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("text/xml; charset=utf-8");
    }

    private static Map<String, String> publish() {
        return new HashMap<>(Map.of("Action", "Publish", "Message", "hello"));
    }

    private Reply ask(SignedCalls signer, Map<String, String> parameters) {
        return send(text(signer.bytes(parameters)));
    }

    private Reply post(String headers, String form) {
        return send("POST / HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: " + form.length() + "\r\n\r\n"
                + form);
    }

    private Reply send(String request) {
        try (RawConnection connection = endpoint.connect()) {
            return connection.send(request).reply();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

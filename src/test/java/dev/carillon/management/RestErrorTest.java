package dev.carillon.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.catalog.change.WriteOutcome;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rows of the error table, member by member; other tests see them on the wire. */
class RestErrorTest {
    private static final RestReply REFUSAL = RestError.notFound("credentials", "id");

    @Test
    void namesEveryInvalidArgument() {
        RestReply reply = RestError.invalidArguments(
                List.of(InvalidArgument.required("name"), InvalidArgument.constraint("page", "value must be 1")));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).isEqualTo(new JsonObject("""
                                {"type":"invalid_arguments","message":"invalid argument(s)","details":[
                                {"argument_name":"name","reason":"required","help_message":"value is required"},
                                {"argument_name":"page","reason":"constraint","help_message":"value must be 1"}]}"""));
    }

    @Test
    void saysWhatExistsAlready() {
        RestReply reply = RestError.alreadyExists("MnqSNSNamespace", "p", "help");

        assertThat(reply.statusCode()).isEqualTo(409);
        assertThat(reply.body()).isEqualTo(new JsonObject("""
                                {"type":"already_exists","message":"resource already exists","resource":"MnqSNSNamespace",
                                "resource_id":"p","help_message":"help"}"""));
    }

    @Test
    void saysWhichPreconditionFailed() {
        RestReply reply = RestError.preconditionFailed("unknown_precondition", "help");

        assertThat(reply.statusCode()).isEqualTo(412);
        assertThat(reply.body()).isEqualTo(new JsonObject("""
                                {"type":"precondition_failed","message":"precondition is not respected",
                                "precondition":"unknown_precondition","help_message":"help"}"""));
    }

    @Test
    void saysWhichQuotaIsExceeded() {
        RestReply reply = WriteReply.of(
                new WriteOutcome.LimitReached<>(100, 101), ManagementFixture.PROJECT, done -> REFUSAL, REFUSAL);

        assertThat(reply.statusCode()).isEqualTo(403);
        assertThat(reply.body()).isEqualTo(new JsonObject("""
                                {"type":"quotas_exceeded","message":"quota exceeded for this resource","details":[
                                {"resource":"credentials","quota":100,"current":101,
                                "project_id":"11111111-1111-4111-8111-111111111111"}]}"""));
    }

    @Test
    void saysWhenTooManyRequestsMayGoOn() {
        RestReply reply = RestError.tooManyRequests("help", 20, Instant.parse("2026-01-15T10:30:00Z"));

        assertThat(reply.statusCode()).isEqualTo(429);
        assertThat(reply.headers()).containsEntry("Retry-After", "1");
        assertThat(reply.body()).isEqualTo(new JsonObject("""
                                {"type":"too_many_requests","message":"too many requests","help_message":"help",
                                "limit":{"quota":20,"window_seconds":1},"reset_seconds":1,
                                "reset_at":"2026-01-15T10:30:01.000000Z"}"""));
    }

    @Test
    void asksToComeBackWhenTheDatabaseIsAway() {
        RestReply reply = WriteReply.of(
                new WriteOutcome.Unavailable<UUID>("connection refused"),
                ManagementFixture.PROJECT,
                done -> REFUSAL,
                REFUSAL);

        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.headers()).containsEntry("Retry-After", "1");
        assertThat(reply.body()).isEqualTo(new JsonObject("""
                                {"type":"service_unavailable","message":"the database is not available"}"""));
    }

    @Test
    void answersWithTheRefusalOfTheCallInEveryOtherCase() {
        assertThat(List.of(
                        new WriteOutcome.Missing<UUID>(),
                        new WriteOutcome.Inactive<UUID>(),
                        new WriteOutcome.Existed<>(UUID.randomUUID())))
                .allSatisfy(outcome -> assertThat(WriteReply.of(
                                outcome, ManagementFixture.PROJECT, done -> RestReply.noContent(), REFUSAL))
                        .isEqualTo(REFUSAL));
    }
}

package dev.carillon.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.policy.AccessPolicy.Grant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic's {@code Policy}: "stored and echoed; AWS's default document when never set". */
class AccessPolicyTest {
    private static final String ONE = """
            {"Version":"2012-10-17","Statement":{"Sid":"a","Effect":"Allow","Principal":"*","Action":"sns:Publish",\
            "Resource":"arn:t"}}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ONE,
                """
                { "Statement" : [ { "Effect" : "Deny", "NotPrincipal" : {"AWS":"1"}, "Action" : ["SNS:PUBLISH", "sns:Receive"],
                  "Resource" : ["arn:t"], "Condition" : {"StringEquals":{"a":"b"}} } ] }""",
            })
    void takesWhatAwsTakes(String document) {
        assertThat(AccessPolicyCheck.objection(document)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "[]",
                "{}",
                "{\"Statement\":[]}",
                "{\"Statement\":\"x\"}",
                "{\"Statement\":[1]}",
                "{\"Version\":\"2020-01-01\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sns:Publish\",\"Resource\":\"t\"}}",
                "{\"Statement\":{\"Effect\":\"allow\",\"Principal\":\"*\",\"Action\":\"sns:Publish\",\"Resource\":\"t\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sns:Publish\",\"Resource\":\"t\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Resource\":\"t\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sns:Publish\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Principal\":\"1\",\"Action\":\"sns:Publish\",\"Resource\":\"t\"}}",
            })
    void saysTheSameOfAllThatIsMalformed(String document) {
        assertThat(AccessPolicyCheck.objection(document)).contains("Error: null");
    }

    @Test
    void refusesADocumentThatIsTooLongOrTooDeep() {
        assertThat(AccessPolicyCheck.objection(ONE.replace("arn:t", "x".repeat(30_720))))
                .contains("Error: longer than 30720 bytes");
        assertThat(AccessPolicyCheck.objection(ONE.replace("\"arn:t\"", "[".repeat(60) + "]".repeat(60))))
                .contains("Error: null");
    }

    @ParameterizedTest
    @CsvSource({"SNS:*", "sns:CreateTopic", "Publish", "sqs:SendMessage", "*"})
    void refusesActionsThatDoNotConcernATopic(String action) {
        assertThat(AccessPolicyCheck.objection(ONE.replace("sns:Publish", action)))
                .contains("statement action out of service scope!");
    }

    @Test
    void refusesAStatementOnSeveralTopics() {
        assertThat(AccessPolicyCheck.objection(ONE.replace("\"arn:t\"", "[\"arn:t\",\"arn:u\"]")))
                .contains("statement must apply to a single resource!");
    }

    @Test
    void addsAStatementBehindTheOthersAndTakesItAwayAgain() {
        AccessPolicy before = AccessPolicy.of(ONE);

        AccessPolicy added = before.with(new Grant("b", List.of("p1", "p2"), List.of("SNS:Publish"), "arn:t"));

        assertThat(added.document()).isEqualTo("""
                {"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Principal":"*","Action":"sns:Publish",\
                "Resource":"arn:t"},{"Sid":"b","Effect":"Allow","Principal":{"AWS":["p1","p2"]},"Action":"SNS:Publish",\
                "Resource":"arn:t"}]}""");
        assertThat(before.hasStatement("b")).isFalse();
        assertThat(added.hasStatement("b")).isTrue();
        assertThat(added.without("b").without("no").hasStatement("b")).isFalse();
        assertThat(added.without("b").hasStatement("a")).isTrue();
    }
}

package dev.carillon.sns;

import static dev.carillon.sns.OpenActions.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Credential;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsAction;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.testing.Keeps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** "Botocore's own model is the list of actions, parameters and error codes": each is answered, or refused by name. */
class ActionTableTest {
    /** What every action may answer: the contract's table "Authentication". */
    private static final Set<String> COMMON = Set.of(
            "MissingAuthenticationToken",
            "AccessDeniedException",
            "SignatureDoesNotMatch",
            "IncompleteSignature",
            "RequestExpired",
            "InvalidAction",
            "RequestEntityTooLarge",
            "Throttled",
            "ServiceUnavailable",
            "InternalError");

    private static OpenActions actions;
    private Credential caller;
    private String topic;
    private String subscription;

    @BeforeAll
    static void open() throws Exception {
        actions = OpenActions.open();
    }

    @BeforeEach
    void subscribe() throws Exception {
        caller = actions.newCaller();
        topic = actions.newTopic(caller, "orders");
        subscription = OpenActions.only(
                "SubscriptionArn",
                actions.call(
                        caller,
                        SnsAction.SUBSCRIBE,
                        "TopicArn",
                        topic,
                        "Protocol",
                        "lambda",
                        "Endpoint",
                        "https://f.example/"));
    }

    @AfterAll
    static void close() throws Exception {
        actions.close();
    }

    static Stream<String> modelled() {
        return ServiceModel.actions().keySet().stream();
    }

    @Test
    void theModelHasFortyTwoActions() {
        assertThat(ServiceModel.actions()).hasSize(42);
        assertThat(ServiceModel.actions().keySet())
                .containsAll(Arrays.stream(SnsAction.values())
                        .map(SnsAction::wireName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("modelled")
    @Keeps({"refusal.not-offered", "actions.offered"})
    void everyActionIsReadOrRefusedByName(String name) {
        Checked<SnsAction> found = SnsAction.find(Optional.of(name));

        String said = found.fold(SnsAction::wireName, fault -> fault.code() + ": " + fault.message());
        assertThat(said)
                .isIn(
                        name,
                        "INVALID_ACTION: The action " + name
                                + " is not offered here: SMS, mobile push and data protection are not supported.");
    }

    @Test
    @Keeps("actions.offered")
    void nineteenActionsAreOffered() {
        assertThat(modelled().filter(name -> SnsAction.find(Optional.of(name)).fold(action -> true, fault -> false)))
                .hasSize(19);
    }

    /** Asks for the impossible in many ways. */
    @ParameterizedTest
    @EnumSource
    @Keeps("actions.errors")
    void anActionAnswersOnlyErrorsThatItsModelAllows(SnsAction action) throws Exception {
        Set<String> allowed =
                new HashSet<>(ServiceModel.actions().get(action.wireName()).keySet());
        allowed.addAll(COMMON);
        Set<String> answered = new HashSet<>();

        for (String[] request : requests()) {
            String reply = actions.call(caller, action, request);
            answered.addAll(all("Code", reply));
            assertThat(reply).as(String.join(" ", request)).doesNotContain("InternalError");
        }

        assertThat(allowed).containsAll(answered);
        assertThat(answered).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyErrorIsOneOfTheModelOrCommonToAllActions(SnsErrorCode code) {
        Map<String, String> shapes = ServiceModel.actions().values().stream()
                .flatMap(codes -> codes.entrySet().stream())
                .distinct()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(COMMON.contains(code.wireCode()) || shapes.containsKey(code.wireCode()))
                .isTrue();
        assertThat(code.shape()).isEqualTo(shapes.getOrDefault(code.wireCode(), code.wireCode()));
    }

    private List<String[]> requests() {
        String absent = topic + "-not";
        String foreign =
                topic.replace(caller.scope().project().owner(), "project-3f0c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11");
        List<String[]> requests = new ArrayList<>();
        for (String arn : new String[] {"", "x", absent, foreign, topic, subscription, absent + ":" + caller.id()}) {
            for (String text : new String[] {"", "x", "\u0001", "a b", "true", "{}", "{\"a\":", "é".repeat(300)}) {
                requests.add(request(arn, text));
            }
        }
        requests.add(new String[0]);
        requests.add(tooManyTags());
        requests.add(batch(11, "m"));
        requests.add(batch(2, "m".repeat(200_000)));
        return requests;
    }

    /** One text for everything that any action takes, but for the ARNs. */
    private static String[] request(String arn, String text) {
        List<String> request = new ArrayList<>();
        for (String name : new String[] {"TopicArn", "ResourceArn", "SubscriptionArn"}) {
            request.addAll(List.of(name, arn));
        }
        for (String name : new String[] {
            "Name",
            "Message",
            "Subject",
            "MessageStructure",
            "Protocol",
            "Endpoint",
            "Token",
            "Label",
            "NextToken",
            "AttributeName",
            "AttributeValue",
            "AuthenticateOnUnsubscribe",
            "Attributes.entry.1.key",
            "Attributes.entry.1.value",
            "Tags.member.1.Key",
            "Tags.member.1.Value",
            "TagKeys.member.1",
            "AWSAccountId.member.1",
            "ActionName.member.1",
            "MessageAttributes.entry.1.Name",
            "MessageAttributes.entry.1.Value.DataType",
            "PublishBatchRequestEntries.member.1.Id",
            "PublishBatchRequestEntries.member.1.Message"
        }) {
            request.addAll(List.of(name, text));
        }
        return request.toArray(String[]::new);
    }

    private String[] tooManyTags() {
        List<String> request = new ArrayList<>(List.of("Name", "tagged", "ResourceArn", topic));
        for (int i = 0; i <= 50; i++) {
            request.addAll(List.of("Tags.member." + i + ".Key", "k" + i, "Tags.member." + i + ".Value", ""));
        }
        return request.toArray(String[]::new);
    }

    private String[] batch(int entries, String message) {
        List<String> request = new ArrayList<>(List.of("TopicArn", topic, "Message", message + message));
        for (int i = 1; i <= entries; i++) {
            String entry = "PublishBatchRequestEntries.member." + i;
            request.addAll(List.of(entry + ".Id", "i" + i, entry + ".Message", message));
        }
        return request.toArray(String[]::new);
    }
}

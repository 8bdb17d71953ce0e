package dev.carillon.filter;

import static dev.carillon.filter.Filters.array;
import static dev.carillon.filter.Filters.number;
import static dev.carillon.filter.Filters.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.filter.policy.FilterPolicy;
import dev.carillon.filter.policy.FilterScope;
import dev.carillon.model.MessageAttribute;
import dev.carillon.model.Protocol;
import dev.carillon.push.envelope.ProtocolTexts;
import dev.carillon.testing.Keeps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which subscriptions a message reaches. */
class FilterMachineTest {
    private static final MessageAttribute STORE = text("store", "fans");
    private static final MessageAttribute INTERESTS =
            array("interests", "[\"baseball\", \"basketball\", 5, true, null]");
    private static final MessageAttribute PRICE = number("price", "210.75");
    private static final MessageAttribute BINARY = new MessageAttribute("key", "Binary", "AAAA");

    /** From the pages of the AWS SNS developer guide on string, numeric and key matching, and their kin. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"store\":[\"fans\"]} | true",
                "{\"store\":[\"Fans\"]} | false",
                "{\"store\":[\"other\",\"fans\"]} | true",
                "{\"store\":[{\"anything-but\":[\"fans\"]}]} | false",
                "{\"store\":[{\"anything-but\":{\"prefix\":\"fa\"}}]} | false",
                "{\"store\":[{\"prefix\":\"fa\"}]} | true",
                "{\"store\":[{\"suffix\":\"ns\"}]} | true",
                "{\"store\":[{\"equals-ignore-case\":\"FANS\"}]} | true",
                "{\"store\":[{\"wildcard\":\"f*s\"}]} | true",
                "{\"store\":[{\"exists\":true}]} | true",
                "{\"store\":[{\"exists\":false}]} | false",
                "{\"shop\":[{\"exists\":false}]} | true",
                "{\"shop\":[{\"exists\":true}]} | false",
                "{\"shop\":[{\"anything-but\":\"x\"}]} | false",
                "{\"interests\":[\"rugby\",\"baseball\"]} | true",
                "{\"interests\":[5]} | true",
                "{\"interests\":[true]} | true",
                "{\"interests\":[null]} | true",
                "{\"interests\":[\"5\"]} | false",
                "{\"interests\":[{\"anything-but\":[\"baseball\"]}]} | true",
                "{\"price\":[210.75]} | true",
                "{\"price\":[2.1075e2]} | true",
                "{\"price\":[\"210.75\"]} | false",
                "{\"price\":[{\"numeric\":[\">\", 200, \"<=\", 300]}]} | true",
                "{\"price\":[{\"numeric\":[\"<\", 210.75]}]} | false",
                "{\"price\":[{\"prefix\":\"2\"}]} | false",
                "{\"price\":[{\"anything-but\":100}]} | true",
                "{\"store\":[\"fans\"],\"price\":[210.75]} | true",
                "{\"store\":[\"fans\"],\"price\":[1]} | false",
                "{\"$or\":[{\"store\":[\"x\"]},{\"price\":[210.75]}]} | true",
                "{\"key\":[{\"exists\":true}]} | false",
                "{\"key\":[{\"exists\":false}]} | true",
            })
    @Keeps({"filter.operators", "filter.attributes", "filter.exists-false"})
    void comparesAttributes(String policy, boolean isMatch) {
        assertThat(Filters.matches(policy, STORE, INTERESTS, PRICE, BINARY)).isEqualTo(isMatch);
    }

    @Test
    @Keeps("filter.exists-false")
    void matchesNoMessageWithoutAttributes() {
        assertThat(Filters.matches("{\"store\":[{\"exists\":false}]}")).isFalse();
    }

    @Test
    void takesAnArrayThatIsNoneForAbsent() {
        MessageAttribute broken = array("interests", "[\"baseball\"");

        assertThat(Filters.matches("{\"interests\":[\"baseball\"]}", broken)).isFalse();
        assertThat(Filters.matches("{\"interests\":[{\"exists\":true}]}", broken))
                .isFalse();
    }

    @Test
    @Keeps("filter.attributes")
    void knowsLabelledTypes() {
        assertThat(Filters.matches("{\"n\":[5]}", new MessageAttribute("n", "Number.int", "5.0")))
                .isTrue();
        assertThat(Filters.matches("{\"s\":[\"x\"]}", new MessageAttribute("s", "String.label", "x")))
                .isTrue();
        assertThat(Filters.matches("{\"a\":[\"x\"]}", new MessageAttribute("a", "String.Array.label", "[\"x\"]")))
                .isTrue();
        assertThat(Filters.matches("{\"b\":[{\"exists\":true}]}", new MessageAttribute("b", "Binary.png", "AAAA")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":[\"b\"]} | {\"a\":\"b\"} | true",
                "{\"a\":[\"b\"]} | {\"a\":[\"c\",\"b\"]} | true",
                "{\"a\":{\"b\":[1]}} | {\"a\":{\"b\":1,\"c\":2}} | true",
                "{\"a.b\":[1]} | {\"a\":{\"b\":1}} | true",
                "{\"a\":[\"b\"]} | [\"b\"] | false",
                "{\"a\":[\"b\"]} | {\"a\":\"b\" | false",
                "{\"a\":[\"b\"]} | {\"a\":\"b\"} and more | false",
                "{\"a\":[\"b\"]} | hello | false",
                "{\"a\":[{\"exists\":false}]} | hello | false",
                "{\"a\":[{\"exists\":false}]} | {\"b\":1} | true",
                "{\"a\":[{\"exists\":true}]} | {\"a\":null} | false",
                "{\"a\":[{\"exists\":true}]} | {\"a\":\"\"} | false",
                "{\"a\":[{\"exists\":true}]} | {\"a\":{\"b\":1}} | false",
                "{\"a\":[{\"cidr\":\"10.0.0.0/8\"}]} | {\"a\":\"10.200.1.1\"} | true",
                "{\"a\":[{\"cidr\":\"2001:db8::/32\"}]} | {\"a\":\"2001:DB8:1::7\"} | true",
                "{\"items\":{\"id\":[1],\"ok\":[true]}} | {\"items\":[{\"id\":1,\"ok\":false},{\"id\":1,\"ok\":true}]} | true",
                "{\"items\":{\"id\":[1],\"ok\":[true]}} | {\"items\":[{\"id\":1,\"ok\":false},{\"id\":2,\"ok\":true}]} | false",
                "{\"a\":{\"x\":[1]},\"b\":{\"x\":[2]}} | {\"a\":[{\"x\":0},{\"x\":1}],\"b\":[{\"x\":2}]} | true",
            })
    @Keeps({"filter.body", "filter.not-json", "filter.operators"})
    void comparesBodies(String policy, String body, boolean isMatch) {
        assertThat(Filters.matchesBody(policy, body)).isEqualTo(isMatch);
    }

    @Test
    void looksAtTheTextOfTheSubscriptionsProtocolInAStructuredMessage() {
        FilterPolicy policy = Filters.policy("{\"a\":[1]}", FilterScope.MESSAGE_BODY);
        FilterMachine machine = new FilterMachine(
                List.of(
                        new SubscriptionFilter(7, Protocol.HTTP, policy),
                        new SubscriptionFilter(8, Protocol.LAMBDA, policy)),
                ProtocolTexts::of);

        Audience audience =
                machine.match(Filters.structured("{\"default\":\"{\\\"a\\\":2}\",\"lambda\":\"{\\\"a\\\":1}\"}"));

        assertThat(audience.includes(7)).isFalse();
        assertThat(audience.includes(8)).isTrue();
    }

    @Test
    void includesWhoeverHasNoFilter() {
        assertThat(Filters.machine(FilterScope.MESSAGE_BODY, "{\"a\":[1]}")
                        .match(Filters.body("hello"))
                        .includes(5))
                .isTrue();
        assertThat(new FilterMachine(List.of(), ProtocolTexts::of)
                        .match(Filters.body("hello"))
                        .includes(0))
                .isTrue();
    }

    @Test
    void forgetsOneMessageBeforeTheNext() {
        FilterMachine machine =
                Filters.machine(FilterScope.MESSAGE_BODY, "{\"a\":[1],\"b\":[2]}", "{\"b\":[{\"exists\":false}]}");

        assertThat(machine.match(Filters.body("{\"a\":1,\"b\":2}")).matched()).containsExactly(0L);
        assertThat(machine.match(Filters.body("{\"a\":1}")).matched()).containsExactly(1L);
        assertThat(machine.match(Filters.body("{\"b\":2}")).matched()).isEmpty();
        assertThat(machine.match(Filters.body("{\"a\":1,\"b\":2}")).matched()).containsExactly(0L);
    }

    /** Looked up one after another, these would be a thousand million comparisons. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void compilesManyPatternsThatAreHashedAlike() {
        List<String> policies = IntStream.range(0, 200)
                .mapToObj(policy -> IntStream.range(150 * policy, 150 * policy + 150)
                        .mapToObj(number -> "\"" + AlikeTexts.text(number) + "\"")
                        .collect(Collectors.joining(",", "{\"a\":[", "]}")))
                .toList();
        FilterMachine machine = Filters.machine(FilterScope.MESSAGE_BODY, policies);

        Audience audience = machine.match(Filters.body("{\"a\":\"" + AlikeTexts.text(150 * 77) + "\"}"));

        assertThat(audience.matched()).containsExactly(77L);
    }

    /** Whatever the first condition finds, and it finds all of them, costs no more than this. */
    @Test
    @Timeout(20)
    @Keeps("filter.bounded")
    void cutsOffAMessageThatTakesTooMuch() {
        List<String> policies = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            policies.add("{\"a\":[{\"wildcard\":\"*a*a*a*a*b" + i + "\"}]}");
        }
        FilterMachine machine = Filters.machine(FilterScope.MESSAGE_BODY, policies);

        Audience audience = machine.match(Filters.body("{\"a\":\"" + "a".repeat(250_000) + "\"}"));

        assertThat(audience.isCut()).isTrue();
        assertThat(audience.includes(0)).isFalse();
        assertThat(machine.match(Filters.body("{\"a\":\"aaaab7\"}")).matched()).containsExactly(7L);
    }

    @Test
    @Timeout(20)
    @Keeps("filter.bounded")
    void cutsOffManyArraysWithinArrays() {
        String element = "{\"x\":1,\"y\":2}";
        String body = "{\"l\":[" + String.join(",", Collections.nCopies(15_000, element)) + "]}";
        List<String> policies = IntStream.range(0, 200)
                .mapToObj(i -> "{\"l\":{\"x\":[1," + (i + 10) + "],\"y\":[3,{\"anything-but\":\"" + i + "\"}]}}")
                .toList();

        assertThat(Filters.machine(FilterScope.MESSAGE_BODY, policies)
                        .match(Filters.body(body))
                        .isCut())
                .isTrue();
    }

    @Test
    void cutsOffABodyThatIsNestedTooDeep() {
        String body = "{\"a\":1,\"b\":" + "[".repeat(60) + "]".repeat(60) + "}";

        Audience audience =
                Filters.machine(FilterScope.MESSAGE_BODY, "{\"a\":[1]}").match(Filters.body(body));

        assertThat(audience.isCut()).isTrue();
        assertThat(audience.includes(0)).isFalse();
    }
}

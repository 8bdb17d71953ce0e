package dev.carillon.filter.policy;

import static dev.carillon.filter.policy.FilterScope.MESSAGE_ATTRIBUTES;
import static dev.carillon.filter.policy.FilterScope.MESSAGE_BODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.filter.Filters;
import dev.carillon.testing.Keeps;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be in a filter policy, and what is said of the rest. */
class FilterPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"store\":[\"example_corp\"]}",
                "{\"price\":[100, 1.5, -3e2, 12345678901234567890]}",
                "{\"a\":[true, false, null]}",
                "{\"a\":[{\"prefix\":\"b\"}, {\"suffix\":\"c\"}, {\"equals-ignore-case\":\"D\"}]}",
                "{\"a\":[{\"prefix\":{\"equals-ignore-case\":\"b\"}}, {\"suffix\":{\"equals-ignore-case\":\"c\"}}]}",
                "{\"a\":[{\"anything-but\":\"b\"}, {\"anything-but\":[\"b\",\"c\"]}, {\"anything-but\":5}, {\"anything-but\":[5, 6]}]}",
                "{\"a\":[{\"anything-but\":{\"prefix\":\"b\"}}, {\"anything-but\":{\"suffix\":[\"b\",\"c\"]}}]}",
                "{\"a\":[{\"anything-but\":{\"wildcard\":\"b*\"}}, {\"anything-but\":{\"equals-ignore-case\":\"b\"}}]}",
                "{\"a\":[{\"numeric\":[\"=\", 5]}, {\"numeric\":[\">\", 0, \"<=\", 150]}]}",
                "{\"a\":[{\"exists\":true}], \"b\":[{\"exists\":false}]}",
                "{\"a\":[{\"cidr\":\"10.0.0.0/24\"}], \"b\":[{\"wildcard\":\"a*c\"}], \"c\":[{\"exactly\":\"d\"}]}",
                "{\"source\":[\"s\"], \"$or\":[{\"a\":[1]}, {\"b\":[2], \"c\":[3]}, {\"d\":[4]}]}",
            })
    @Keeps("filter.operators")
    void acceptsEveryOperatorInBothScopes(String policy) {
        assertThat(Filters.refusal(policy, MESSAGE_ATTRIBUTES)).isEqualTo("accepted");
        assertThat(Filters.refusal(policy, MESSAGE_BODY)).isEqualTo("accepted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]           | Filter is not an object\\n at [Source: (String)\"[]\"; line: 1, column: 2]",
                "{\"a\":\"b\"}  | \"a\" must be an object or an array\\n at [Source: (String)\"{\"a\":\"b\"}\"; line: 1, column: 7]",
                "{\"a\":[]}    | Empty arrays are not allowed\\n at [Source: (String)\"{\"a\":[]}\"; line: 1, column: 8]",
                "{\"a\":[[\"b\"]]} | Match value must be String, number, true, false, or null\\n at [Source: (String)\"{\"a\":[[\"b\"]]}\"; line: 1, column: 8]",
                "{\"a\":[{\"suffix\":1}]} | suffix match pattern must be a string\\n at [Source: (String)\"{\"a\":[{\"suffix\":1}]}\"; line: 1, column: 18]",
                "{\"a\":[{\"like\":\"b\"}]} | Unrecognized match type like\\n at [Source: (String)\"{\"a\":[{\"like\":\"b\"}]}\"; line: 1, column: 16]",
                "{\"a\":[{\"prefix\":\"b\",\"suffix\":\"c\"}]} | Only one key allowed in match expression\\n at [Source: (String)\"{\"a\":[{\"prefix\":\"b\",\"suffix\":\"c\"}]}\"; line: 1, column: 31]",
                "{\"a\":[{\"exists\":\"yes\"}]} | exists match pattern must be either true or false.\\n at [Source: (String)\"{\"a\":[{\"exists\":\"yes\"}]}\"; line: 1, column: 18]",
                "{\"a\":[{\"numeric\":[\"<\",\"5\"]}]} | Value of < must be numeric\\n at [Source: (String)\"{\"a\":[{\"numeric\":[\"<\",\"5\"]}]}\"; line: 1, column: 24]",
                "{\"a\":[{\"numeric\":[\">\",5,\"<\",1]}]} | Bottom must be less than top\\n at [Source: (String)\"{\"a\":[{\"numeric\":[\">\",5,\"<\",1]}]}\"; line: 1, column: 31]",
                "{\"a\":[{\"cidr\":\"10.0.0.0\"}]} | Malformed CIDR, one '/' required",
                "{\"$or\":[{\"a\":[\"b\"]}]} | There must have at least 2 Objects in $or relationship.\\n at [Source: (String)\"{\"$or\":[{\"a\":[\"b\"]}]}\"; line: 1, column: 21]",
                "{\"a\":{\"b\":[\"c\"]}} | Filter policy scope MessageAttributes does not support nested filter policy",
                "{\"a\":[1],\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1],\"f\":[1]} | Filter policy can not have more than 5 keys",
            })
    @Keeps({"filter.texts", "filter.nesting", "filter.keys"})
    void refusesWithTheTextsOfAws(String policy, String text) {
        assertThat(Filters.refusal(policy, MESSAGE_ATTRIBUTES)).isEqualTo(text.replace("\\n", "\n"));
    }

    @Test
    @Keeps("filter.keys")
    void takesFiveKeys() {
        assertThat(Filters.refusal("{\"a\":[1],\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1]}", MESSAGE_ATTRIBUTES))
                .isEqualTo("accepted");
        assertThat(Filters.refusal("{\"a\":{\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1],\"f\":[1]}}", MESSAGE_BODY))
                .isEqualTo("accepted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[\"b\"]",
                "{\"a\" \"b\"}",
                "{\"a\":[\"b\"]} x",
                "{\"a\":[1],\"a\":[2]}",
                "{\"a\":[1e9999999999]}",
                "store"
            })
    @Keeps("filter.json")
    void refusesWhatIsNoJson(String policy) {
        assertThat(Filters.refusal(policy, MESSAGE_BODY)).startsWith("failed to parse JSON. ");
    }

    @Test
    @Keeps("filter.combinations")
    void allowsOneHundredAndFiftyCombinations() {
        String fifty = "\"a\":[" + numbers(50) + "]";

        assertThat(Filters.refusal("{" + fifty + ",\"b\":[1,2,3]}", MESSAGE_ATTRIBUTES))
                .isEqualTo("accepted");
        assertThat(Filters.refusal("{" + fifty + ",\"b\":[1,2,3,4]}", MESSAGE_ATTRIBUTES))
                .isEqualTo("Filter policy is too complex");
    }

    /** The example of AWS's page, "Filter policy constraints": (4 x 3) x (3 x 2) x (2 x 3) and so on. */
    @Test
    @Keeps("filter.combinations")
    void countsAValueOnceForEachNameThatLeadsToIt() {
        String nested = "{\"key_a\":{\"key_b\":{\"key_c\":[%s]}},\"key_d\":{\"key_e\":[\"x\",\"y\",\"z\"]}}";

        assertThat(Filters.refusal(String.format(nested, numbers(8)), MESSAGE_BODY))
                .isEqualTo("accepted");
        assertThat(Filters.refusal(String.format(nested, numbers(9)), MESSAGE_BODY))
                .isEqualTo("Filter policy is too complex");
    }

    @Test
    @Keeps("filter.combinations")
    void addsUpTheCombinationsOfTheBranchesOfAnOr() {
        String policy = "{\"s\":[\"a\"],\"$or\":[{\"m\":[%s]},{\"n\":[%s]}]}";

        assertThat(Filters.refusal(String.format(policy, numbers(75), numbers(75)), MESSAGE_BODY))
                .isEqualTo("accepted");
        assertThat(Filters.refusal(String.format(policy, numbers(75), numbers(76)), MESSAGE_BODY))
                .isEqualTo("Filter policy is too complex");
    }

    @Test
    @Keeps("filter.size")
    void refusesAPolicyOverItsSize() {
        String largest = "{\"a\":[\"" + "b".repeat(262_144 - "{'a':['']}".length()) + "\"]}";

        assertThat(Filters.refusal(largest, MESSAGE_BODY)).isEqualTo("accepted");
        assertThat(Filters.refusal(largest + " ", MESSAGE_BODY)).isEqualTo("Filter policy is larger than 262144 bytes");
    }

    /** Worked out, these would be hundreds of millions of alternatives. */
    @Test
    @Timeout(10)
    void refusesManyAlternativesWithoutWorkingThemOut() {
        String branches = "\"$or\":[" + String.join(",", Collections.nCopies(150, "{\"a\":[1]}")) + "]";
        String policy = "{" + branches + ",\"o\":{" + branches + ",\"o\":{" + branches + ",\"o\":{" + branches + "}}}}";

        assertThat(Filters.refusal(policy, MESSAGE_BODY)).isEqualTo("Filter policy is too complex");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", " { } ", "\n{}\n"})
    @Keeps("filter.none")
    void takesAnEmptyObjectForNoFilter(String policy) {
        assertThat(FilterPolicy.isNone(policy)).isTrue();
    }

    /** A list may be nearly as large as the policy, and be in each of its alternatives. */
    @Test
    void readsAFieldOnceThatManyAlternativesHave() {
        PolicyOutcome outcome = FilterPolicy.read(
                "{\"a\":[{\"anything-but\":[\"x\",\"y\"]}],\"$or\":[{\"b\":[1]},{\"b\":[2]}]}", MESSAGE_BODY);

        List<List<Condition>> alternatives =
                outcome.fold(FilterPolicy::alternatives, text -> List.<List<Condition>>of());
        assertThat(alternatives).hasSize(2);
        assertThat(alternatives.get(0).get(0)).isSameAs(alternatives.get(1).get(0));
        assertThat(alternatives.get(0).get(0).field()).isEqualTo("a");
    }

    /** The JDK would ask a name server for these, which takes long where there is none. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void asksNoNameServerForWhatOnlyLooksLikeAnAddress() {
        assertThat(Filters.refusal("{\"a\":[\"1.2.3.999\",\"10.20.30.40000\"]}", MESSAGE_BODY))
                .isEqualTo("accepted");
        assertThat(Filters.refusal("{\"a\":[{\"cidr\":\"1.2.3.999/8\"}]}", MESSAGE_BODY))
                .isEqualTo("Invalid IP address: 1.2.3.999");
        assertThat(Filters.matchesBody("{\"a\":[\"1.2.3.999\"]}", "{\"a\":\"1.2.3.999\"}"))
                .isTrue();
        assertThat(Filters.matchesBody("{\"a\":[{\"cidr\":\"1.2.3.0/24\"}]}", "{\"a\":\"1.2.3.999\"}"))
                .isFalse();
    }

    /** Told by a pattern that goes back, each takes ten minutes to be found no address. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @Keeps("filter.operators")
    void takesLongTextsThatBeginLikeAnAddress() {
        String colons = ":".repeat(250_000);
        String text = colons + "x";

        assertThat(Filters.refusal("{\"a\":[\"" + text + "\"]}", MESSAGE_ATTRIBUTES))
                .isEqualTo("accepted");
        assertThat(Filters.refusal("{\"a\":[\"\\u003a" + text + "/8\"]}", MESSAGE_BODY))
                .isEqualTo("accepted");
        assertThat(Filters.refusal("{\"a\":[{\"cidr\":\"" + text + "/8\"}]}", MESSAGE_BODY))
                .startsWith("Nonstandard IP address: ");
        assertThat(Filters.refusal("{\"a\":[{\"cidr\":\"" + colons + "/8\"}]}", MESSAGE_BODY))
                .isEqualTo("Invalid IP address: " + colons);
        assertThat(Filters.refusal("{\"a\":[{\"wildcard\":\"" + colons + "**\"}]}", MESSAGE_BODY))
                .startsWith("Consecutive wildcard characters");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void comparesLongTextsThatBeginLikeAnAddress() {
        String text = ":".repeat(250_000) + "x";

        assertThat(Filters.matchesBody("{\"a\":[\"" + text + "\"]}", "{\"a\":\"" + text + "\"}"))
                .isTrue();
        assertThat(Filters.matchesBody("{\"a\":[{\"cidr\":\"::/8\"}, \"::1\"]}", "{\"a\":\"" + text + "\"}"))
                .isFalse();
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}

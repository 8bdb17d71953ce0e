package dev.carillon.filter.policy;

import static dev.carillon.filter.policy.FilterScope.MESSAGE_BODY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.filter.Filters;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Policies that are small as texts and large when they are worked out. */
class PolicyOutlineTest {
    private static final String TOO_COMPLEX = "Filter policy is too complex";

    @Test
    void tellsFieldsApartByTheNamesThatLeadToThem() throws Exception {
        String policy = "{\"a\":{\"b\":[1],\"c\":[1]},\"a.b\":[1],\"$or\":[{\"c\":[1]},{\"a\":{\"c\":[1]}}]}";

        assertThat(outline(policy).keys()).hasSize(3);
    }

    @Test
    void keepsNoMoreNamesThanThereMayBe() throws Exception {
        String members = IntStream.range(0, 20_000)
                .mapToObj(number -> "\"" + Integer.toString(number, 36) + "\":1")
                .collect(Collectors.joining(","));
        String policy = below(45, "{" + members + "}");

        assertThat(outline(policy).keys()).hasSize(6);
        assertThat(Filters.refusal(policy, MESSAGE_BODY)).isEqualTo("Filter policy can not have more than 5 keys");
    }

    /** The last of which has a fault, that would be told if the rest was worked out. */
    @Test
    void refusesLongNamesInManyAlternativesWithoutWorkingThemOut() {
        String branches = String.join(",", Collections.nCopies(150, "{\"x\":[1]}"));
        String nested = below(45, "{\"a.b\":[1],\"a\":{\"b\":1}}");
        String policy = "{\"$or\":[" + branches + "]," + nested.substring(1);

        assertThat(Filters.refusal(policy, MESSAGE_BODY)).isEqualTo(TOO_COMPLEX);
    }

    @Test
    void countsTheAlternativesBeforeAnOrWithoutBranches() {
        String branches = "\"$or\":[" + String.join(",", Collections.nCopies(8, "{\"a\":[1]}")) + "]";
        String policy = "{" + branches + ",\"o\":{" + branches + ",\"o\":{" + branches + "}},\"z\":{\"$or\":[]}}";

        assertThat(Filters.refusal(policy, MESSAGE_BODY)).isEqualTo(TOO_COMPLEX);
    }

    @Test
    void refusesFieldsBehindMoreNamesThanABodyHas() {
        assertThat(Filters.refusal("{\"" + "a.".repeat(255) + "a\":[1]}", MESSAGE_BODY))
                .isEqualTo("accepted");
        assertThat(Filters.refusal("{\"" + "a.".repeat(256) + "a\":[1]}", MESSAGE_BODY))
                .isEqualTo(TOO_COMPLEX);
    }

    private static PolicyOutline outline(String policy) throws Exception {
        return PolicyOutline.of((ObjectNode) JsonMapper.builder().build().readTree(policy));
    }

    /** An object below so many names of a thousand characters. */
    private static String below(int names, String object) {
        return ("{\"" + "n".repeat(1_000) + "\":").repeat(names) + object + "}".repeat(names);
    }
}

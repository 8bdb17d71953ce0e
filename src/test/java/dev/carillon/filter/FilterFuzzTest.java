package dev.carillon.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.carillon.filter.policy.FilterPolicy;
import dev.carillon.filter.policy.FilterScope;
import dev.carillon.filter.policy.PolicyOutcome;
import dev.carillon.model.Protocol;
import dev.carillon.push.envelope.ProtocolTexts;
import dev.carillon.testing.Allocation;
import dev.carillon.testing.LogLines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** Any policy is accepted or refused, and one that was accepted is compiled and looks at any message. */
@Timeout(10)
class FilterFuzzTest {
    /** The first line is the policy, the rest the message. */
    @FuzzTest
    void matchesAnyMessageByAnyPolicy(byte[] bytes) throws Exception {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
        String message = parts.length < 2 ? "" : parts[1];
        for (FilterScope scope : FilterScope.values()) {
            PolicyOutcome outcome = Allocation.inProportion(bytes.length, () -> FilterPolicy.read(parts[0], scope));
            if (outcome instanceof PolicyOutcome.Accepted accepted) {
                Allocation.inProportion(bytes.length, () -> match(accepted.policy(), message));
            }
        }
    }

    private static boolean match(FilterPolicy policy, String message) {
        FilterMachine machine =
                new FilterMachine(List.of(new SubscriptionFilter(0, Protocol.HTTP, policy)), ProtocolTexts::of);
        try (LogLines failures = LogLines.of(FilterMachine.class)) {
            Audience first = machine.match(Filters.body(message));
            var unused = machine.match(Filters.structured("{\"default\":" + TextNode.valueOf(message) + "}"));
            unused = machine.match(Filters.attributes(
                    Filters.text("a", message), Filters.number("n", message), Filters.array("l", message)));
            assertThat(machine.match(Filters.body(message))).isEqualTo(first);
            assertThat(failures.list()).isEmpty();
            return true;
        }
    }
}

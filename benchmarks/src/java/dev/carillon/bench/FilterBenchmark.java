package dev.carillon.bench;

import dev.carillon.filter.Audience;
import dev.carillon.filter.FilterMachine;
import dev.carillon.filter.SubscriptionFilter;
import dev.carillon.filter.policy.FilterPolicy;
import dev.carillon.filter.policy.FilterScope;
import dev.carillon.model.MessageAttribute;
import dev.carillon.model.MessageText;
import dev.carillon.model.Protocol;
import dev.carillon.model.Publication;
import dev.carillon.push.envelope.ProtocolTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Which of a topic's subscriptions match a message, in messages a second. {@code exact}: each subscription asks for its own
 * value of one attribute and for a value of another that all ask for. {@code body}: the same in a JSON body. {@code mixed}:
 * a prefix, a suffix, a range, an anything-but or an exact value beside it, of which each message matches some.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class FilterBenchmark {
    private static final int MESSAGES = 256;

    @Param({"10", "1000", "10000"})
    int subscriptions;

    @Param({"exact", "body", "mixed"})
    String policies;

    private FilterMachine machine;
    private final List<Publication> messages = new ArrayList<>();

    @Setup
    public void setUp() {
        FilterScope scope = policies.equals("body") ? FilterScope.MESSAGE_BODY : FilterScope.MESSAGE_ATTRIBUTES;
        List<SubscriptionFilter> filters = new ArrayList<>();
        for (int i = 0; i < subscriptions; i++) {
            FilterPolicy policy = FilterPolicy.read(policy(i), scope).fold(right -> right, text -> {
                throw new IllegalStateException(text);
            });
            filters.add(new SubscriptionFilter(i, Protocol.HTTP, policy));
        }
        machine = new FilterMachine(filters, ProtocolTexts::of);
        for (int i = 0; i < MESSAGES; i++) {
            messages.add(message(i * 7 % subscriptions));
        }
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void match(Blackhole hole) {
        for (Publication message : messages) {
            Audience audience = machine.match(message);
            hole.consume(audience);
        }
    }

    private String policy(int i) {
        String own = policies.equals("mixed") ? mixed(i) : "\"customer-" + i + "\"";
        return "{\"kind\":[\"order\"],\"customer\":[" + own + "]}";
    }

    private static String mixed(int i) {
        return switch (i % 10) {
            case 0 -> "{\"prefix\":\"customer-" + i + "\"}";
            case 1 -> "{\"suffix\":\"-" + i + "\"}";
            case 2 -> "{\"numeric\":[\">\"," + i + ",\"<\"," + (i + 100) + "]}";
            case 3 ->
                i % 1_000 == 3
                        ? "{\"anything-but\":[\"customer-" + i + "\"]}"
                        : "{\"equals-ignore-case\":\"Customer-" + i + "\"}";
            default -> "\"customer-" + i + "\"";
        };
    }

    private Publication message(int i) {
        String customer = "customer-" + i;
        String body = "{\"kind\":\"order\",\"total\":12.5,\"lines\":[{\"article\":\"a\",\"count\":1}],\"customer\":\""
                + customer + "\"}";
        List<MessageAttribute> attributes = List.of(
                new MessageAttribute("kind", "String", "order"),
                policies.equals("mixed") && i % 10 == 2
                        ? new MessageAttribute("customer", "Number", Integer.toString(i))
                        : new MessageAttribute("customer", "String", customer),
                new MessageAttribute("trace", "String", "0af7651916cd43dd8448eb211c80319c"));
        return new Publication(new UUID(0, i), "", MessageText.of(body), false, attributes, "", "", "");
    }
}

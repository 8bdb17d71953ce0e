package dev.carillon.filter;

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

/** Policies and messages of tests. */
public final class Filters {
    private Filters() {}

    static FilterPolicy policy(String json, FilterScope scope) {
        return FilterPolicy.read(json, scope).fold(policy -> policy, text -> {
            throw new AssertionError(text + ": " + json);
        });
    }

    public static String refusal(String json, FilterScope scope) {
        return FilterPolicy.read(json, scope).fold(policy -> "accepted", text -> text);
    }

    /** A machine of these policies, numbered from 0. */
    static FilterMachine machine(FilterScope scope, String... policies) {
        return machine(scope, List.of(policies));
    }

    static FilterMachine machine(FilterScope scope, List<String> policies) {
        List<SubscriptionFilter> filters = new ArrayList<>();
        for (String policy : policies) {
            filters.add(new SubscriptionFilter(filters.size(), Protocol.HTTP, policy(policy, scope)));
        }
        return new FilterMachine(filters, ProtocolTexts::of);
    }

    public static boolean matchesBody(String policy, String body) {
        return machine(FilterScope.MESSAGE_BODY, policy).match(body(body)).includes(0);
    }

    static boolean matches(String policy, MessageAttribute... attributes) {
        return machine(FilterScope.MESSAGE_ATTRIBUTES, policy)
                .match(attributes(attributes))
                .includes(0);
    }

    static Publication body(String text) {
        return publication(text, false, List.of());
    }

    static Publication attributes(MessageAttribute... attributes) {
        return publication("hello", false, List.of(attributes));
    }

    static Publication structured(String text) {
        return publication(text, true, List.of());
    }

    static MessageAttribute text(String name, String value) {
        return new MessageAttribute(name, "String", value);
    }

    static MessageAttribute number(String name, String value) {
        return new MessageAttribute(name, "Number", value);
    }

    static MessageAttribute array(String name, String json) {
        return new MessageAttribute(name, "String.Array", json);
    }

    private static Publication publication(String text, boolean isStructured, List<MessageAttribute> attributes) {
        return new Publication(new UUID(1, 2), "", MessageText.of(text), isStructured, attributes, "", "", "");
    }
}

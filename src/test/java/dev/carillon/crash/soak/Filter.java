package dev.carillon.crash.soak;

import java.util.function.Predicate;

/** Filter policies, and which messages each takes by what AWS documents, told without the broker's engine. */
enum Filter {
    NONE("{}", false, message -> true),
    KIND(
            "{\"kind\":[\"a\"]}",
            false,
            message -> message.hasAttributes() && message.kind().equals("a")),
    KINDS(
            "{\"kind\":[\"a\",\"b\"]}",
            false,
            message -> message.hasAttributes() && !message.kind().equals("c")),
    OTHER_KINDS(
            "{\"kind\":[{\"anything-but\":\"c\"}]}",
            false,
            message -> message.hasAttributes() && !message.kind().equals("c")),
    PREFIX(
            "{\"kind\":[{\"prefix\":\"b\"}]}",
            false,
            message -> message.hasAttributes() && message.kind().equals("b")),
    HIGH("{\"level\":[{\"numeric\":[\">=\",5]}]}", false, message -> message.hasAttributes() && message.level() >= 5),
    KIND_AND_LOW(
            "{\"kind\":[\"b\"],\"level\":[{\"numeric\":[\"<\",5]}]}",
            false,
            message -> message.hasAttributes() && message.kind().equals("b") && message.level() < 5),
    NOT_RARE("{\"rare\":[{\"exists\":false}]}", false, message -> message.hasAttributes() && !message.isRare()),
    NOTHING("{\"kind\":[\"d\"]}", false, message -> false),
    KIND_IN_BODY("{\"kind\":[\"c\"]}", true, message -> message.kind().equals("c")),
    LEVEL_IN_BODY(
            "{\"level\":[{\"numeric\":[\">\",2,\"<=\",8]}]}",
            true,
            message -> message.level() > 2 && message.level() <= 8);

    private final String policy;
    private final boolean isOfBody;

    @SuppressWarnings("ImmutableEnumChecker") // they capture nothing
    private final Predicate<Numbered> takes;

    Filter(String policy, boolean isOfBody, Predicate<Numbered> takes) {
        this.policy = policy;
        this.isOfBody = isOfBody;
        this.takes = takes;
    }

    /** As an attribute of a subscription. */
    String policy() {
        return policy;
    }

    String scope() {
        return isOfBody ? "MessageBody" : "MessageAttributes";
    }

    boolean takes(Numbered message) {
        return takes.test(message);
    }
}

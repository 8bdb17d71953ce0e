package dev.carillon.sns.subscription;

import dev.carillon.model.Protocol;
import dev.carillon.sns.action.AttributeChange;
import dev.carillon.sns.wire.Checked;
import java.util.Map;
import java.util.Optional;

/** Says which protocols can have the message alone: a function gets an event, as with AWS. */
final class RawDelivery {
    private static final String RAW = "RawMessageDelivery";

    private RawDelivery() {}

    /** What a Subscribe gives, whose attributes are right one by one. */
    static Checked<Map<String, String>> checked(Map<String, String> given, Protocol protocol) {
        return Checked.unless(
                objection(given.getOrDefault(RAW, ""), protocol), "Invalid parameter: Attributes Reason: ", given);
    }

    /** What a Set gives for a subscription of this protocol. */
    static Checked<AttributeChange> checked(AttributeChange change, Protocol protocol) {
        return Checked.unless(
                objection(change.name().equals(RAW) ? change.value() : "", protocol), "Invalid parameter: ", change);
    }

    private static Optional<String> objection(String value, Protocol protocol) {
        return value.equals("true") && protocol == Protocol.LAMBDA
                ? Optional.of("Delivery protocol [" + protocol.wireName() + "] does not support raw message delivery.")
                : Optional.empty();
    }
}

package dev.carillon.sns.subscription;

import dev.carillon.model.Protocol;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.Echo;
import dev.carillon.sns.wire.FirstFault;
import dev.carillon.sns.wire.attribute.AttributeMap;
import dev.carillon.sns.wire.attribute.AttributeRules;
import dev.carillon.sns.wire.request.QueryRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a Subscribe asks for, checked but for the address of its endpoint.
 *
 * @param returnsArn whether the reply names the ARN even while the subscription is pending
 */
record SubscribeOrder(
        Topic topic, Protocol protocol, String endpoint, Map<String, String> attributes, boolean returnsArn) {
    /** AWS's own that no broker of this kind has. */
    private static final Set<String> NOT_OFFERED = Set.of("email", "email-json", "sms", "application", "firehose");

    static Checked<SubscribeOrder> read(SnsCall call, Lookups lookups, Instant now) {
        QueryRequest request = call.request();
        return lookups.topicArn(call, "TopicArn").then(arn -> {
            FirstFault faults = new FirstFault();
            Protocol protocol = faults.take(protocol(request), Protocol.LAMBDA);
            String endpoint = faults.take(EndpointForm.checked(request, protocol, arn), "");
            boolean returnsArn = faults.take(Flag.read(request, "ReturnSubscriptionArn"), false);
            Map<String, String> attributes = faults.take(attributes(request, protocol, arn), Map.of());
            return faults.ifNone(() -> protocol)
                    .then(right -> lookups.topic(call, "TopicArn")
                            .then(topic -> ReplayRules.checked(
                                            attributes, topic, topic.subscriptionTo(protocol, endpoint), now)
                                    .map(checked ->
                                            new SubscribeOrder(topic, protocol, endpoint, checked, returnsArn))));
        });
    }

    private static Checked<Map<String, String>> attributes(QueryRequest request, Protocol protocol, TopicArn topic) {
        return AttributeMap.read(request)
                .then(AttributeRules.SUBSCRIPTION::checked)
                .then(FilterAttributes::checked)
                .then(given -> DeliveryAttributes.checked(given, protocol))
                .then(given -> RawDelivery.checked(given, protocol))
                .then(given -> RedriveRules.checked(given, topic))
                .then(ReplayRules::checked);
    }

    private static Checked<Protocol> protocol(QueryRequest request) {
        String word = request.text("Protocol").orElse("");
        Optional<Protocol> protocol = Protocol.fromWireName(word);
        if (word.isEmpty()) {
            return Checked.invalidParameter("Invalid parameter: Protocol Reason: no value for required parameter");
        }
        if (NOT_OFFERED.contains(word)) {
            return Checked.invalidParameter(
                    "Invalid parameter: Protocol Reason: The protocol " + word + " is not offered here");
        }
        if (protocol.isEmpty()) {
            return Checked.invalidParameter(
                    "Invalid parameter: Amazon SNS does not support this protocol string: " + Echo.of(word));
        }
        return Checked.valid(protocol.get());
    }

    /** Without its attributes and with as much of the endpoint as is no secret: a name and password may precede its host. */
    @Override
    public String toString() {
        return "SubscribeOrder[" + topic.arn() + ", " + protocol.wireName() + ", " + withoutUserInfo(endpoint) + "]";
    }

    private static String withoutUserInfo(String url) {
        int start = url.indexOf("://") + "://".length();
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        int at = url.lastIndexOf('@', end - 1);
        return at < start ? url : url.substring(0, start) + url.substring(at + 1);
    }
}

package dev.carillon.sns;

import dev.carillon.sns.wire.RequestId;
import dev.carillon.sns.wire.SnsAction;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.WireProtocol;

/** What is known of a request so far, for the line that tells why it was refused. Belongs to its event loop. */
final class RequestTrail {
    private final String requestId = RequestId.next();
    private final String address;
    private final WireProtocol protocol;
    private String accessKey = "";
    private String action = "";
    private String detail = "";

    RequestTrail(String address, WireProtocol protocol) {
        this.address = address;
        this.protocol = protocol;
    }

    String requestId() {
        return requestId;
    }

    String address() {
        return address;
    }

    /** In which it is answered, whatever comes of it. */
    WireProtocol protocol() {
        return protocol;
    }

    SnsReply refused(SnsFault fault) {
        return SnsReply.refused(fault, requestId, protocol);
    }

    String accessKey() {
        return accessKey;
    }

    String action() {
        return action;
    }

    String detail() {
        return detail;
    }

    void claimedBy(String claimedAccessKey, String why) {
        accessKey = claimedAccessKey;
        detail = why;
    }

    void calledBy(String callersAccessKey) {
        accessKey = callersAccessKey;
    }

    void asksFor(SnsAction asked) {
        action = asked.wireName();
    }
}

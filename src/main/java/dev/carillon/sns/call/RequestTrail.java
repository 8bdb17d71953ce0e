package dev.carillon.sns.call;

import dev.carillon.sns.wire.SnsAction;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.reply.RequestId;
import dev.carillon.sns.wire.reply.WireProtocol;

/** What is known of a request so far, for the line that tells why it was refused. Belongs to its event loop. */
public final class RequestTrail {
    private final String requestId = RequestId.next();
    private final String address;
    private final WireProtocol protocol;
    private String accessKey = "";
    private String action = "";
    private String detail = "";

    public RequestTrail(String address, WireProtocol protocol) {
        this.address = address;
        this.protocol = protocol;
    }

    public String requestId() {
        return requestId;
    }

    public String address() {
        return address;
    }

    /** In which it is answered, whatever comes of it. */
    public WireProtocol protocol() {
        return protocol;
    }

    public SnsReply refused(SnsFault fault) {
        return SnsReply.refused(fault, requestId, protocol);
    }

    public String accessKey() {
        return accessKey;
    }

    public String action() {
        return action;
    }

    public String detail() {
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

package dev.carillon.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How a {@link RecordingEndpoint} replies to one request.
 *
 * @param delay before its first byte
 */
public record Reply(int status, Duration delay, Map<String, String> headers, int bodyBytes, Ending ending) {
    /** Where a reply ends. */
    public enum Ending {
        COMPLETE,
        /** Nothing at all is sent, and the connection stays open. */
        HANG,
        /** The connection is closed in place of a reply. */
        DROP,
        /** The body has begun, and never ends. */
        ENDLESS
    }

    public Reply {
        headers = Map.copyOf(headers);
    }

    public static Reply ok() {
        return status(200);
    }

    public static Reply status(int status) {
        return new Reply(status, Duration.ZERO, Map.of(), 0, Ending.COMPLETE);
    }

    public static Reply hang() {
        return ok().ending(Ending.HANG);
    }

    public static Reply drop() {
        return ok().ending(Ending.DROP);
    }

    public Reply after(Duration otherDelay) {
        return new Reply(status, otherDelay, headers, bodyBytes, ending);
    }

    public Reply header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, delay, more, bodyBytes, ending);
    }

    public Reply body(int bytes) {
        return new Reply(status, delay, headers, bytes, ending);
    }

    public Reply ending(Ending otherEnding) {
        return new Reply(status, delay, headers, bodyBytes, otherEnding);
    }
}

package dev.carillon.push.address;

import java.util.Optional;

/**
 * The URL of an endpoint, taken apart strictly: what two readers could understand differently is refused, since one of
 * them is the guard. Hosts are names or canonical IP addresses; {@code 0x7f.1}, {@code 2130706433} and
 * {@code 127.000.0.1} are neither.
 *
 * @param host lower case, without brackets and without the dot that may end a name
 * @param hostHeader as the request's {@code Host} names it, with the port where it is not the scheme's own
 * @param requestUri path and query
 * @param userInfo what stood before {@code @}, still encoded; empty when there was none
 */
public record EndpointUrl(boolean isTls, String host, int port, String hostHeader, String requestUri, String userInfo) {
    /** Reads a URL; empty for what is not one to post to. */
    public static Optional<EndpointUrl> parse(String url) {
        return EndpointUrlParser.parse(url);
    }

    /** Without the user's name and password. */
    @Override
    public String toString() {
        return (isTls ? "https://" : "http://") + hostHeader;
    }
}

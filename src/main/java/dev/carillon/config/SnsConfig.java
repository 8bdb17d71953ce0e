package dev.carillon.config;

import dev.carillon.model.ByteSize;
import dev.carillon.model.Region;
import java.time.Duration;

/**
 * The SNS endpoint.
 *
 * @param publicUrl what clients and messages are told; may hold {@code {region}}
 * @param partition the second element of every ARN
 * @param maxBody of a request
 * @param requestDeadline for the header and body of one request
 * @param idleTimeout of a connection
 * @param maxInFlight appends under way at once, over which a publish is refused
 */
public record SnsConfig(
        String publicUrl,
        String partition,
        ByteSize maxBody,
        Duration requestDeadline,
        Duration idleTimeout,
        int maxInFlight) {
    public String publicUrl(Region region) {
        return publicUrl.replace("{region}", region.name());
    }
}

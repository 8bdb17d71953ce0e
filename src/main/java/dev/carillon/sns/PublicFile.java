package dev.carillon.sns;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/**
 * A file that anybody may read.
 *
 * @param content nobody changes it
 * @param maxAge how long receivers may keep it without asking again
 */
public record PublicFile(Buffer content, String contentType, Duration maxAge) {}

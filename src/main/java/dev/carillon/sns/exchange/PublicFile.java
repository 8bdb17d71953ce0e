package dev.carillon.sns.exchange;

import io.vertx.core.buffer.Buffer;

/**
 * A file that anybody may read.
 *
 * @param content nobody changes it
 * @param cacheControl the header of that name: how long receivers may keep it without asking again
 */
public record PublicFile(Buffer content, String contentType, String cacheControl) {}

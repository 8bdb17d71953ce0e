package dev.carillon.sns.exchange;

import java.util.Optional;

/**
 * What the endpoint serves to everybody beside SNS's actions: the certificates with which receivers check messages. Asked
 * on every event loop, so that it must not block.
 */
@FunctionalInterface
public interface PublicFiles {
    /**
     * The file at a path, if there is one.
     *
     * @param path of the URL, with its leading slash; nothing decoded
     */
    Optional<PublicFile> find(String path);
}

package dev.carillon.journal.store.disk;

import java.io.IOException;

/** There is no space left for what was to be written; nothing of it was. */
public final class DiskFullException extends IOException {
    private static final long serialVersionUID = 1;

    DiskFullException(String message) {
        super(message);
    }
}

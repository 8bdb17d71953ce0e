package dev.carillon.journal.store;

import java.io.IOException;

/** There is no space left for what was to be written; nothing of it was. */
final class DiskFullException extends IOException {
    private static final long serialVersionUID = 1;

    DiskFullException(String message) {
        super(message);
    }
}

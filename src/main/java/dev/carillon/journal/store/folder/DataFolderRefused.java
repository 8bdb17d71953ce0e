package dev.carillon.journal.store.folder;

import java.io.IOException;

/** Why a data folder cannot be used, in one line for whoever operates the broker. */
public final class DataFolderRefused extends IOException {
    private static final long serialVersionUID = 1;

    DataFolderRefused(String message) {
        super(message);
    }
}

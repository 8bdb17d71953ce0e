package dev.carillon.app;

import dev.carillon.app.log.Logging;
import dev.carillon.journal.store.Halt;
import dev.carillon.journal.store.folder.DataFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why, and ends the process without running any of its ends: they could only write to the disk. */
final class ProcessHalt implements Halt {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessHalt.class);

    @Override
    public void halt(String reason, Throwable failure) {
        LOG.atError()
                .setCause(failure)
                .addKeyValue("reason", reason)
                .addKeyValue("exitCode", DataFolder.HALTED)
                .log(
                        "the disk failed, and what is on it is not known any more: the broker ends, nothing more is acknowledged");
        Logging.end();
        Runtime.getRuntime().halt(DataFolder.HALTED);
    }
}

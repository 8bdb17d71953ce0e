package dev.carillon.delivery.record;

import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalStore;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The journals that a shard has open for reading: those used last, a bounded number. Belongs to the shard's thread. */
public final class Readers {
    /** An open one costs about 50 KB of heap and two file descriptors, opening one a millisecond. */
    private static final int MOST = 256;

    private final JournalStore journals;
    private final Map<Long, JournalReader> open = new LinkedHashMap<>(16, 0.75f, true);

    public Readers(JournalStore journals) {
        this.journals = journals;
    }

    public JournalReader of(long topicNo) {
        JournalReader known = open.get(topicNo);
        if (known != null) {
            return known;
        }
        if (open.size() >= MOST) {
            closeEldest();
        }
        JournalReader opened = journals.read(topicNo);
        open.put(topicNo, opened);
        return opened;
    }

    /** Lets go of files of a topic that are gone, if its journal is open. */
    public void refresh(long topicNo) {
        JournalReader reader = open.get(topicNo);
        if (reader != null) {
            reader.refresh();
        }
    }

    /** Closes a topic's journal if it is open. */
    public void close(long topicNo) {
        JournalReader reader = open.remove(topicNo);
        if (reader != null) {
            reader.close();
        }
    }

    public void closeAll() {
        open.values().forEach(JournalReader::close);
        open.clear();
    }

    private void closeEldest() {
        Iterator<JournalReader> eldest = open.values().iterator();
        eldest.next().close();
        eldest.remove();
    }
}

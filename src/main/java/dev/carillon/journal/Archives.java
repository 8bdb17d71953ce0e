package dev.carillon.journal;

import dev.carillon.journal.store.ArchiveFiles;
import dev.carillon.journal.store.ArchiveNote;
import dev.carillon.journal.store.ArchivedSpan;
import dev.carillon.journal.store.FileFacts;
import dev.carillon.journal.store.JournalFiles;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.TimeSource;
import dev.carillon.model.Topic;
import dev.carillon.policy.ArchiveTerms;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The archives of one shard's topics: begun with the first message after their policy was set, counted again at the start,
 * ended with their policy. Belongs to the shard's thread; everything throws {@link java.io.UncheckedIOException} when the
 * disk fails.
 */
final class Archives {
    private final OpenJournals journals;
    private final ProjectQuotas quotas;
    private final TimeSource time;

    /** The topics that archive anything, by their number. */
    private final Map<Long, TopicHolding> archiving = new HashMap<>();

    Archives(OpenJournals journals, ProjectQuotas quotas, TimeSource time) {
        this.journals = journals;
        this.quotas = quotas;
        this.time = time;
    }

    /** Takes up at the start what earlier processes have archived of a topic. */
    void restore(TopicHolding holding, Topic topic) {
        Optional<ArchiveTerms> terms = ArchiveTerms.of(topic);
        if (terms.isEmpty() || holding.archive().isPresent()) {
            return;
        }
        ArchiveFiles files = journals.files(topic.topicNo()).archive();
        List<FileFacts> facts = files.facts();
        OptionalLong start = start(files, facts, terms.get());
        if (start.isPresent()) {
            hold(holding, terms.get(), start.getAsLong()).count(facts);
        }
    }

    /**
     * Takes note of a topic's terms, before a message of it is appended: its archive begins with this one, or ends.
     *
     * @return whether an archive has ended, and its records may go
     */
    boolean see(TopicHolding holding, Topic topic) {
        if (holding.hasSeen(topic)) {
            return false;
        }
        Optional<ArchiveTerms> terms = ArchiveTerms.of(topic);
        boolean hasEnded = update(holding, terms);
        if (terms.isPresent() && holding.archive().isEmpty()) {
            begin(holding, terms.get());
        }
        holding.setSeen(topic);
        return hasEnded;
    }

    /**
     * Takes note of changed terms of an archive that has begun. Nothing is changed when the disk fails.
     *
     * @return whether it has ended, and its records may go
     */
    private boolean update(TopicHolding holding, Optional<ArchiveTerms> terms) {
        Optional<TopicArchive> archive = holding.archive();
        if (archive.isEmpty()) {
            return false;
        }
        if (terms.filter(archive.get()::isSame).isPresent()) {
            archive.get().update(terms.get());
            return false;
        }
        journals.files(holding.topicNo()).archive().end();
        forget(holding.topicNo());
        holding.endArchive();
        return true;
    }

    /** The topics of a project that archive anything. */
    List<TopicHolding> of(ProjectScope scope) {
        return archiving.values().stream()
                .filter(holding -> holding.scope().equals(scope))
                .toList();
    }

    /** Changes a topic's archive as the catalogue has it now; says whether it has ended, and its records may go. */
    boolean reconcile(TopicHolding holding, Optional<Topic> now) {
        return update(holding, now.flatMap(ArchiveTerms::of));
    }

    /** The topics that have something in their archives that may have become old enough. */
    List<TopicHolding> due() {
        Instant now = time.now();
        return archiving.values().stream()
                .filter(holding -> holding.archive().orElseThrow().takeDue(now))
                .toList();
    }

    void forget(long topicNo) {
        archiving.remove(topicNo);
    }

    /** Below which sequence a topic's files may go of which all is settled below one. */
    long freeSeq(long topicNo, long lowSeq, JournalFiles files) {
        return archive(topicNo)
                .map(archive -> Math.min(lowSeq, archive.keptSeq(files.archive().facts(), time.now())))
                .orElse(lowSeq);
    }

    /** Some of a topic's files have gone. */
    void freed(long topicNo, JournalFiles files) {
        archive(topicNo).ifPresent(archive -> archive.count(files.archive().facts()));
    }

    /** What stays of a topic besides what is waited for. */
    ArchivedSpan span(long topicNo) {
        return archive(topicNo).map(archive -> archive.span(time.now())).orElse(ArchivedSpan.NOTHING);
    }

    /** Whether a topic archives nothing, or nothing any more that is young enough. */
    boolean isOver(TopicHolding holding) {
        return holding.archive().isEmpty() || holding.archive().get().isOver(time.now());
    }

    private OptionalLong start(ArchiveFiles files, List<FileFacts> facts, ArchiveTerms terms) {
        Optional<ArchiveNote> note = files.note();
        if (note.isPresent() && note.get().archiveId() == terms.archiveId()) {
            return OptionalLong.of(note.get().startSeq());
        }
        // The note is damaged, or nothing was published under these terms yet.
        OptionalLong first = facts.stream()
                .filter(file -> file.records() > 0 && file.firstMillis() >= terms.archiveId())
                .mapToLong(FileFacts::firstSeq)
                .findFirst();
        first.ifPresent(startSeq -> files.begin(new ArchiveNote(terms.archiveId(), startSeq)));
        return first;
    }

    private void begin(TopicHolding holding, ArchiveTerms terms) {
        TopicJournal journal = journals.use(holding.topicNo());
        journal.skipTo(holding.floorSeq());
        journal.rollIfOlder(Long.MAX_VALUE);
        long startSeq = journal.nextSeq();
        journal.files().archive().begin(new ArchiveNote(terms.archiveId(), startSeq));
        TopicArchive unused = hold(holding, terms, startSeq);
    }

    private TopicArchive hold(TopicHolding holding, ArchiveTerms terms, long startSeq) {
        TopicArchive archive = new TopicArchive(terms, startSeq, quotas.archiveOf(holding.scope()));
        holding.beginArchive(archive);
        archiving.put(holding.topicNo(), holding);
        return archive;
    }

    private Optional<TopicArchive> archive(long topicNo) {
        return Optional.ofNullable(archiving.get(topicNo)).flatMap(TopicHolding::archive);
    }
}

package dev.carillon.journal.store.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.journal.store.segment.SegmentName;
import dev.carillon.journal.store.topic.CopyPlan.LiveFile;
import dev.carillon.model.JournalSpan;
import dev.carillon.model.LiveSpan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CopyPlanTest {
    private static final long FILE_BYTES = 4 << 20;

    /** It became complete while the others were asked about. */
    @Test
    void aFileOfWhichNothingIsKnownEndsTheRunBeforeIt() {
        LiveFile thin = file(0).with(new LiveSpan(0, 100, 1, 1_000, List.of(7L)));

        assertThat(CopyPlan.firstRun(List.of(thin, file(1)))).containsExactly(thin);
        assertThat(CopyPlan.firstRun(List.of(file(0), file(1)))).isEmpty();
    }

    private static LiveFile file(int number) {
        long firstSeq = 100L * number;
        return new LiveFile(
                new KnownFile(SegmentName.written(number).sealed(), OptionalLong.of(firstSeq), OptionalLong.empty()),
                new JournalSpan(firstSeq, firstSeq + 100, FILE_BYTES, CopyPlan.listedBytes(FILE_BYTES)),
                Optional.empty());
    }
}

package dev.carillon.sns.publish;

import dev.carillon.bus.AppendOutcome;
import dev.carillon.model.Publication;
import dev.carillon.model.Topic;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.publication.BatchReader;
import dev.carillon.sns.wire.reply.ResultWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What became of each entry of a batch: those with a fault of their own never reached the journal. */
record BatchOutcome(List<Sent> sent, List<Failed> failed) {
    /** An entry that was accepted. */
    private record Sent(String id, UUID messageId, AppendOutcome outcome) {}

    /** An entry that was not. */
    private record Failed(String id, SnsFault fault) {}

    /** @param outcomes of the entries that had no fault of their own, in their order */
    static BatchOutcome of(List<BatchReader.Entry> entries, List<AppendOutcome> outcomes) {
        BatchOutcome all = new BatchOutcome(new ArrayList<>(), new ArrayList<>());
        int next = 0;
        for (BatchReader.Entry entry : entries) {
            if (entry.publication() instanceof Checked.Invalid<Publication> wrong) {
                all.failed.add(new Failed(entry.id(), wrong.fault()));
            } else {
                all.add(entry, ((Checked.Valid<Publication>) entry.publication()).value(), outcomes.get(next++));
            }
        }
        return all;
    }

    private void add(BatchReader.Entry entry, Publication publication, AppendOutcome outcome) {
        Checked<UUID> messageId = AppendAnswers.messageId(publication, outcome);
        if (messageId instanceof Checked.Valid<UUID> accepted) {
            sent.add(new Sent(entry.id(), accepted.value(), outcome));
        } else {
            failed.add(new Failed(entry.id(), ((Checked.Invalid<UUID>) messageId).fault()));
        }
    }

    byte[] answer(SnsCall call, Topic topic) {
        return call.result(result -> {
            result.list("Successful", sent, (member, each) -> {
                member.text("Id", each.id);
                member.text("MessageId", each.messageId.toString());
                if (topic.isFifo()) {
                    member.text("SequenceNumber", AppendAnswers.sequenceNumber(each.outcome));
                }
            });
            result.list("Failed", failed, BatchOutcome::write);
        });
    }

    private static void write(ResultWriter member, Failed each) {
        member.text("Id", each.id);
        member.text("Code", each.fault.code().wireCode());
        member.text("Message", each.fault.message());
        member.flag("SenderFault", each.fault.code().isSenderFault());
    }
}

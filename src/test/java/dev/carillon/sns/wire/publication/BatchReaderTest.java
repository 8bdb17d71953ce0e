package dev.carillon.sns.wire.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.request.Forms;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchReaderTest {
    private final Map<String, String> fields = new LinkedHashMap<>();

    @Test
    @Keeps("batch.entries")
    void readsTenEntriesInTheirOrder() {
        for (int number = 1; number <= 10; number++) {
            entry(number, "id-" + number, "m" + number);
        }

        List<BatchReader.Entry> entries = Forms.value(read());

        assertThat(entries)
                .extracting(BatchReader.Entry::id)
                .startsWith("id-1", "id-2")
                .endsWith("id-10")
                .hasSize(10);
        assertThat(Texts.of(Forms.value(entries.get(9).publication()).message()))
                .isEqualTo("m10");
    }

    @Test
    @Keeps("batch.entries")
    void refusesAnEmptyBatchAndOneOfEleven() {
        assertThat(Forms.fault(read()).code()).isEqualTo(SnsErrorCode.EMPTY_BATCH_REQUEST);
        for (int number = 1; number <= 11; number++) {
            entry(number, "id-" + number, "m");
        }
        assertThat(Forms.fault(read()).code()).isEqualTo(SnsErrorCode.TOO_MANY_ENTRIES_IN_BATCH_REQUEST);
    }

    @Test
    @Keeps("batch.ids")
    void refusesTheSameIdTwice() {
        entry(1, "a", "m");
        entry(2, "a", "m");

        assertThat(Forms.fault(read()).code()).isEqualTo(SnsErrorCode.BATCH_ENTRY_IDS_NOT_DISTINCT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.b", "é"})
    @Keeps("batch.ids")
    void refusesIdsOfOtherCharacters(String id) {
        entry(1, id, "m");

        assertThat(Forms.fault(read()).code()).isEqualTo(SnsErrorCode.INVALID_BATCH_ENTRY_ID);
    }

    @Test
    @Keeps("batch.ids")
    void refusesIdsOver80Characters() {
        entry(1, "i".repeat(80), "m");
        assertThat(Forms.value(read())).hasSize(1);

        entry(1, "i".repeat(81), "m");
        assertThat(Forms.fault(read()).code()).isEqualTo(SnsErrorCode.INVALID_BATCH_ENTRY_ID);
    }

    @Test
    @Keeps("batch.size")
    void takesTheLimitOverAllEntriesTogether() {
        entry(1, "a", "m".repeat(200_000));
        entry(2, "b", "m".repeat(62_144));
        assertThat(Forms.value(read())).hasSize(2);

        entry(2, "b", "m".repeat(62_145));
        assertThat(Forms.fault(read()).code()).isEqualTo(SnsErrorCode.BATCH_REQUEST_TOO_LONG);
    }

    @Test
    @Keeps({"wire.message-attributes", "batch.size"})
    void takesTheAttributesOfABadEntryIntoTheLimit() {
        entry(1, "a", "m".repeat(200_000));
        entry(2, "bad", "m");
        String attribute = "PublishBatchRequestEntries.member.2.MessageAttributes.entry.1.";
        fields.put(attribute + "Name", "n");
        fields.put(attribute + "Value.DataType", "Colour");
        fields.put(attribute + "Value.StringValue", "v".repeat(62_136));
        assertThat(Forms.fault(Forms.value(read()).get(1).publication()).message())
                .contains("invalid message attribute type");

        fields.put(attribute + "Value.StringValue", "v".repeat(62_137));
        assertThat(Forms.fault(read()).code()).isEqualTo(SnsErrorCode.BATCH_REQUEST_TOO_LONG);

        fields.remove(attribute + "Value.StringValue");
        fields.put(attribute + "Value.BinaryValue", "AAAA".repeat(20_713));
        assertThat(Forms.fault(read()).code()).isEqualTo(SnsErrorCode.BATCH_REQUEST_TOO_LONG);
    }

    @Test
    void leavesAFaultWithItsEntry() {
        entry(1, "good", "m");
        entry(2, "bad", "");

        List<BatchReader.Entry> entries = Forms.value(read());

        assertThat(Texts.of(Forms.value(entries.get(0).publication()).message()))
                .isEqualTo("m");
        assertThat(Forms.fault(entries.get(1).publication()).message()).isEqualTo("Invalid parameter: Empty message");
    }

    private void entry(int number, String id, String message) {
        fields.put("PublishBatchRequestEntries.member." + number + ".Id", id);
        fields.put("PublishBatchRequestEntries.member." + number + ".Message", message);
    }

    private Checked<List<BatchReader.Entry>> read() {
        return BatchReader.read(Forms.of(fields), "", TopicKind.STANDARD);
    }
}

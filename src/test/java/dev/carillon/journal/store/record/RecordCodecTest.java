package dev.carillon.journal.store.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.journal.store.JournalRecord;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.model.MessageAttribute;
import dev.carillon.model.MessageText;
import dev.carillon.model.Publication;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RecordCodecTest {
    private static final Instant PUBLISHED_AT = Instant.ofEpochMilli(1_768_473_000_123L);
    private static final long TOPIC_NO = 7;

    private final RecordEncoder encoder = new RecordEncoder(TOPIC_NO);
    private final RecordDecoder decoder = new RecordDecoder(TOPIC_NO);

    @Property
    void readsWhatWasWrittenAndKnowsItsLengthBefore(@ForAll("publications") Publication publication) {
        byte[] record = encoder.encode(42, PUBLISHED_AT, publication);

        assertThat(EncodedLength.of(publication)).isEqualTo(record.length);
        assertThat(decoder.decode(record, 42))
                .isEqualTo(new ReadOutcome.Found(
                        new JournalRecord(42, PUBLISHED_AT, record.length, wellFormed(publication))));
    }

    @Property(tries = 500)
    void noFlippedBitGoesUnnoticed(
            @ForAll("publications") Publication publication,
            @ForAll @IntRange(max = 1_000_000) int place,
            @ForAll @IntRange(max = 7) int bit) {
        byte[] record = encoder.encode(42, PUBLISHED_AT, publication);
        record[place % record.length] ^= (byte) (1 << bit);

        assertThat(decoder.decode(record, 42)).isInstanceOf(ReadOutcome.Damaged.class);
        assertThat(decoder.sequence(record)).isEmpty();
    }

    @Property
    void anyBytesAreDamagedAndNeverAnError(@ForAll @Size(max = 400) byte[] bytes) {
        assertThat(decoder.decode(bytes, 42)).isInstanceOf(ReadOutcome.Damaged.class);
    }

    /** Whoever forges the checksum, too, still gets no error and no record that reaches past its bounds. */
    @Property(tries = 5_000)
    void bytesWithARightChecksumAreNeverAnError(
            @ForAll("publications") Publication publication,
            @ForAll @Size(min = 1, max = 12) byte[] noise,
            @ForAll @IntRange(max = 1_000_000) int place) {
        byte[] record = encoder.encode(42, PUBLISHED_AT, publication);
        for (int i = 0; i < noise.length; i++) {
            record[(place + i) % record.length] = noise[i];
        }
        ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).putInt(RecordLayout.CRC_AT, Checksum.ofRecord(record));

        ReadOutcome outcome = decoder.decode(record, 42);

        if (outcome instanceof ReadOutcome.Found found) {
            assertThat(found.record().encodedBytes()).isEqualTo(record.length);
            assertThat(found.record().publication().message().lengthBytes()).isLessThan(record.length);
        } else {
            assertThat(outcome).isInstanceOf(ReadOutcome.Damaged.class);
        }
    }

    @Example
    void aRecordOfAnotherTopicOrSequenceIsDamaged() {
        byte[] record = encoder.encode(42, PUBLISHED_AT, Publications.full("text"));

        assertThat(new RecordDecoder(8).decode(record, 42)).isEqualTo(new ReadOutcome.Damaged("another topic: 7"));
        assertThat(decoder.decode(record, 43)).isEqualTo(new ReadOutcome.Damaged("another sequence: 42"));
    }

    /** The drawing in docs/journal-format.md, byte by byte. */
    @Example
    void theFormatStaysAsItIsDrawn() {
        Publication publication = new Publication(
                UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
                "Hi",
                MessageText.of("body"),
                true,
                List.of(new MessageAttribute("a", "String", "b")),
                "",
                "",
                "");

        byte[] record = encoder.encode(258, PUBLISHED_AT, publication);

        assertThat(HexFormat.of().formatHex(record))
                .isEqualTo(
                        "01013800" // version, flags, header length
                                + "ddd4996f" // checksum
                                + "0201000000000000" // sequence
                                + "bb7834c19b010000" // publish time
                                + "0700000000000000" // topic
                                + "7766554433221100" // message id, high half
                                + "ffeeddccbbaa9988" // message id, low half
                                + "1c000000" // length of the fields
                                + "04000000" // length of the body
                                + "01020000004869" // subject
                                + "0210000000" // attribute
                                + "0100000061" + "06000000537472696e67" + "62"
                                + "626f6479"); // body
    }

    @Provide
    Arbitrary<Publication> publications() {
        return Publications.any();
    }

    /** Half a surrogate pair has no UTF-8 form; it is stored as a question mark. */
    private static Publication wellFormed(Publication publication) {
        return new Publication(
                publication.messageId(),
                wellFormed(publication.subject()),
                publication.message(),
                publication.isStructured(),
                publication.attributes().stream()
                        .map(attribute -> new MessageAttribute(
                                wellFormed(attribute.name()),
                                wellFormed(attribute.dataType()),
                                wellFormed(attribute.value())))
                        .toList(),
                wellFormed(publication.groupId()),
                wellFormed(publication.deduplicationId()),
                wellFormed(publication.traceParent()));
    }

    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}

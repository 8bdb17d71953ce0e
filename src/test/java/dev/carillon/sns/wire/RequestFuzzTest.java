package dev.carillon.sns.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.carillon.sns.wire.publication.BatchReader;
import dev.carillon.sns.wire.publication.PublicationReader;
import dev.carillon.sns.wire.publication.PublicationSize;
import dev.carillon.sns.wire.publication.TopicKind;
import dev.carillon.sns.wire.request.QueryRequest;
import dev.carillon.testing.Allocation;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;

/** Whatever the body of a request is, it gives a value or a fault. */
@Timeout(10)
class RequestFuzzTest {
    @FuzzTest
    void readsAnyForm(byte[] body) throws Exception {
        readAll(body.length, Allocation.inProportion(body.length, () -> QueryRequest.parse(body)));
    }

    @FuzzTest
    void readsAnyJson(byte[] body) throws Exception {
        Optional<String> target = Optional.of("AmazonSimpleNotificationService.PublishBatch");
        readAll(body.length, Allocation.inProportion(body.length, () -> QueryRequest.parseJson(body, target)));
    }

    private static void readAll(int length, Checked<QueryRequest> request) throws Exception {
        if (request instanceof Checked.Valid<QueryRequest> valid) {
            Allocation.inProportion(length, () -> readAll(valid.value()));
        }
    }

    private static boolean readAll(QueryRequest request) {
        assertThat(request.action()).isNotNull();
        assertThat(request.texts("TagKeys.member.")).doesNotContainNull();
        PublicationReader.read(request, "", TopicKind.FIFO_BY_CONTENT)
                .map(PublicationSize::bytes)
                .map(bytes -> assertThat(bytes).isBetween(1, PublicationSize.MAX_BYTES));
        BatchReader.read(request, "", TopicKind.STANDARD)
                .map(entries -> assertThat(entries)
                        .extracting(BatchReader.Entry::id)
                        .hasSizeBetween(1, 10)
                        .doesNotHaveDuplicates());
        return true;
    }
}

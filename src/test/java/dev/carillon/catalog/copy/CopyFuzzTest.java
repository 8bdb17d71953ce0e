package dev.carillon.catalog.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.carillon.catalog.key.ApiKey;
import dev.carillon.catalog.key.EncryptionKey;
import dev.carillon.catalog.key.SecretBox;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Protocol;
import dev.carillon.model.Region;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.SubscriptionState;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import dev.carillon.testing.Allocation;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the fields of a copy of the catalogue are, they are one, or damaged. */
@Timeout(10)
class CopyFuzzTest {
    /** The same in each run, so that what a run kept is of use to the next. */
    private static final SecretBox SECRETS =
            new SecretBox(EncryptionKey.fromBase64("A".repeat(43) + "=").orElseThrow());

    static Stream<byte[]> copies() {
        ProjectScope scope = new ProjectScope(new ProjectId(new UUID(1, 2)), new Region("fr-par"));
        TopicArn arn = new TopicArn("scw", scope, "orders");
        Subscription subscription = new Subscription(
                4,
                new SubscriptionArn(arn, new UUID(3, 4)),
                Protocol.HTTP,
                "http://localhost/",
                new SubscriptionState.Confirmed(5, "hash"),
                true,
                false,
                Instant.EPOCH,
                Map.of("RawMessageDelivery", "true"));
        Topic topic = new Topic(
                3, arn, Map.of("DisplayName", "x"), Map.of("tag", "y"), Map.of(new UUID(3, 4), subscription), 2);
        ApiKey key = new ApiKey(
                new UUID(5, 6), "ci", "hash", Instant.EPOCH, Instant.MAX, Set.of(new ProjectId(new UUID(1, 2))));
        ProjectView project =
                new ProjectView(scope, 1, Instant.EPOCH, Instant.EPOCH, Map.of("orders", topic), Map.of());
        ByteBuffer fields = new CopyEncoder(SECRETS)
                .encode(new CatalogCopy(new UUID(7, 8), 9, Instant.EPOCH, List.of(key), List.of(project)));
        byte[] bytes = new byte[fields.remaining()];
        fields.get(bytes);
        return Stream.of(bytes);
    }

    @MethodSource("copies")
    @FuzzTest
    void readsAnyFields(byte[] bytes) throws Exception {
        try {
            CatalogCopy copy = Allocation.inProportion(
                    bytes.length, () -> CopyDecoder.decode(new FieldReader(ByteBuffer.wrap(bytes)), SECRETS));
            assertThat(copy.projects().size() + copy.apiKeys().size()).isLessThan(bytes.length);
        } catch (CopyDamaged damaged) {
            assertThat(damaged).message().isNotBlank();
        }
    }
}

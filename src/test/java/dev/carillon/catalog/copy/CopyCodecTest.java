package dev.carillon.catalog.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.catalog.key.ApiKey;
import dev.carillon.catalog.key.EncryptionKey;
import dev.carillon.catalog.key.SecretBox;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Protocol;
import dev.carillon.model.Region;
import dev.carillon.model.SecretKey;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.SubscriptionState;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class CopyCodecTest {
    private static final SecretBox SECRETS = new SecretBox(EncryptionKey.random());
    private static final ProjectScope SCOPE = new ProjectScope(new ProjectId(new UUID(1, 2)), new Region("fr-par"));

    private final CopyEncoder encoder = new CopyEncoder(SECRETS);

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void readsWhatWasWritten(@ForAll("copies") CatalogCopy copy) throws CopyDamaged {
        CatalogCopy read = CopyDecoder.decode(new FieldReader(encoder.encode(copy)), SECRETS);

        assertThat(read).isEqualTo(copy);
        assertThat(order(read)).isEqualTo(order(copy));
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void bentFieldsAreDamagedOrAnotherCatalogueAndNeverAnError(
            @ForAll("copies") CatalogCopy copy, @ForAll Random random) {
        ByteBuffer fields = encoder.encode(copy);
        for (int mutation = 0; mutation < 100; mutation++) {
            int place = random.nextInt(fields.limit());
            byte before = fields.get(place);
            fields.put(place, (byte) random.nextInt(256));
            assertThat(isReadOrDamaged(fields)).isTrue();
            fields.put(place, before);
        }
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void fieldsThatEndEarlyAreDamaged(@ForAll("copies") CatalogCopy copy, @ForAll Random random) {
        ByteBuffer fields = encoder.encode(copy);
        int whole = fields.limit();
        for (int cut = 0; cut < 20; cut++) {
            fields.limit(random.nextInt(whole));
            assertThatThrownBy(() -> CopyDecoder.decode(new FieldReader(fields), SECRETS))
                    .isInstanceOf(CopyDamaged.class);
        }
    }

    @Property(tries = 2_000)
    void anyBytesAreDamagedAndNeverAnError(@ForAll @Size(max = 400) byte[] bytes) {
        assertThatThrownBy(() -> CopyDecoder.decode(new FieldReader(ByteBuffer.wrap(bytes)), SECRETS))
                .isInstanceOf(CopyDamaged.class);
    }

    @Example
    void holdsNoSecretThatCanBeReadWithoutTheKey() {
        Credential credential = credential(new UUID(3, 4), "one", "a secret that nobody may see");
        ByteBuffer encoded = encoder.encode(copyOf(List.of(project(Map.of(), Map.of(credential.id(), credential)))));
        byte[] fields = new byte[encoded.remaining()];
        encoded.get(fields);

        assertThat(new String(fields, StandardCharsets.ISO_8859_1)).doesNotContain("a secret that nobody");
        assertThatThrownBy(() -> CopyDecoder.decode(
                        new FieldReader(ByteBuffer.wrap(fields)), new SecretBox(EncryptionKey.random())))
                .isInstanceOf(CopyDamaged.class)
                .hasMessageContaining("encrypted with another key");
    }

    @Provide
    Arbitrary<CatalogCopy> copies() {
        Arbitrary<ApiKey> keys = Combinators.combine(
                        uuids(),
                        texts(),
                        texts(),
                        times(),
                        times(),
                        uuids().set().ofMaxSize(3))
                .as((id, name, hash, created, expires, projects) -> new ApiKey(
                        id,
                        name,
                        hash,
                        created,
                        expires,
                        Set.copyOf(projects.stream().map(ProjectId::new).toList())));
        return Combinators.combine(
                        uuids(),
                        Arbitraries.longs(),
                        times(),
                        keys.list().ofMaxSize(3),
                        projects().list().ofMaxSize(3))
                .as(CatalogCopy::new);
    }

    private static Arbitrary<ProjectView> projects() {
        Arbitrary<Credential> credentials = Combinators.combine(
                        uuids(),
                        texts(),
                        times(),
                        times(),
                        texts(),
                        texts(),
                        texts(),
                        Arbitraries.integers().between(0, 7))
                .as((id, name, created, updated, access, secret, checksum, may) -> new Credential(
                        id,
                        name,
                        SCOPE,
                        created,
                        updated,
                        access,
                        new SecretKey(secret),
                        checksum,
                        new SnsPermissions((may & 1) > 0, (may & 2) > 0, (may & 4) > 0)));
        return Combinators.combine(
                        Arbitraries.longs(),
                        times(),
                        times(),
                        topics().list().ofMaxSize(3),
                        credentials.list().ofMaxSize(3))
                .as((generation, activated, updated, topics, some) -> new ProjectView(
                        SCOPE,
                        generation,
                        activated,
                        updated,
                        byKey(topics, topic -> topic.arn().name()),
                        byKey(some, Credential::id)));
    }

    private static Arbitrary<Topic> topics() {
        Arbitrary<String> names = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(9);
        return Combinators.combine(
                        Arbitraries.longs(),
                        names,
                        attributes(),
                        attributes(),
                        subscriptions().list().ofMaxSize(3),
                        Arbitraries.longs())
                .as((no, name, attributes, tags, subscriptions, deleted) -> {
                    TopicArn arn = new TopicArn("scw", SCOPE, name);
                    List<Subscription> ours =
                            subscriptions.stream().map(each -> each.apply(arn)).toList();
                    return new Topic(
                            no,
                            arn,
                            attributes,
                            tags,
                            byKey(ours, each -> each.arn().id()),
                            deleted);
                });
    }

    private static Arbitrary<Function<TopicArn, Subscription>> subscriptions() {
        Arbitrary<SubscriptionState> pending =
                Combinators.combine(texts(), times()).as(SubscriptionState.Pending::new);
        Arbitrary<SubscriptionState> confirmed =
                Combinators.combine(Arbitraries.longs(), texts()).as(SubscriptionState.Confirmed::new);
        return Combinators.combine(
                        Arbitraries.longs(),
                        uuids(),
                        Arbitraries.of(Protocol.values()),
                        texts(),
                        Arbitraries.oneOf(pending, confirmed),
                        Arbitraries.integers().between(0, 3),
                        times(),
                        attributes())
                .as((no, id, protocol, endpoint, state, is, created, attributes) -> topic -> new Subscription(
                        no,
                        new SubscriptionArn(topic, id),
                        protocol,
                        endpoint,
                        state,
                        (is & 1) > 0,
                        (is & 2) > 0,
                        created,
                        attributes));
    }

    private static Arbitrary<Map<String, String>> attributes() {
        return Arbitraries.maps(texts(), texts()).ofMaxSize(3);
    }

    private static Arbitrary<UUID> uuids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }

    /** As the database keeps them: in microseconds. */
    private static Arbitrary<Instant> times() {
        return Arbitraries.longs()
                .between(-1L << 55, 1L << 55)
                .map(micros -> Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L))
                .injectDuplicates(0.1)
                .edgeCases(edges -> edges.add(Instant.MAX));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .all()
                .ofMaxLength(12)
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    private static <K, V> Map<K, V> byKey(List<V> values, Function<V, K> key) {
        Map<K, V> all = new LinkedHashMap<>();
        values.forEach(value -> all.put(key.apply(value), value));
        return all;
    }

    /** Pages of the APIs show things in this order, and maps are equal in any. */
    private static List<String> order(CatalogCopy copy) {
        return copy.projects().stream()
                .flatMap(project -> project.topics().values().stream())
                .map(topic -> topic.topicNo() + " " + topic.subscriptions().keySet())
                .toList();
    }

    private static boolean isReadOrDamaged(ByteBuffer fields) {
        try {
            var unused = CopyDecoder.decode(new FieldReader(fields), SECRETS);
            return true;
        } catch (CopyDamaged damaged) {
            return true;
        }
    }

    private static Credential credential(UUID id, String name, String secret) {
        return new Credential(
                id,
                name,
                SCOPE,
                Instant.EPOCH,
                Instant.EPOCH,
                "access",
                new SecretKey(secret),
                "sum",
                new SnsPermissions(true, true, true));
    }

    private static ProjectView project(Map<String, Topic> topics, Map<UUID, Credential> credentials) {
        return new ProjectView(SCOPE, 1, Instant.EPOCH, Instant.EPOCH, topics, credentials);
    }

    private static CatalogCopy copyOf(List<ProjectView> projects) {
        return new CatalogCopy(new UUID(5, 6), 7, Instant.EPOCH, List.of(), projects);
    }
}

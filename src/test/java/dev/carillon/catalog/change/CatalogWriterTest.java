package dev.carillon.catalog.change;

import static dev.carillon.catalog.OpenCatalog.arn;
import static dev.carillon.catalog.OpenCatalog.confirmed;
import static dev.carillon.catalog.OpenCatalog.newScope;
import static dev.carillon.catalog.OpenCatalog.pending;
import static dev.carillon.catalog.OpenCatalog.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.catalog.CatalogSweep;
import dev.carillon.catalog.OpenCatalog;
import dev.carillon.catalog.change.WriteOutcome.Done;
import dev.carillon.catalog.change.WriteOutcome.Existed;
import dev.carillon.catalog.change.WriteOutcome.FilterLimitReached;
import dev.carillon.catalog.change.WriteOutcome.Inactive;
import dev.carillon.catalog.change.WriteOutcome.LimitReached;
import dev.carillon.catalog.change.WriteOutcome.Missing;
import dev.carillon.catalog.key.NewSecrets;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.SubscriptionState.Confirmed;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.TestDatabase;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CatalogWriterTest {
    private static final SnsPermissions ALL = new SnsPermissions(true, true, true);

    private static TestDatabase database;
    private static OpenCatalog catalog;

    @BeforeAll
    static void open() throws Exception {
        database = TestDatabase.create();
        catalog = OpenCatalog.on(database.config());
    }

    @AfterAll
    static void close() throws Exception {
        catalog.close();
        database.close();
    }

    @Test
    void activatesAProjectOnce() throws Exception {
        ProjectScope scope = newScope();

        ProjectView active = done(catalog.writer().activate(scope));

        assertThat(catalog.view().project(scope)).contains(active);
        assertThat(active.topics()).isEmpty();
        assertThat(active.activatedAt()).isEqualTo(OpenCatalog.TIME.now());
        assertThat(within(catalog.writer().activate(scope))).isEqualTo(new Existed<>(active));
        assertThat(catalog.announced()).containsOnlyOnce(scope);
    }

    @Test
    void deactivatingDeletesEverythingOfTheProjectAndNothingOfOthers() throws Exception {
        ProjectScope scope = catalog.project();
        ProjectScope other = catalog.project();
        Credential credential = done(catalog.writer().createCredential(scope, "one", ALL));
        Topic topic = done(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of()));
        done(catalog.subscribe(confirmed(topic.arn(), "https://a.example/")));
        Topic kept = done(catalog.writer().createTopic(arn(other, "orders"), Map.of(), Map.of()));

        assertThat(within(catalog.writer().deactivate(scope))).isEqualTo(new Done<>(scope));

        assertThat(catalog.view().project(scope)).isEmpty();
        assertThat(catalog.view().credential(credential.accessKey())).isEmpty();
        assertThat(catalog.view().topic(topic.topicNo())).isEmpty();
        assertThat(catalog.view().topic(kept.arn())).contains(kept);
        assertThat(rowsOf(scope)).isEqualTo("0 0 0");
        assertThat(within(catalog.writer().deactivate(scope))).isEqualTo(new Missing<>());
    }

    @Test
    void theGenerationOfAProjectNeverGoesBackEvenWhenItIsActivatedAnew() throws Exception {
        ProjectScope scope = catalog.project();
        done(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of()));
        long before = catalog.view().project(scope).orElseThrow().generation();
        done(catalog.writer().deactivate(scope));

        ProjectView anew = done(catalog.writer().activate(scope));

        assertThat(anew.generation()).isGreaterThan(before);
        assertThat(anew.topics()).isEmpty();
    }

    @Test
    void makesCredentialsOfTheFormsThatClientsKnow() throws Exception {
        ProjectScope scope = catalog.project();

        Credential made = done(catalog.writer().createCredential(scope, "one", new SnsPermissions(true, false, false)));

        assertThat(made.accessKey()).matches("[A-Za-z0-9]{20}");
        assertThat(made.secretKey().value()).matches("[A-Za-z0-9]{64}");
        assertThat(made.secretChecksum())
                .isEqualTo(NewSecrets.sha1(made.secretKey().value()));
        assertThat(made.permissions()).isEqualTo(new SnsPermissions(true, false, false));
        assertThat(catalog.view().credential(made.accessKey())).contains(made);
        assertThat(catalog.view().credential(made.id())).contains(made);
    }

    @Test
    void keepsSecretsEncrypted() throws Exception {
        ProjectScope scope = catalog.project();

        Credential made = done(catalog.writer().createCredential(scope, "one", ALL));

        String sealed = database.ask("SELECT encode(sealed_secret, 'escape') FROM carillon.credential WHERE id = '"
                        + made.id() + "'")
                .get(0);
        assertThat(sealed).doesNotContain(made.secretKey().value());
        assertThat(database.ask("SELECT length(sealed_secret) FROM carillon.credential WHERE id = '" + made.id() + "'"))
                .containsExactly("92");
    }

    @Test
    void changesWhatAnEditChangesOfACredential() throws Exception {
        ProjectScope scope = catalog.project();
        Credential made = done(catalog.writer().createCredential(scope, "one", ALL));
        SnsPermissions fewer = new SnsPermissions(false, true, false);

        Credential changed = done(
                catalog.writer().updateCredential(scope, made.id(), edit -> new CredentialEdit(edit.name(), fewer)));

        assertThat(changed.name()).isEqualTo("one");
        assertThat(changed.permissions()).isEqualTo(fewer);
        assertThat(changed.secretKey()).isEqualTo(made.secretKey());
        assertThat(catalog.view().credential(made.accessKey())).contains(changed);
    }

    @Test
    void ofManyThatMakeCredentialsAtTheSameTimeOnlyAsManySucceedAsTheLimitAllows() throws Exception {
        ProjectScope scope = catalog.project();
        ProjectScope other = catalog.project();

        List<Future<WriteOutcome<Credential>>> all = IntStream.range(0, 2 * OpenCatalog.CREDENTIALS_MAX)
                .mapToObj(i -> catalog.writer().createCredential(scope, "name " + i, ALL))
                .toList();

        int made = 0;
        for (Future<WriteOutcome<Credential>> each : all) {
            WriteOutcome<Credential> outcome = within(each);
            made += outcome instanceof Done ? 1 : 0;
            assertThat(outcome)
                    .satisfiesAnyOf(
                            done -> assertThat(done).isInstanceOf(Done.class),
                            refused -> assertThat(refused)
                                    .isEqualTo(new LimitReached<>(
                                            OpenCatalog.CREDENTIALS_MAX, OpenCatalog.CREDENTIALS_MAX)));
        }
        assertThat(made).isEqualTo(OpenCatalog.CREDENTIALS_MAX);
        assertThat(credentialRowsOf(scope)).isEqualTo(Integer.toString(OpenCatalog.CREDENTIALS_MAX));
        done(catalog.writer().createCredential(other, "another project's", ALL));
    }

    @Test
    void aDeletedCredentialMakesRoomForAnother() throws Exception {
        ProjectScope scope = catalog.project();
        Credential first = done(catalog.writer().createCredential(scope, "0", ALL));
        for (int i = 1; i < OpenCatalog.CREDENTIALS_MAX; i++) {
            done(catalog.writer().createCredential(scope, "" + i, ALL));
        }
        assertThat(within(catalog.writer().createCredential(scope, "more", ALL)))
                .isInstanceOf(LimitReached.class);

        done(catalog.writer().deleteCredential(scope, first.id()));

        done(catalog.writer().createCredential(scope, "more", ALL));
    }

    @Test
    void aDeletedCredentialIsUnknownAtOnce() throws Exception {
        ProjectScope scope = catalog.project();
        Credential made = done(catalog.writer().createCredential(scope, "one", ALL));

        assertThat(within(catalog.writer().deleteCredential(scope, made.id()))).isEqualTo(new Done<>(made.id()));

        assertThat(catalog.view().credential(made.accessKey())).isEmpty();
        assertThat(catalog.view().credential(made.id())).isEmpty();
        assertThat(within(catalog.writer().deleteCredential(scope, made.id()))).isEqualTo(new Missing<>());
    }

    @Test
    void findsACredentialOnlyInItsOwnProject() throws Exception {
        Credential made = done(catalog.writer().createCredential(catalog.project(), "one", ALL));
        ProjectScope other = catalog.project();

        assertThat(within(catalog.writer().deleteCredential(other, made.id()))).isEqualTo(new Missing<>());
        assertThat(within(catalog.writer().updateCredential(other, made.id(), edit -> edit)))
                .isEqualTo(new Missing<>());
        assertThat(catalog.view().credential(made.id())).contains(made);
    }

    @Test
    void refusesToMakeAnythingInAProjectThatIsNotActive() throws Exception {
        ProjectScope scope = newScope();

        assertThat(within(catalog.writer().createCredential(scope, "one", ALL))).isEqualTo(new Inactive<>());
        assertThat(within(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of())))
                .isEqualTo(new Inactive<>());
        assertThat(within(catalog.subscribe(confirmed(arn(scope, "orders"), "https://a.example/"))))
                .isEqualTo(new Missing<>());
    }

    @Test
    void makesATopicOnceWhateverItsAttributes() throws Exception {
        TopicArn arn = arn(catalog.project(), "orders");

        Topic made = done(catalog.writer().createTopic(arn, Map.of("DisplayName", "Orders \"été\" \u20ac"), Map.of()));

        assertThat(catalog.view().topic(arn)).contains(made);
        assertThat(catalog.view().topic(made.topicNo())).contains(made);
        assertThat(within(catalog.writer().createTopic(arn, Map.of(), Map.of())))
                .isEqualTo(new Existed<>(made));
    }

    @Test
    void aTopicMadeAnewHasAnotherNumber() throws Exception {
        TopicArn arn = arn(catalog.project(), "orders");
        Topic first = done(catalog.writer().createTopic(arn, Map.of(), Map.of()));
        assertThat(done(catalog.writer().deleteTopic(arn, topic -> true))).isEqualTo(first);

        Topic second = done(catalog.writer().createTopic(arn, Map.of(), Map.of()));

        assertThat(second.topicNo()).isGreaterThan(first.topicNo());
        assertThat(catalog.view().topic(first.topicNo())).isEmpty();
    }

    @Test
    void refusesTopicsOverTheLimit() throws Exception {
        ProjectScope scope = catalog.project();
        for (int i = 0; i < OpenCatalog.TOPICS_MAX; i++) {
            done(catalog.writer().createTopic(arn(scope, "t" + i), Map.of(), Map.of()));
        }

        assertThat(within(catalog.writer().createTopic(arn(scope, "more"), Map.of(), Map.of())))
                .isEqualTo(new LimitReached<>(OpenCatalog.TOPICS_MAX, OpenCatalog.TOPICS_MAX));
        assertThat(within(catalog.writer().createTopic(arn(scope, "t0"), Map.of(), Map.of())))
                .isInstanceOf(Existed.class);
    }

    @Test
    void replacesATopicsAttributesAndTags() throws Exception {
        TopicArn arn = arn(catalog.project(), "orders");
        done(catalog.writer().createTopic(arn, Map.of("DisplayName", "a"), Map.of("team", "x")));

        Topic changed = done(catalog.writer()
                .updateTopic(
                        arn,
                        now -> Optional.of(now.withAttributes(Map.of("DisplayName", now.attributes() + "b"))
                                .withTags(Map.of("team", now.tags() + "y")))));

        assertThat(changed.attributes()).containsExactly(Map.entry("DisplayName", "{DisplayName=a}b"));
        assertThat(changed.tags()).containsExactly(Map.entry("team", "{team=x}y"));
        assertThat(catalog.view().topic(arn)).contains(changed);
        assertThat(within(catalog.writer().updateTopic(arn, now -> Optional.empty())))
                .isEqualTo(new Existed<>(changed));
        assertThat(within(catalog.writer().updateTopic(arn(arn.scope(), "no"), Optional::of)))
                .isEqualTo(new Missing<>());
        assertThat(within(catalog.writer().deleteTopic(arn(arn.scope(), "no"), topic -> true)))
                .isEqualTo(new Missing<>());
    }

    @Test
    void subscribesAnEndpointOnce() throws Exception {
        TopicArn topic = topic();

        Subscription made = done(catalog.subscribe(confirmed(topic, "https://a.example/")));

        assertThat(made.subscriptionNo()).isPositive();
        assertThat(made.state()).isEqualTo(new Confirmed(7, ""));
        assertThat(catalog.view().subscription(made.arn())).contains(made);
        assertThat(within(catalog.subscribe(confirmed(topic, "https://a.example/"))))
                .isEqualTo(new Existed<>(made));
        assertThat(within(catalog.subscribe(confirmed(arn(topic.scope(), "no"), "https://a.example/"))))
                .isEqualTo(new Missing<>());
    }

    @Test
    void subscribesEndpointsThatAreLongerThanAnIndexEntry() throws Exception {
        String endpoint = "https://a.example/" + "x".repeat(9_000);

        Subscription made = done(catalog.subscribe(confirmed(topic(), endpoint)));

        assertThat(made.endpoint()).isEqualTo(endpoint);
    }

    /** Two endpoints for which PostgreSQL's own 64-bit hash is the same: its last round can be undone. */
    @Test
    void tellsEndpointsApartThatHaveTheSameShortHash() throws Exception {
        TopicArn topic = topic();
        String one = "https://a.example/hash?xrT7offGPWLLmxlU5xR9Fmsry";
        String other = "https://a.example/hash?xXNlOPdK3eJCC5TlkkfqL2K5J";
        assertThat(database.ask("SELECT hashtextextended('" + one + "', 0) = hashtextextended('" + other + "', 0)"))
                .containsExactly("t");

        Subscription first = done(catalog.subscribe(confirmed(topic, one)));
        Subscription second = done(catalog.subscribe(confirmed(topic, other)));

        assertThat(catalog.view().topic(topic).orElseThrow().subscriptions().values())
                .containsExactlyInAnyOrder(first, second);
    }

    @Test
    void refusesSubscriptionsOverTheLimit() throws Exception {
        TopicArn topic = topic();
        for (int i = 0; i < OpenCatalog.SUBSCRIPTIONS_MAX; i++) {
            done(catalog.subscribe(confirmed(topic, "https://a.example/" + i)));
        }

        assertThat(within(catalog.subscribe(confirmed(topic, "https://a.example/more"))))
                .isEqualTo(new LimitReached<>(OpenCatalog.SUBSCRIPTIONS_MAX, OpenCatalog.SUBSCRIPTIONS_MAX));
    }

    @Test
    void refusesFiltersOverTheLimitAndCountsOnlyThem() throws Exception {
        TopicArn topic = topic();
        Map<String, String> filter = Map.of("FilterPolicy", "{}");
        Subscription first = done(catalog.subscribe(confirmed(topic, "https://a.example/1")));
        for (int i = 2; i < 2 + OpenCatalog.FILTERS_MAX; i++) {
            Subscription filtered = confirmed(topic, "https://a.example/" + i).withAttributes(filter);
            filtered = done(catalog.subscribe(filtered));
            assertThat(done(catalog.writer()
                                    .updateSubscription(filtered.arn(), now -> Optional.of(now.withAttributes(filter))))
                            .attributes())
                    .isEqualTo(filter);
        }

        assertThat(within(catalog.writer()
                        .updateSubscription(first.arn(), now -> Optional.of(now.withAttributes(filter)))))
                .isEqualTo(new FilterLimitReached<>(OpenCatalog.FILTERS_MAX, "filter policies of the topic"));
    }

    @Test
    void takesNoMoreBytesOfFilterPoliciesThanAProjectMayHave() throws Exception {
        TopicArn topic = topic();
        TopicArn another = arn(topic.scope(), "others");
        done(catalog.writer().createTopic(another, Map.of(), Map.of()));
        Subscription first =
                done(catalog.subscribe(confirmed(topic, "https://a.example/1").withAttributes(filterOf(600))));
        Subscription second =
                done(catalog.subscribe(confirmed(another, "https://a.example/2").withAttributes(filterOf(400))));
        FilterLimitReached<Subscription> refused =
                new FilterLimitReached<>(OpenCatalog.FILTER_BYTES_MAX, "bytes of the project's filter policies");

        assertThat(within(catalog.subscribe(
                        confirmed(topic, "https://a.example/3").withAttributes(filterOf(1)))))
                .isEqualTo(refused);
        assertThat(within(catalog.writer()
                        .updateSubscription(second.arn(), now -> Optional.of(now.withAttributes(filterOf(401))))))
                .isEqualTo(refused);

        Subscription smaller = done(catalog.writer()
                .updateSubscription(first.arn(), now -> Optional.of(now.withAttributes(filterOf(500)))));
        assertThat(smaller.attributes()).isEqualTo(filterOf(500));
        assertThat(done(catalog.writer()
                                .updateSubscription(
                                        second.arn(), now -> Optional.of(now.withAttributes(filterOf(500)))))
                        .attributes())
                .isEqualTo(filterOf(500));
    }

    @Test
    void confirmsAPendingSubscription() throws Exception {
        Subscription waiting = done(catalog.subscribe(pending(topic(), "https://a.example/", Duration.ofDays(2))));

        Subscription confirmed =
                done(catalog.writer().updateSubscription(waiting.arn(), now -> Optional.of(confirm(now, 42))));

        assertThat(confirmed.state()).isEqualTo(new Confirmed(42, "cd"));
        assertThat(confirmed.subscriptionNo()).isEqualTo(waiting.subscriptionNo());
        assertThat(confirmed.endpoint()).isEqualTo(waiting.endpoint());
        assertThat(catalog.view().subscription(waiting.arn())).contains(confirmed);
    }

    @Test
    void anEditThatWithdrawsChangesNothing() throws Exception {
        Subscription made = done(catalog.subscribe(confirmed(topic(), "https://a.example/")));

        assertThat(within(catalog.writer().updateSubscription(made.arn(), now -> Optional.empty())))
                .isEqualTo(new Existed<>(made));
        SubscriptionArn unknown = new SubscriptionArn(made.arn().topic(), UUID.randomUUID());
        assertThat(within(catalog.writer().updateSubscription(unknown, Optional::of)))
                .isEqualTo(new Missing<>());
    }

    @Test
    void countsTheSubscriptionsThatATopicLost() throws Exception {
        TopicArn topic = topic();
        Subscription made = done(catalog.subscribe(confirmed(topic, "https://a.example/")));

        assertThat(within(catalog.writer().deleteSubscription(made.arn()))).isEqualTo(new Done<>(made));

        assertThat(catalog.view().subscription(made.arn())).isEmpty();
        assertThat(catalog.view().topic(topic).orElseThrow().subscriptionsDeleted())
                .isEqualTo(1);
        assertThat(within(catalog.writer().deleteSubscription(made.arn()))).isEqualTo(new Missing<>());
    }

    @Test
    @Keeps("confirm.expiry")
    void deletesSubscriptionsThatNobodyConfirmedInTime() throws Exception {
        TopicArn topic = topic();
        Subscription early = done(catalog.subscribe(pending(topic, "https://early.example/", Duration.ofHours(1))));
        Subscription late = done(catalog.subscribe(pending(topic, "https://late.example/", Duration.ofHours(3))));
        Subscription kept = done(catalog.subscribe(confirmed(topic, "https://kept.example/")));

        OpenCatalog.TIME.advance(Duration.ofHours(2));
        within(CatalogSweep.now(catalog.catalog()));

        Topic after = catalog.view().topic(topic).orElseThrow();
        assertThat(after.subscriptions().values()).containsExactly(late, kept);
        assertThat(after.subscriptionsDeleted()).isEqualTo(1);
        assertThat(database.ask("SELECT id FROM carillon.subscription WHERE id = '"
                        + early.arn().id() + "'"))
                .isEmpty();
    }

    @Test
    void makesManyChangesOfManyProjectsAtTheSameTime() throws Exception {
        List<ProjectScope> scopes = List.of(catalog.project(), catalog.project(), catalog.project(), catalog.project());

        List<Future<WriteOutcome<Credential>>> all = IntStream.range(0, 100)
                .mapToObj(i -> catalog.writer().createCredential(scopes.get(i % 4), "name " + i, ALL))
                .toList();

        for (Future<WriteOutcome<Credential>> each : all) {
            Credential made = done(each);
            assertThat(catalog.view().credential(made.accessKey())).contains(made);
        }
        for (ProjectScope scope : scopes) {
            ProjectView project = catalog.view().project(scope).orElseThrow();
            assertThat(project.credentials()).hasSize(25);
            assertThat(project.generation()).isEqualTo(26);
        }
    }

    @Test
    void ofManyThatMakeTheSameTopicOneSucceeds() throws Exception {
        TopicArn arn = arn(catalog.project(), "orders");

        List<Future<WriteOutcome<Topic>>> all = IntStream.range(0, 100)
                .mapToObj(i -> catalog.writer().createTopic(arn, Map.of("DisplayName", "" + i), Map.of()))
                .toList();

        int made = 0;
        for (Future<WriteOutcome<Topic>> each : all) {
            made += within(each) instanceof Done ? 1 : 0;
        }
        assertThat(made).isEqualTo(1);
        assertThat(within(all.get(99)))
                .isEqualTo(new Existed<>(catalog.view().topic(arn).orElseThrow()));
    }

    @Test
    void showsTheSameAfterARestart() throws Exception {
        try (TestDatabase own = TestDatabase.create()) {
            List<ProjectView> before;
            try (OpenCatalog first = OpenCatalog.on(own.config())) {
                fill(first);
                before = List.copyOf(first.view().projects());
            }

            try (OpenCatalog second = OpenCatalog.on(own.config())) {
                assertThat(second.view().projects()).containsExactlyInAnyOrderElementsOf(before);
                ProjectView project = before.get(0);
                ProjectView again = second.view().project(project.scope()).orElseThrow();
                assertThat(again.topics().keySet())
                        .containsExactlyElementsOf(project.topics().keySet());
                assertThat(again.credentials().keySet())
                        .containsExactlyElementsOf(project.credentials().keySet());
                assertThat(within(second.writer().createTopic(arn(project.scope(), "later"), Map.of(), Map.of())))
                        .isInstanceOf(Done.class);
            }
        }
    }

    private static void fill(OpenCatalog catalog) throws Exception {
        for (ProjectScope scope : List.of(catalog.project(), catalog.project())) {
            done(catalog.writer().createCredential(scope, "b", ALL));
            done(catalog.writer().createCredential(scope, "a", ALL));
            for (String name : List.of("zebra", "apple.fifo", "orders")) {
                Topic topic = done(catalog.writer()
                        .createTopic(arn(scope, name), Map.of("Policy", "{\"a\": 1}"), Map.of("k", "é")));
                done(catalog.subscribe(confirmed(topic.arn(), "https://b.example/")));
                done(catalog.subscribe(pending(topic.arn(), "https://a.example/", Duration.ofDays(2))));
            }
            TopicArn zebra = arn(scope, "zebra");
            done(catalog.writer()
                    .updateTopic(
                            zebra,
                            now -> Optional.of(now.withAttributes(Map.of()).withTags(Map.of()))));
            Subscription first = catalog.view().topic(zebra).orElseThrow().subscriptions().values().stream()
                    .findFirst()
                    .orElseThrow();
            done(catalog.writer().deleteSubscription(first.arn()));
        }
    }

    private static Subscription confirm(Subscription now, long startSeq) {
        return new Subscription(
                now.subscriptionNo() + 1,
                now.arn(),
                now.protocol(),
                "https://other.example/",
                new Confirmed(startSeq, "cd"),
                true,
                true,
                now.createdAt(),
                now.attributes());
    }

    private static TopicArn topic() throws Exception {
        TopicArn arn = arn(catalog.project(), "orders");
        done(catalog.writer().createTopic(arn, Map.of(), Map.of()));
        return arn;
    }

    private static String rowsOf(ProjectScope scope) {
        return database.ask("""
                        SELECT count(credential) || ' ' || count(topic) || ' ' || count(subscription)
                          FROM carillon.project
                          LEFT JOIN carillon.credential USING (project_no)
                          LEFT JOIN carillon.topic USING (project_no)
                          LEFT JOIN carillon.subscription USING (topic_no)
                         WHERE project_id = '%s'
                        """.formatted(scope.project())).get(0);
    }

    private static String credentialRowsOf(ProjectScope scope) {
        return database.ask("SELECT count(*) FROM carillon.credential JOIN carillon.project USING (project_no)"
                        + " WHERE project_id = '" + scope.project() + "'")
                .get(0);
    }

    private static Map<String, String> filterOf(int bytes) {
        return Map.of("FilterPolicy", "x".repeat(bytes));
    }

    private static <T> T done(Future<WriteOutcome<T>> future) throws Exception {
        WriteOutcome<T> outcome = within(future);
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done<T>) outcome).value();
    }
}

package dev.carillon.crash.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * A project that publishes all the time, while its activation, its credentials and its topics come and go; whatever is
 * changed, the ledger is told. Each call is made until it is answered, through ends of the broker.
 */
final class Tenant implements AutoCloseable {
    private static final List<Integer> DONE_OR_DONE_BEFORE = List.of(200, 204, 404, 409);

    private final int number;
    private final BrokerClient client;
    private final SoakLedgerProcess ledger;
    private final ProjectId project = new ProjectId(UUID.randomUUID());
    private final List<Slot> slots = new ArrayList<>();
    private final Set<Slot> present = new LinkedHashSet<>();
    private final Subscriptions subscriptions;
    private SnsKeys keys;
    private SnsClient sns;

    /** Activates the project, and begins to publish to topics that are not there yet. */
    Tenant(int number, BrokerClient client, SoakLedgerProcess ledger) {
        this.number = number;
        this.client = client;
        this.ledger = ledger;
        subscriptions = new Subscriptions(ledger, this::sns);
        management("POST", "/activate-sns", body());
        keys = makeKeys();
        sns = client.sdk(keys);
        ledger.keys(number, client, keys);
    }

    /** Names topics; the ledger's numbers go on from the given one. */
    void publishTo(int firstTopic, List<String> names) {
        for (String name : names) {
            boolean isFifo = name.endsWith(".fifo");
            String arn = "arn:scw:sns:fr-par:project-" + project + ":" + name;
            slots.add(new Slot(firstTopic + slots.size(), name, arn, isFifo));
            ledger.topic(isFifo, arn);
        }
        ledger.publish();
    }

    List<Slot> slots() {
        return List.copyOf(slots);
    }

    boolean has(Slot slot) {
        return present.contains(slot);
    }

    /** How many there are. */
    int topics() {
        return present.size();
    }

    boolean isActive() {
        return !present.isEmpty();
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    void make(Slot slot) {
        Map<String, String> attributes = slot.isFifo() ? Map.of("FifoTopic", "true") : Map.of();
        String arn = Insisting.sns(
                () -> sns.createTopic(request -> request.name(slot.name()).attributes(attributes))
                        .topicArn());
        assertThat(arn).isEqualTo(slot.arn());
        present.add(slot);
    }

    /** Its subscriptions end with it. */
    void delete(Slot slot) {
        var unused = Insisting.sns(() -> sns.deleteTopic(request -> request.topicArn(slot.arn())));
        subscriptions.ended(slot);
        present.remove(slot);
    }

    /** Makes other credentials, changes over to them and deletes the old ones, which count for nothing from then on. */
    void changeKeys() {
        SnsKeys old = keys;
        use(makeKeys());
        management("DELETE", "/sns-credentials/" + old.id(), null);
        assertDenied(old);
    }

    void deactivate() {
        management("POST", "/deactivate-sns", body());
        slots.forEach(subscriptions::ended);
        present.clear();
        assertDenied(keys);
    }

    /** Without topics. */
    void activate() {
        management("POST", "/activate-sns", body());
        use(makeKeys());
    }

    @Override
    public void close() {
        sns.close();
    }

    private SnsClient sns() {
        return sns;
    }

    private void use(SnsKeys others) {
        sns.close();
        keys = others;
        sns = client.sdk(keys);
        ledger.keys(number, client, keys);
    }

    private SnsKeys makeKeys() {
        JsonObject permissions = new JsonObject()
                .put("can_publish", true)
                .put("can_receive", true)
                .put("can_manage", true);
        JsonObject made = new JsonObject(management(
                        "POST", "/sns-credentials", body().put("name", "soak").put("permissions", permissions))
                .body());
        return new SnsKeys(made.getString("id"), made.getString("access_key"), made.getString("secret_key"));
    }

    private void assertDenied(SnsKeys old) {
        try (SnsClient denied = client.sdk(old)) {
            assertThatThrownBy(() -> Insisting.sns(denied::listTopics))
                    .isInstanceOfSatisfying(
                            SnsException.class,
                            refused -> assertThat(refused.awsErrorDetails().errorCode())
                                    .isEqualTo("AccessDeniedException"));
        }
    }

    private JsonObject body() {
        return new JsonObject().put("project_id", project.toString());
    }

    private HttpResponse<String> management(String method, String path, JsonObject body) {
        HttpResponse<String> reply = Insisting.management(() -> client.call(method, path, body));
        assertThat(reply.statusCode())
                .as("%s %s: %s", method, path, reply.body())
                .isIn(DONE_OR_DONE_BEFORE);
        return reply;
    }
}

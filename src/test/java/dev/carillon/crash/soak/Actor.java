package dev.carillon.crash.soak;

import dev.carillon.crash.MoodyReceiver.Mood;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes something, then something else, as a seed says. */
final class Actor {
    private static final Logger LOG = LoggerFactory.getLogger(Actor.class);
    private static final int MOST_SUBSCRIPTIONS = 4;
    private static final long LONGEST_SPELL_MILLIS = 8_000;
    private static final long LONGEST_UNTIL_AN_END_MILLIS = 60;
    private static final long LONGEST_UNTIL_A_SECOND_END_MILLIS = 2_000;

    /** The retries of each go on for far longer than a spell: nothing is dropped. */
    private static final List<String> PATIENT_POLICIES = List.of(
            "{\"healthyRetryPolicy\":{\"minDelayTarget\":1,\"maxDelayTarget\":3,\"numRetries\":100}}",
            "{\"healthyRetryPolicy\":{\"minDelayTarget\":1,\"maxDelayTarget\":5,\"numRetries\":80,\"numNoDelayRetries\":2,"
                    + "\"backoffFunction\":\"exponential\"}}",
            "{\"healthyRetryPolicy\":{\"minDelayTarget\":2,\"maxDelayTarget\":2,\"numRetries\":90},"
                    + "\"throttlePolicy\":{\"maxReceivesPerSecond\":400}}",
            "{\"healthyRetryPolicy\":{\"minDelayTarget\":1,\"maxDelayTarget\":2,\"numRetries\":100},"
                    + "\"requestPolicy\":{\"headerContentType\":\"application/json\"}}");

    private final SplittableRandom random;
    private final List<Tenant> tenants;
    private final Endpoints endpoints;
    private final Restarts restarts;
    private int paths;
    private int deeds;

    /**
     * @param tenants of whom only the last is deactivated now and then
     */
    Actor(SplittableRandom random, List<Tenant> tenants, Endpoints endpoints, Restarts restarts) {
        this.random = random;
        this.tenants = tenants;
        this.endpoints = endpoints;
        this.restarts = restarts;
    }

    int deeds() {
        return deeds;
    }

    /** Makes what is missing of a project's topics, each with some subscriptions. */
    void furnish(Tenant tenant) {
        for (Slot slot : tenant.slots()) {
            if (!tenant.has(slot)) {
                tenant.make(slot);
            }
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                subscribe(tenant, slot);
            }
        }
    }

    /**
     * Does the next thing.
     *
     * @param isRestless whether the broker may be ended, then or in the middle of something else
     */
    void act(boolean isRestless) {
        Deed deed = Deed.any(random);
        Tenant tenant = any(tenants);
        boolean isInterrupted = (random.nextInt(6) == 0 || deed == Deed.RESTART) && isRestless;
        if (isInterrupted) {
            restart();
        }
        LOG.atInfo()
                .addKeyValue("deed", deed)
                .addKeyValue("project", tenants.indexOf(tenant))
                .addKeyValue("isInterrupted", isInterrupted)
                .log("something changes");
        if (tenant.isActive()) {
            act(deed, tenant);
        } else {
            tenant.activate();
            furnish(tenant);
        }
        restarts.await();
        deeds++;
    }

    private void act(Deed deed, Tenant tenant) {
        Slot slot = any(tenant.slots());
        switch (deed) {
            case SUBSCRIBE -> subscribe(tenant, slot);
            case UNSUBSCRIBE -> unsubscribe(tenant);
            case FILTER ->
                anySubscribed(tenant, false)
                        .ifPresent(each -> tenant.subscriptions().filter(each, any(List.of(Filter.values()))));
            case RAW ->
                anySubscribed(tenant, true)
                        .ifPresent(each -> tenant.subscriptions().raw(each, !each.isRaw()));
            case DELIVERY_POLICY ->
                anySubscribed(tenant, true)
                        .ifPresent(each -> tenant.subscriptions().deliveryPolicy(each, any(PATIENT_POLICIES)));
            case TOPIC -> makeOrDelete(tenant, slot);
            case CREDENTIALS -> tenant.changeKeys();
            case PROJECT -> deactivate(tenants.get(tenants.size() - 1));
            case SICKEN ->
                endpoints.sicken(
                        any(endpoints.moody()),
                        random.nextBoolean() ? Mood.FAILING : Mood.HANGING,
                        random.nextLong(LONGEST_SPELL_MILLIS));
            case RESTART -> {
                // Begun already, or not allowed.
            }
        }
    }

    private void restart() {
        restarts.begin(
                any(List.of(Restarts.End.values())),
                Duration.ofMillis(random.nextLong(LONGEST_UNTIL_AN_END_MILLIS)),
                Duration.ofMillis(random.nextLong(LONGEST_UNTIL_A_SECOND_END_MILLIS)));
    }

    private void subscribe(Tenant tenant, Slot slot) {
        if (tenant.has(slot) && tenant.subscriptions().of(slot).size() < MOST_SUBSCRIPTIONS) {
            tenant.subscriptions().subscribe(slot, wish(tenant, slot), any(PATIENT_POLICIES));
        }
    }

    /** At a new endpoint, or at one of a subscription that has ended. */
    private Subscribed wish(Tenant tenant, Slot slot) {
        List<Subscribed> past = tenant.subscriptions().past(slot);
        boolean isAgain = !past.isEmpty() && random.nextInt(3) == 0;
        Subscribed wished = (isAgain ? any(past) : made(slot))
                .withFilter(random.nextBoolean() ? Filter.NONE : any(List.of(Filter.values())));
        // A confirmation is not repeated as soon as messages are.
        return wished.isWeb() && !endpoints.isWell(wished.receiver()) ? wished.at(endpoints.steady()) : wished;
    }

    private Subscribed made(Slot slot) {
        List<Integer> receivers = new ArrayList<>(endpoints.moody());
        receivers.add(endpoints.steady());
        boolean isWeb = random.nextInt(3) == 0;
        return new Subscribed(
                "",
                slot.topic(),
                isWeb ? "http" : "lambda",
                any(receivers),
                "/" + paths++,
                Filter.NONE,
                isWeb && random.nextBoolean());
    }

    /** When it has everything, or at once. */
    private void unsubscribe(Tenant tenant) {
        anySubscribed(tenant, false).ifPresent(each -> {
            if (random.nextBoolean()) {
                tenant.subscriptions().awaitAll(List.of(each));
            }
            tenant.subscriptions().unsubscribe(each);
        });
    }

    private void makeOrDelete(Tenant tenant, Slot slot) {
        if (!tenant.has(slot)) {
            tenant.make(slot);
            subscribe(tenant, slot);
            return;
        }
        if (random.nextBoolean()) {
            tenant.subscriptions().awaitAll(tenant.subscriptions().of(slot));
        }
        tenant.delete(slot);
    }

    private void deactivate(Tenant tenant) {
        if (!tenant.isActive()) {
            return;
        }
        if (random.nextBoolean()) {
            tenant.subscriptions().awaitAll(tenant.subscriptions().present());
        }
        tenant.deactivate();
    }

    private Optional<Subscribed> anySubscribed(Tenant tenant, boolean isWeb) {
        List<Subscribed> all = tenant.subscriptions().present().stream()
                .filter(each -> !isWeb || each.isWeb())
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(any(all));
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}

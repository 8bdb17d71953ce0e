package dev.carillon.crash.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;

/** A project's subscriptions: made, changed and ended, while the ledger is told before and after. */
final class Subscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final SoakLedgerProcess ledger;
    private final Supplier<SnsClient> sns;
    private final List<Subscribed> present = new ArrayList<>();
    private final List<Subscribed> past = new ArrayList<>();

    Subscriptions(SoakLedgerProcess ledger, Supplier<SnsClient> sns) {
        this.ledger = ledger;
        this.sns = sns;
    }

    List<Subscribed> present() {
        return List.copyOf(present);
    }

    List<Subscribed> of(Slot slot) {
        return present.stream().filter(each -> each.topic() == slot.topic()).toList();
    }

    /** Whose endpoints may be subscribed again. */
    List<Subscribed> past(Slot slot) {
        return past.stream().filter(each -> each.topic() == slot.topic()).toList();
    }

    /**
     * @param wished has no ARN yet
     * @param deliveryPolicy of a web endpoint; empty for none
     */
    void subscribe(Slot slot, Subscribed wished, String deliveryPolicy) {
        Map<String, String> attributes = new HashMap<>();
        if (wished.filter() != Filter.NONE) {
            attributes.put("FilterPolicy", wished.filter().policy());
            attributes.put("FilterPolicyScope", wished.filter().scope());
        }
        if (wished.isWeb()) {
            attributes.put("RawMessageDelivery", Boolean.toString(wished.isRaw()));
            attributes.put("DeliveryPolicy", deliveryPolicy);
            attributes.values().removeIf(String::isEmpty);
        }
        ledger.opening();
        String arn = Insisting.sns(() -> sns.get()
                .subscribe(request -> request.topicArn(slot.arn())
                        .protocol(wished.protocol())
                        .endpoint(wished.endpoint())
                        .attributes(attributes)
                        .returnSubscriptionArn(true))
                .subscriptionArn());
        if (wished.isWeb()) {
            confirm(slot, wished.path());
        }
        Subscribed subscribed = wished.withArn(arn);
        ledger.open(subscribed);
        LOG.atInfo()
                .addKeyValue("subscribed", subscribed)
                .addKeyValue("policy", deliveryPolicy)
                .log("subscribed");
        present.add(subscribed);
        past.removeIf(each -> each.path().equals(wished.path()));
    }

    /** Where Subscribe was made twice, only the token that was sent last counts. */
    private void confirm(Slot slot, String path) {
        await("a confirmation")
                .atMost(PATIENCE)
                .until(() -> !ledger.tokens(path).equals(List.of("")));
        ledger.opening();
        var unused = Insisting.until(() -> ledger.tokens(path).stream()
                .filter(token -> isConfirmedBy(slot, token))
                .findAny());
    }

    private boolean isConfirmedBy(Slot slot, String token) {
        try {
            var unused = Insisting.sns(() -> sns.get()
                    .confirmSubscription(request -> request.topicArn(slot.arn()).token(token)));
            return true;
        } catch (InvalidParameterException ofBefore) {
            return false;
        }
    }

    void unsubscribe(Subscribed subscribed) {
        LOG.atInfo().addKeyValue("subscribed", subscribed).log("unsubscribes");
        var unused = Insisting.sns(() -> sns.get().unsubscribe(request -> request.subscriptionArn(subscribed.arn())));
        ended(subscribed);
    }

    /** Those of a topic that is gone. */
    void ended(Slot slot) {
        of(slot).forEach(this::ended);
    }

    private void ended(Subscribed subscribed) {
        ledger.close(subscribed.arn());
        assertThat(present.remove(subscribed)).isTrue();
        past.add(subscribed);
    }

    /** Whatever was acknowledged by now has arrived when this returns, though publishing goes on. */
    void awaitAll(List<Subscribed> some) {
        some.forEach(each -> ledger.due(each.arn()));
        some.forEach(each -> Dwindling.await(
                () -> ledger.missing(each.arn()).count(),
                () -> each + " lacks " + ledger.missing(each.arn()).examples()));
    }

    /** All of these must have arrived that were acknowledged by now. */
    void due() {
        present.forEach(each -> ledger.due(each.arn()));
    }

    /** A policy of another scope would not hold for a moment: there is none in between. */
    void filter(Subscribed subscribed, Filter filter) {
        LOG.atInfo()
                .addKeyValue("subscribed", subscribed)
                .addKeyValue("filter", filter)
                .log("changes the filter");
        ledger.filtering(subscribed.arn(), filter);
        if (!filter.scope().equals(subscribed.filter().scope())) {
            set(subscribed, "FilterPolicy", Filter.NONE.policy());
            set(subscribed, "FilterPolicyScope", filter.scope());
        }
        set(subscribed, "FilterPolicy", filter.policy());
        ledger.filtered(subscribed.arn());
        replace(subscribed, subscribed.withFilter(filter));
    }

    void raw(Subscribed subscribed, boolean isRaw) {
        LOG.atInfo().addKeyValue("subscribed", subscribed).log("changes the form");
        ledger.forming(subscribed.arn(), isRaw);
        set(subscribed, "RawMessageDelivery", Boolean.toString(isRaw));
        ledger.formed(subscribed.arn());
        replace(subscribed, subscribed.withRaw(isRaw));
    }

    void deliveryPolicy(Subscribed subscribed, String policy) {
        LOG.atInfo()
                .addKeyValue("subscribed", subscribed)
                .addKeyValue("policy", policy)
                .log("changes the delivery policy");
        set(subscribed, "DeliveryPolicy", policy);
    }

    private void set(Subscribed subscribed, String name, String value) {
        var unused = Insisting.sns(() -> sns.get()
                .setSubscriptionAttributes(request -> request.subscriptionArn(subscribed.arn())
                        .attributeName(name)
                        .attributeValue(value)));
    }

    private void replace(Subscribed before, Subscribed now) {
        present.replaceAll(each -> each.equals(before) ? now : each);
    }
}

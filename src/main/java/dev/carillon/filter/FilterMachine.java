package dev.carillon.filter;

import dev.carillon.filter.policy.Condition;
import dev.carillon.filter.policy.FilterPolicy;
import dev.carillon.filter.policy.FilterScope;
import dev.carillon.filter.policy.Work;
import dev.carillon.model.MessageText;
import dev.carillon.model.Protocol;
import dev.carillon.model.Publication;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The filters of all subscriptions of one topic, compiled: which of them match a message is found by looking its values
 * up, not by asking each. Made on any thread, takes up to some hundred milliseconds for many large policies; then of one
 * thread at a time.
 */
public final class FilterMachine {
    private static final Logger LOG = LoggerFactory.getLogger(FilterMachine.class);

    private final Long[] subscriptionNos;
    private final Protocol[] protocols;
    private final Set<Long> filtered;
    private final ScopeMachine attributes;
    private final ScopeMachine body;
    private final Set<Protocol> bodyProtocols = EnumSet.noneOf(Protocol.class);
    private final AttributeReader attributeReader;
    private final BodyReader bodyReader;
    private final BodyTexts texts;
    private final Work work = new Work();

    public FilterMachine(List<SubscriptionFilter> filters, BodyTexts texts) {
        this.texts = texts;
        subscriptionNos =
                filters.stream().map(SubscriptionFilter::subscriptionNo).toArray(Long[]::new);
        protocols = filters.stream().map(SubscriptionFilter::protocol).toArray(Protocol[]::new);
        filtered = Set.of(subscriptionNos);
        attributes = new ScopeMachine(rules(filters, FilterScope.MESSAGE_ATTRIBUTES));
        body = new ScopeMachine(rules(filters, FilterScope.MESSAGE_BODY));
        filters.stream()
                .filter(filter -> filter.policy().scope() == FilterScope.MESSAGE_BODY)
                .forEach(filter -> bodyProtocols.add(filter.protocol()));
        attributeReader = new AttributeReader(attributes.fields(), attributes.values(), work);
        FieldTree tree = new FieldTree();
        body.fields().forEach(tree::add);
        bodyReader = new BodyReader(tree, body.values(), work);
    }

    /** Whether there is a filter at all. */
    boolean isEmpty() {
        return subscriptionNos.length == 0;
    }

    /** Who gets a message. Whatever the message is, this is bounded and does not throw. */
    public Audience match(Publication publication) {
        if (isEmpty()) {
            return Audience.EVERYBODY;
        }
        Set<Long> matched = new HashSet<>();
        work.begin();
        boolean isCut = false;
        try {
            matchAttributes(publication, matched);
            matchBody(publication, matched);
        } catch (Work.OverLimit tooMuch) {
            isCut = true;
        } catch (RuntimeException failure) {
            // Of ours; without this, one message would stop its topic for ever.
            LOG.atError()
                    .setCause(failure)
                    .addKeyValue("messageId", publication.messageId())
                    .log("a message could not be matched");
            isCut = true;
        }
        return new Audience(filtered, matched, isCut);
    }

    private void matchAttributes(Publication publication, Set<Long> matched) {
        attributes.values().clear();
        if (!attributes.fields().isEmpty() && attributeReader.read(publication.attributes())) {
            attributes.match(work, slot -> matched.add(subscriptionNos[slot]));
        }
    }

    private void matchBody(Publication publication, Set<Long> matched) {
        if (bodyProtocols.isEmpty()) {
            return;
        }
        if (!publication.isStructured()) {
            matchText(publication.message(), slot -> matched.add(subscriptionNos[slot]));
            return;
        }
        texts.of(publication, bodyProtocols)
                .forEach((protocol, text) -> matchText(text, slot -> {
                    if (protocols[slot] == protocol) {
                        matched.add(subscriptionNos[slot]);
                    }
                }));
    }

    private void matchText(MessageText text, IntConsumer matched) {
        body.values().clear();
        if (bodyReader.read(text.utf8())) {
            body.match(work, matched);
        }
    }

    private static List<Rule> rules(List<SubscriptionFilter> filters, FilterScope scope) {
        List<Rule> rules = new ArrayList<>();
        for (int slot = 0; slot < filters.size(); slot++) {
            FilterPolicy policy = filters.get(slot).policy();
            if (policy.scope() == scope) {
                for (List<Condition> alternative : policy.alternatives()) {
                    rules.add(new Rule(slot, alternative));
                }
            }
        }
        return rules;
    }
}

package dev.carillon.sns.action;

import dev.carillon.catalog.CatalogView;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import java.util.Optional;

/**
 * Finds what a request names by ARN, checked as AWS does it: first the form, then whether it exists. What belongs to
 * another project or region is refused by its form alone, so that nobody learns whether it exists. Reads the catalogue in
 * memory, on any thread; what is not found is a fault.
 */
public final class Lookups {
    public static final SnsFault NO_TOPIC = SnsFault.of(SnsErrorCode.NOT_FOUND, "Topic does not exist");
    public static final SnsFault NO_SUBSCRIPTION = SnsFault.of(SnsErrorCode.NOT_FOUND, "Subscription does not exist");

    private static final int ELEMENTS = 6;

    private final CatalogView catalog;
    private final String partition;

    public Lookups(CatalogView catalog, String partition) {
        this.catalog = catalog;
        this.partition = partition;
    }

    /** The project that the caller's credential is of. */
    public Checked<ProjectView> project(SnsCall call) {
        return call.caller()
                .flatMap(caller -> catalog.project(caller.scope()))
                .map(Checked::valid)
                .orElse(Checked.invalid(SnsFault.accessDenied()));
    }

    public Checked<TopicArn> topicArn(SnsCall call, String parameter) {
        return present(call, parameter)
                .then(text -> TopicArn.parse(text)
                        .filter(arn -> isWithinReach(arn, call.caller()))
                        .map(Checked::valid)
                        .orElse(invalid(parameter)));
    }

    public Checked<SubscriptionArn> subscriptionArn(SnsCall call) {
        String parameter = "SubscriptionArn";
        return present(call, parameter)
                .then(text -> SubscriptionArn.parse(text)
                        .filter(arn -> isWithinReach(arn.topic(), call.caller()))
                        .map(Checked::valid)
                        .orElse(invalid(parameter)));
    }

    public Checked<Topic> topic(SnsCall call, String parameter) {
        Optional<Topic> known =
                call.caller().flatMap(caller -> call.request().text(parameter).flatMap(text -> known(text, caller)));
        return known.map(Checked::valid)
                .orElseGet(() -> topicArn(call, parameter)
                        .then(arn -> catalog.topic(arn).map(Checked::valid).orElse(Checked.invalid(NO_TOPIC))));
    }

    public Checked<Subscription> subscription(SnsCall call) {
        return subscriptionArn(call)
                .then(arn -> catalog.subscription(arn).map(Checked::valid).orElse(Checked.invalid(NO_SUBSCRIPTION)));
    }

    /** The way of nearly every request, without taking the ARN apart: the topic of that name must have that very ARN. */
    private Optional<Topic> known(String text, Credential caller) {
        String name = text.substring(text.lastIndexOf(':') + 1);
        return catalog.project(caller.scope())
                .map(project -> project.topics().get(name))
                .filter(topic -> topic.arn().toString().equals(text));
    }

    private static Checked<String> present(SnsCall call, String parameter) {
        String text = call.request().text(parameter).orElse("");
        if (text.isEmpty()) {
            return Checked.invalidParameter(
                    "Invalid parameter: " + parameter + " Reason: no value for required parameter");
        }
        long elements = 1 + text.chars().filter(c -> c == ':').count();
        return elements >= ELEMENTS
                ? Checked.valid(text)
                : Checked.invalidParameter("Invalid parameter: " + parameter
                        + " Reason: An ARN must have at least 6 elements, not " + elements);
    }

    /** An unsigned caller has no project of his own: the token, or the ARN that nobody can guess, says what he may. */
    private boolean isWithinReach(TopicArn arn, Optional<Credential> caller) {
        return arn.partition().equals(partition)
                && caller.map(known -> known.scope().equals(arn.scope())).orElse(true);
    }

    private static <T> Checked<T> invalid(String parameter) {
        return Checked.invalidParameter("Invalid parameter: " + parameter);
    }
}

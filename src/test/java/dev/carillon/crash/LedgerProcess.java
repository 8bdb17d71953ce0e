package dev.carillon.crash;

import dev.carillon.testing.BrokerClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.sns.SnsClient;

/** A {@link Ledger} in a process of its own, and the pipes to it. */
final class LedgerProcess implements AutoCloseable {
    /**
     * What the books say.
     *
     * @param missing acknowledged, but not arrived, summed over the subscriptions
     * @param phantom arrived, but never sent
     * @param repeated arrived more than once
     */
    record Balance(long tried, long acknowledged, long missing, long phantom, long repeated, String examples) {}

    private final AskedProcess process;
    private final int port;

    private LedgerProcess(AskedProcess process) {
        this.process = process;
        port = Integer.parseInt(process.answer());
    }

    static LedgerProcess start() {
        return new LedgerProcess(AskedProcess.start(Ledger.class));
    }

    /** The endpoint whose arrivals are counted as those of this subscription. */
    String endpoint(int subscription) {
        return endpoint(port, subscription);
    }

    /** The same at another receiver. */
    String endpoint(int receiver, int subscription) {
        return "http://127.0.0.1:" + receiver + "/" + subscription;
    }

    /** Opens another receiver, whose mood can be set; gives its port. */
    int receiver() {
        return Integer.parseInt(ask("receiver"));
    }

    void mood(int receiver, MoodyReceiver.Mood mood) {
        ask("mood " + receiver + " " + mood);
    }

    /** How many calls a receiver has had. */
    long calls(int receiver) {
        return Long.parseLong(ask("calls " + receiver));
    }

    /** All texts are about so long from now on. */
    void length(int characters) {
        ask("length " + characters);
    }

    /** Makes so many topics, each with so many subscriptions to this ledger, and gives their ARNs. */
    List<String> topics(BrokerClient broker, BrokerClient.SnsKeys keys, int topics, int subscriptions) {
        List<String> arns = new ArrayList<>();
        try (SnsClient sns = broker.sdk(keys)) {
            for (int topic = 0; topic < topics; topic++) {
                String name = "ledger-" + topic;
                String arn = sns.createTopic(request -> request.name(name)).topicArn();
                for (int subscription = 0; subscription < subscriptions; subscription++) {
                    String endpoint = endpoint(subscription);
                    var unused = sns.subscribe(
                            request -> request.topicArn(arn).protocol("lambda").endpoint(endpoint));
                }
                arns.add(arn);
            }
        }
        return arns;
    }

    /** Begins to publish to the topics in turn, on so many threads, without a pause, until {@link #stop}. */
    void publish(int threads, BrokerClient broker, BrokerClient.SnsKeys keys, Collection<String> topicArns) {
        ask("publish " + threads + " " + broker.sns() + " " + keys.accessKey() + " " + keys.secretKey() + " "
                + String.join(" ", topicArns));
    }

    /** Publishes nothing from now on; returns when no request is under way. */
    void pause() {
        ask("pause");
    }

    void resume() {
        ask("resume");
    }

    long acknowledged() {
        return Long.parseLong(ask("acknowledged"));
    }

    /** How many publishes were answered with an error, and the last of these errors. */
    String refused() {
        return ask("refused");
    }

    String stop() {
        return ask("stop");
    }

    Balance balance(int subscriptions) {
        List<String> words = List.of(ask("balance " + subscriptions).split(" ", 6));
        return new Balance(
                Long.parseLong(words.get(0)),
                Long.parseLong(words.get(1)),
                Long.parseLong(words.get(2)),
                Long.parseLong(words.get(3)),
                Long.parseLong(words.get(4)),
                words.get(5));
    }

    @Override
    public void close() {
        process.close();
    }

    private String ask(String command) {
        return process.ask(command);
    }
}

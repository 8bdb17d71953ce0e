package dev.carillon.crash.soak;

import dev.carillon.crash.AskedProcess;
import dev.carillon.crash.MoodyReceiver.Mood;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import java.util.List;

/** A {@link SoakLedger} in a process of its own. Safe on every thread. */
final class SoakLedgerProcess implements AutoCloseable {
    /**
     * What the books say.
     *
     * @param arrived at all subscriptions together, each time counted
     * @param refusals of publishes, by project and code
     * @param faults empty, or what is wrong and examples of it
     */
    record Balance(
            long tried,
            long acknowledged,
            long arrived,
            long repeated,
            long subscriptions,
            String refusals,
            String faults) {}

    /** What a subscription has yet to get. */
    record Missing(long count, String examples) {}

    private final AskedProcess process = AskedProcess.start(SoakLedger.class);

    /** Publishes of a project, new or known, are signed by these from now on. */
    void keys(int project, BrokerClient client, SnsKeys keys) {
        tell("keys " + project + " " + client.sns() + " " + keys.accessKey() + " " + keys.secretKey());
    }

    /** A topic of the project whose keys came last; its number is how many there were before. */
    void topic(boolean isFifo, String arn) {
        tell("topic " + isFifo + " " + arn);
    }

    /** Begins to publish to the topics that were told since the last time, whether or not they are there. */
    void publish() {
        tell("publish");
    }

    /** Opens an endpoint, and gives its port. */
    int receiver() {
        return Integer.parseInt(process.ask("receiver"));
    }

    void mood(int receiver, Mood mood) {
        tell("mood " + receiver + " " + mood);
    }

    /** Publishes nothing from now on; returns when no request is under way. */
    void pause() {
        tell("pause");
    }

    void resume() {
        tell("resume");
    }

    /** Whether all publishers have ended. */
    boolean stop() {
        return Boolean.parseBoolean(process.ask("stop"));
    }

    long acknowledged() {
        return Long.parseLong(process.ask("acknowledged"));
    }

    /** Tokens of confirmations that came to a path of any endpoint, in the order in which they came. */
    List<String> tokens(String path) {
        return List.of(process.ask("tokens " + path).split(" ", -1));
    }

    /** A subscription is about to be asked for, or to be confirmed. */
    void opening() {
        tell("asked");
    }

    /** It was answered. */
    void open(Subscribed subscribed) {
        tell("open " + subscribed.arn() + " " + subscribed.topic() + " " + subscribed.path() + " " + subscribed.filter()
                + " " + subscribed.isRaw());
    }

    void filtering(String arn, Filter filter) {
        tell("filtering " + arn + " " + filter);
    }

    void filtered(String arn) {
        tell("filtered " + arn);
    }

    void forming(String arn, boolean isRaw) {
        tell("forming " + arn + " " + isRaw);
    }

    void formed(String arn) {
        tell("formed " + arn);
    }

    /** Whatever was acknowledged by now has to arrive. */
    void due(String arn) {
        tell("due " + arn);
    }

    /** How much of that has not arrived yet. */
    Missing missing(String arn) {
        String[] words = process.ask("missing " + arn).split(" ", 2);
        return new Missing(Long.parseLong(words[0]), words[1]);
    }

    /** Its end was answered. */
    void close(String arn) {
        tell("close " + arn);
    }

    /** The broker is about to be ended. */
    void down(boolean isKill) {
        tell("down " + (isKill ? "kill" : "term"));
    }

    /** It is ready again. */
    void up() {
        tell("up");
    }

    Balance balance() {
        List<String> parts = List.of(process.ask("balance").split("\\|", 3));
        List<Long> numbers =
                List.of(parts.get(0).split(" ", -1)).stream().map(Long::valueOf).toList();
        return new Balance(
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                numbers.get(3),
                numbers.get(4),
                parts.get(1),
                parts.get(2));
    }

    @Override
    public void close() {
        process.close();
    }

    private void tell(String command) {
        String answer = process.ask(command);
        if (!answer.equals("done")) {
            throw new IllegalStateException(command + ": " + answer);
        }
    }
}

package dev.carillon.crash.soak;

import com.sun.net.httpserver.HttpExchange;
import dev.carillon.crash.MoodyReceiver;
import dev.carillon.testing.SignedCalls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Publishes numbered messages and receives them, in a process that outlives every broker, and is told what somebody else
 * changes before he asks for it and when he was answered, so that its own clock puts all in order. {@link
 * SoakLedgerProcess} is the other end of its pipes, and says what the commands mean.
 */
public final class SoakLedger {
    private static final String CONFIRMATION = "SubscriptionConfirmation";
    private static final Pattern TOKEN = Pattern.compile("\"Token\"\\s*:\\s*\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ExecutorService receivers = Executors.newFixedThreadPool(32);
    private final Map<String, MoodyReceiver> endpoints = new ConcurrentHashMap<>();
    private final Map<String, Queue<String>> tokens = new ConcurrentHashMap<>();

    /** A publisher holds it to read while its request is under way, a pause to write. */
    private final ReadWriteLock underWay = new ReentrantReadWriteLock(true);

    private final Publishers publishers = new Publishers();
    private final List<PublishCalls> projects = new ArrayList<>();
    private final List<TopicBook> topics = new ArrayList<>();
    private final List<Publishers.Target> targets = new ArrayList<>();
    private final Outages outages = new Outages();
    private final Judge judge = new Judge(topics, outages);

    /** By ARN. */
    private final Map<String, SubscriptionBook> subscriptions = new ConcurrentHashMap<>();

    /** When the last change was announced. Commands are obeyed one at a time. */
    private long askedAt;

    private SoakLedger() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        SoakLedger ledger = new SoakLedger();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            out.println(ledger.obey(List.of(line.split(" ", -1))));
        }
        System.exit(0);
    }

    private String obey(List<String> command) throws InterruptedException, IOException {
        long now = System.nanoTime();
        switch (command.get(0)) {
            case "keys" -> keys(Integer.parseInt(command.get(1)), command);
            case "topic" -> topic(Boolean.parseBoolean(command.get(1)), command.get(2));
            case "publish" -> publish();
            case "mood" -> endpoint(command.get(1)).set(MoodyReceiver.Mood.valueOf(command.get(2)));
            case "pause" -> underWay.writeLock().lock();
            case "resume" -> underWay.writeLock().unlock();
            case "asked" -> askedAt = now;
            case "open" -> open(command, now);
            case "filtering" -> book(command).filter().changing(Filter.valueOf(command.get(2)), now);
            case "filtered" -> book(command).filter().changed(now);
            case "forming" -> book(command).raw().changing(Boolean.parseBoolean(command.get(2)), now);
            case "formed" -> book(command).raw().changed(now);
            case "due" -> book(command).dueUntil(now);
            case "close" -> book(command).close(now);
            case "down" -> outages.begin(command.get(1).equals("kill"), now);
            case "up" -> outages.end(now);
            default -> {
                return tell(command);
            }
        }
        return "done";
    }

    private String tell(List<String> command) throws InterruptedException, IOException {
        return switch (command.get(0)) {
            case "receiver" -> receiver();
            case "tokens" -> String.join(" ", tokens.getOrDefault(command.get(1), new ConcurrentLinkedQueue<>()));
            case "missing" -> judge.missing(command.get(1), book(command));
            case "acknowledged" ->
                Long.toString(topics.stream().mapToLong(TopicBook::acknowledged).sum());
            case "stop" -> Boolean.toString(publishers.stop());
            case "balance" -> balance();
            default -> throw new IllegalArgumentException(command.toString());
        };
    }

    /** {@code keys PROJECT URL ACCESS SECRET}. */
    private void keys(int project, List<String> command) {
        SignedCalls calls = new SignedCalls(URI.create(command.get(2)), "fr-par", command.get(3), command.get(4));
        if (project < projects.size()) {
            projects.get(project).use(calls);
        } else {
            projects.add(new PublishCalls(http, underWay.readLock(), calls));
        }
    }

    /** {@code topic FIFO ARN}, of the project whose keys came last. */
    private void topic(boolean isFifo, String arn) {
        TopicBook book = new TopicBook(topics.size(), isFifo);
        topics.add(book);
        targets.add(new Publishers.Target(book, arn));
    }

    /** To the topics that were told since the last time. */
    private void publish() {
        publishers.start(projects.get(projects.size() - 1), List.copyOf(targets));
        targets.clear();
    }

    private String receiver() throws IOException {
        MoodyReceiver made = new MoodyReceiver(this::onCall, receivers);
        String port = Integer.toString(made.port());
        endpoints.put(port, made);
        return port;
    }

    private MoodyReceiver endpoint(String port) {
        return Optional.ofNullable(endpoints.get(port)).orElseThrow();
    }

    /** {@code open ARN TOPIC PATH FILTER RAW}. */
    private void open(List<String> command, long now) {
        book(command.get(1))
                .open(
                        Integer.parseInt(command.get(2)),
                        command.get(3),
                        Filter.valueOf(command.get(4)),
                        Boolean.parseBoolean(command.get(5)),
                        askedAt,
                        now);
    }

    private SubscriptionBook book(List<String> command) {
        return book(command.get(1));
    }

    private SubscriptionBook book(String arn) {
        return subscriptions.computeIfAbsent(arn, made -> new SubscriptionBook());
    }

    private void onCall(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        long now = System.nanoTime();
        String path = call.getRequestURI().getPath();
        if (CONFIRMATION.equals(header(call, "x-amz-sns-message-type"))) {
            Matcher token = TOKEN.matcher(body);
            if (token.find()) {
                tokens.computeIfAbsent(path, made -> new ConcurrentLinkedQueue<>())
                        .add(token.group(1));
            }
        } else {
            String arn = Optional.ofNullable(header(call, "x-amz-sns-subscription-arn"))
                    .orElse("none");
            boolean isRaw = "true".equals(header(call, "x-amz-sns-rawdelivery"));
            Numbered message = Numbered.in(body).orElse(new Numbered(-1, -1));
            book(arn).arrived(message, path, isRaw, now);
        }
        call.sendResponseHeaders(200, -1);
        call.close();
    }

    private static @Nullable String header(HttpExchange call, String name) {
        return call.getRequestHeaders().getFirst(name);
    }

    /** {@code tried acknowledged arrived repeated subscriptions|refusals|faults}. */
    private String balance() {
        Verdict verdict = new Verdict();
        subscriptions.forEach((arn, book) -> judge.judge(arn, book, verdict));
        List<String> refusals = new ArrayList<>();
        List<String> faults = new ArrayList<>(List.of(verdict.faults()));
        for (PublishCalls project : projects) {
            refusals.add(project.refusals().toString());
            project.surprises().forEach(code -> faults.add("a publisher was answered " + code));
        }
        long tried = topics.stream().mapToLong(TopicBook::tried).sum();
        long acknowledged = topics.stream().mapToLong(TopicBook::acknowledged).sum();
        faults.removeIf(String::isEmpty);
        return tried + " " + acknowledged + " " + verdict.arrived() + " " + verdict.repeated() + " "
                + subscriptions.size() + "|" + String.join(" ", refusals) + "|" + String.join("; ", faults);
    }
}

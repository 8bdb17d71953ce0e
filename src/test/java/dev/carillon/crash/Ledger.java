package dev.carillon.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.carillon.testing.SignedCalls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Publishes numbered messages and receives them, in a process that no crash of the broker touches, and keeps the books:
 * which numbers were tried, which were acknowledged, which arrived at which subscription and how often.
 *
 * <p>Commands come as lines on standard input, each is answered by a line: {@code publish THREADS URL KEY SECRET ARN...}
 * starts publishing, {@code pause} returns when no request is under way and {@code resume} lets them go on, {@code
 * acknowledged} tells how many were, {@code refused} how many were answered with an error, {@code stop} ends publishing,
 * {@code balance N} compares the books for N subscriptions (each a path {@code /0} to {@code /N-1} of the receiver whose
 * port is the first line). {@code receiver} opens another one and tells its port, {@code mood PORT MOOD} says how it takes
 * messages and {@code calls PORT} how many came; {@code length N} makes all texts from now on about so long.
 */
public final class Ledger {
    /** The window of attempts under way of a lane, and far more settlements than 5 ms bring. */
    public static final int MOST_REPEATED_A_CRASH_AND_LANE = 32 + 64;

    private static final Pattern NUMBER = Pattern.compile("number=(\\d+);");
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ExecutorService publishers = Executors.newCachedThreadPool();

    /** A publisher holds it to read while its request is under way, a pause to write. */
    private final ReadWriteLock underWay = new ReentrantReadWriteLock(true);

    private final AtomicInteger tried = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private volatile String lastRefusal = "";
    private final Tally acknowledged = new Tally();
    private final Map<String, Tally> received = new ConcurrentHashMap<>();
    private final ExecutorService receivers = Executors.newFixedThreadPool(16);
    private final Map<String, MoodyReceiver> moody = new ConcurrentHashMap<>();
    private volatile int length;
    private volatile boolean isPublishing;

    private Ledger() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Ledger ledger = new Ledger();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(ledger.listen());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            out.println(ledger.obey(List.of(line.split(" ", -1))));
        }
        System.exit(0);
    }

    private int listen() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::onMessage);
        server.setExecutor(receivers);
        server.start();
        return server.getAddress().getPort();
    }

    private String obey(List<String> command) throws InterruptedException, IOException {
        return switch (command.get(0)) {
            case "publish" -> publish(command);
            case "acknowledged" -> Long.toString(acknowledged.distinct());
            case "pause" -> pause();
            case "resume" -> resume();
            case "refused" -> refused + " " + lastRefusal;
            case "stop" -> stop();
            case "receiver" -> receiver();
            case "mood" -> mood(command.get(1), MoodyReceiver.Mood.valueOf(command.get(2)));
            case "calls" -> Long.toString(moody.get(command.get(1)).calls());
            case "length" -> length(Integer.parseInt(command.get(1)));
            case "balance" -> balance(Integer.parseInt(command.get(1)));
            default -> "unknown command";
        };
    }

    private String publish(List<String> command) {
        SignedCalls calls = new SignedCalls(URI.create(command.get(2)), "fr-par", command.get(3), command.get(4));
        List<String> topics = command.subList(5, command.size());
        isPublishing = true;
        for (int i = 0; i < Integer.parseInt(command.get(1)); i++) {
            publishers.execute(() -> publishAll(calls, topics));
        }
        return "publishing";
    }

    private void publishAll(SignedCalls calls, List<String> topics) {
        while (isPublishing) {
            int number = tried.getAndIncrement();
            String topic = topics.get(number % topics.size());
            Map<String, String> parameters = Map.of(
                    "Action",
                    "Publish",
                    "Version",
                    "2010-03-31",
                    "TopicArn",
                    topic,
                    "Message",
                    "number=" + number + ";" + "x".repeat(length > 0 ? length : number % 3_000));
            underWay.readLock().lock();
            try {
                HttpResponse<String> reply = http.sendAsync(
                                calls.request(parameters), HttpResponse.BodyHandlers.ofString())
                        .orTimeout(REQUEST_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                        .join();
                if (reply.statusCode() == 200) {
                    acknowledged.add(number);
                } else {
                    refused.incrementAndGet();
                    lastRefusal = reply.statusCode() + " " + reply.body().replaceAll("\\s+", " ");
                }
            } catch (RuntimeException brokerAway) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            } finally {
                underWay.readLock().unlock();
            }
        }
    }

    private String receiver() throws IOException {
        MoodyReceiver made = new MoodyReceiver(this::onMessage, receivers);
        String port = Integer.toString(made.port());
        moody.put(port, made);
        return port;
    }

    private String mood(String port, MoodyReceiver.Mood mood) throws IOException {
        moody.get(port).set(mood);
        return mood.name();
    }

    private String length(int all) {
        length = all;
        return "publishing";
    }

    /** Commands are obeyed by one thread, which holds the lock until it resumes. */
    private String pause() {
        underWay.writeLock().lock();
        return "paused";
    }

    private String resume() {
        underWay.writeLock().unlock();
        return "publishing";
    }

    private String stop() throws InterruptedException {
        isPublishing = false;
        publishers.shutdown();
        boolean isDone = publishers.awaitTermination(REQUEST_TIMEOUT.toSeconds() * 2, TimeUnit.SECONDS);
        return isDone ? "stopped" : "still publishing";
    }

    private void onMessage(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher number = NUMBER.matcher(body);
        if (number.find()) {
            received.computeIfAbsent(call.getRequestURI().getPath(), path -> new Tally())
                    .add(Integer.parseInt(number.group(1)));
        }
        call.sendResponseHeaders(200, -1);
        call.close();
    }

    /** {@code tried acknowledged missing phantom repeated}; missing and repeated are summed over the subscriptions. */
    private String balance(int subscriptions) {
        long missing = 0;
        long phantom = 0;
        long repeated = 0;
        List<String> lost = new ArrayList<>();
        int limit = tried.get();
        for (int i = 0; i < subscriptions; i++) {
            Tally arrived = received.getOrDefault("/" + i, new Tally());
            for (int number = 0; number < limit; number++) {
                if (acknowledged.of(number) > 0 && arrived.of(number) == 0) {
                    missing++;
                    lost.add(i + ":" + number);
                }
            }
            phantom += arrived.distinctFrom(limit);
            repeated += arrived.total() - arrived.distinct();
        }
        return limit + " " + acknowledged.distinct() + " " + missing + " " + phantom + " " + repeated + " "
                + lost.subList(0, Math.min(5, lost.size()));
    }
}

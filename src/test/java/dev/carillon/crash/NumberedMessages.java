package dev.carillon.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Messages that tell by their text whether they are whole, two endpoints for them, and the books. Until told to accept
 * all, one endpoint refuses everything, and the other each twentieth message. Safe on every thread.
 */
final class NumberedMessages implements AutoCloseable {
    static final String ALIVE = "/alive";
    static final String DEAD = "/dead";

    private static final int REFUSED_EVERY = 20;
    private static final int TOPICS = 3;

    /** Of each topic by its number, who waits for its messages. */
    private static final List<List<String>> PATHS = List.of(List.of(ALIVE), List.of(DEAD), List.of(ALIVE, DEAD));

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final List<String> acknowledged = new ArrayList<>();
    private final Map<String, Set<String>> received = new HashMap<>();
    private final List<String> phantoms = new ArrayList<>();
    private final Set<String> sent = new HashSet<>();
    private boolean acceptsAll;
    private int next;

    private NumberedMessages(HttpServer server) {
        this.server = server;
    }

    /** What was acknowledged and delivered at a moment. */
    record Books(List<String> acknowledged, Map<String, Set<String>> received) {}

    static NumberedMessages start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            NumberedMessages made = new NumberedMessages(server);
            server.createContext("/", made::onCall);
            server.setExecutor(made.threads);
            server.start();
            return made;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    synchronized void accept() {
        acceptsAll = true;
    }

    /** The text of the next message, to a topic. */
    synchronized String next(int topic) {
        int number = next++;
        String text =
                topic + "/" + number + "/" + Integer.toString(number * 31, 36).repeat(number * 37 % 700);
        sent.add(text);
        return text;
    }

    synchronized void acknowledged(String text) {
        acknowledged.add(text);
    }

    /** Acknowledged, and not delivered to somebody. */
    synchronized List<String> missing() {
        return missingFrom(0);
    }

    /** The same of the last ones that were acknowledged. */
    synchronized List<String> missingOfLast(int count) {
        return missingFrom(acknowledged.size() - count);
    }

    /** Delivered, and never sent like that. */
    synchronized List<String> phantoms() {
        return List.copyOf(phantoms);
    }

    synchronized Books books() {
        Map<String, Set<String>> copy = new HashMap<>();
        received.forEach((path, texts) -> copy.put(path, new HashSet<>(texts)));
        return new Books(List.copyOf(acknowledged), copy);
    }

    /** Goes back to the books of an earlier moment. */
    synchronized void restore(Books books) {
        acknowledged.clear();
        acknowledged.addAll(books.acknowledged());
        received.clear();
        books.received().forEach((path, texts) -> received.put(path, new HashSet<>(texts)));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private List<String> missingFrom(int first) {
        List<String> missing = new ArrayList<>();
        for (String text : acknowledged.subList(first, acknowledged.size())) {
            for (String path : PATHS.get(text.charAt(0) - '0')) {
                if (!received.getOrDefault(path, Set.of()).contains(text)) {
                    missing.add(path + " " + text.substring(0, text.lastIndexOf('/')));
                }
            }
        }
        return missing;
    }

    private void onCall(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String text = new JsonObject(body).getString("Message");
        call.sendResponseHeaders(take(call.getRequestURI().getPath(), text) ? 200 : 503, -1);
        call.close();
    }

    private synchronized boolean take(String path, String text) {
        if (!sent.contains(text)) {
            phantoms.add(path + " " + text);
        }
        int number = Integer.parseInt(text.split("/", -1)[1]);
        boolean isTaken = acceptsAll || (path.equals(ALIVE) && number / TOPICS % REFUSED_EVERY != 0);
        if (isTaken) {
            received.computeIfAbsent(path, any -> new HashSet<>()).add(text);
        }
        return isTaken;
    }
}

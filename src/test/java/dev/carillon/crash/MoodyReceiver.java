package dev.carillon.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** An endpoint on a port of its own that takes messages as its mood is. Safe on every thread. */
public final class MoodyReceiver {
    private static final int BACKLOG = 1_000;

    /** How it takes what comes. */
    public enum Mood {
        WELL,
        FAILING,
        HANGING,
        /** Nobody listens on its port. */
        REFUSING
    }

    private final HttpHandler whenWell;
    private final Executor threads;
    private final AtomicLong calls = new AtomicLong();
    private final int port;
    private HttpServer server;
    private volatile Mood mood = Mood.WELL;

    /** Listens, and is well. */
    public MoodyReceiver(HttpHandler whenWell, Executor threads) throws IOException {
        this.whenWell = whenWell;
        this.threads = threads;
        server = listen(0);
        port = server.getAddress().getPort();
    }

    public int port() {
        return port;
    }

    /** How many calls came, whatever became of them. */
    long calls() {
        return calls.get();
    }

    /** Whoever calls from now on meets this mood; who waits for an answer goes on waiting unless it refuses. */
    public synchronized void set(Mood next) throws IOException {
        Mood before = mood;
        mood = next;
        if (next == Mood.REFUSING && before != Mood.REFUSING) {
            server.stop(0);
        } else if (next != Mood.REFUSING && before == Mood.REFUSING) {
            server = listen(port);
        }
    }

    private HttpServer listen(int on) throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), BACKLOG);
        made.createContext("/", this::onCall);
        made.setExecutor(threads);
        made.start();
        return made;
    }

    private void onCall(HttpExchange call) throws IOException {
        calls.incrementAndGet();
        switch (mood) {
            case WELL -> whenWell.handle(call);
            case FAILING -> {
                byte[] unused = call.getRequestBody().readAllBytes();
                call.sendResponseHeaders(500, -1);
                call.close();
            }
            case HANGING, REFUSING -> {
                // No answer: whoever called has to give up.
            }
        }
    }
}

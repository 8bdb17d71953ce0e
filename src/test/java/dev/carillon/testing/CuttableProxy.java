package dev.carillon.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and its server, and takes the connection away when a test wants to. */
public final class CuttableProxy implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final Queue<NetSocket> sockets = new ConcurrentLinkedQueue<>();
    private final NetServer server;
    private final String host;
    private final int port;
    private volatile boolean isCut;
    private volatile boolean isFrozen;
    private volatile String lastWord = "";
    private volatile boolean isOneCut;
    private volatile String heldWord = "";
    private final Queue<NetSocket> held = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    public CuttableProxy(String host, int port) {
        this.host = host;
        this.port = port;
        server = vertx.createNetServer().connectHandler(this::onConnect);
        try {
            server.listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    public int port() {
        return server.actualPort();
    }

    /** Closes what is open and refuses what comes. */
    public void cut() {
        isCut = true;
        sockets.forEach(NetSocket::close);
    }

    /** Keeps connections open and lets nothing through any more, like a machine without power. */
    public void freeze() {
        isFrozen = true;
    }

    /** Lets the next message with these words through to the server, and cuts before the reply. */
    public void cutAfter(String words) {
        lastWord = words;
    }

    /** As {@link #cutAfter}, but of that connection only, and once. */
    public void cutOneAfter(String words) {
        isOneCut = true;
        lastWord = words;
    }

    /** Lets the next message with these words through to the server, and keeps what that answers on this connection. */
    public void holdAfter(String words) {
        heldWord = words;
    }

    /** Lets through what was kept. */
    public void release() {
        heldWord = "";
        held.forEach(NetSocket::resume);
    }

    /** Refuses what comes, and leaves alone what is open. */
    public void refuse() {
        isCut = true;
    }

    /** Takes up again what comes, and leaves alone what is open. */
    public void admit() {
        isCut = false;
    }

    /** How many connections were refused. */
    public int refused() {
        return refused.get();
    }

    /** How many connections there are. */
    public int open() {
        return open.get();
    }

    public void restore() {
        lastWord = "";
        isCut = false;
        isFrozen = false;
        sockets.forEach(NetSocket::close);
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void onConnect(NetSocket near) {
        if (isCut) {
            refused.incrementAndGet();
            near.close();
            return;
        }
        near.pause();
        sockets.add(near);
        client.connect(port, host).onFailure(failure -> near.close()).onSuccess(far -> {
            sockets.add(far);
            open.incrementAndGet();
            near.handler(bytes -> onRequest(bytes, near, far)).closeHandler(closed -> {
                open.decrementAndGet();
                far.close();
            });
            far.handler(bytes -> forward(bytes, near)).closeHandler(closed -> near.close());
            near.resume();
        });
    }

    private void onRequest(Buffer bytes, NetSocket near, NetSocket far) {
        if (!heldWord.isEmpty() && bytes.toString(StandardCharsets.ISO_8859_1).contains(heldWord)) {
            heldWord = "";
            far.pause();
            held.add(far);
        }
        forward(bytes, far);
        if (!lastWord.isEmpty() && bytes.toString(StandardCharsets.ISO_8859_1).contains(lastWord)) {
            isCut = !isOneCut;
            if (isOneCut) {
                isOneCut = false;
                lastWord = "";
            }
            far.handler(late -> {});
            near.close();
        }
    }

    private void forward(Buffer bytes, NetSocket to) {
        if (!isFrozen) {
            to.write(bytes);
        }
    }
}

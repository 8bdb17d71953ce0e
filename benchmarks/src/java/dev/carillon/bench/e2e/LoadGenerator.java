package dev.carillon.bench.e2e;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/**
 * Sends prepared requests over kept-alive connections, one at a time on each, from one thread. Requests are taken in
 * turn and from the start again.
 */
final class LoadGenerator implements AutoCloseable {
    /** How often a paced load looks for its next tick and for answers; it counts to the latencies. */
    private static final long LOOK_NANOS = 50_000;

    private final Selector selector = Selector.open();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<byte[]> requests;
    private final Histogram latencies = new Histogram(3_600_000_000_000L, 3);
    private long sent;
    private long answered;
    private long refused;

    LoadGenerator(InetSocketAddress server, int connections, List<byte[]> requests) throws IOException {
        this.requests = requests;
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            Connection connection = new Connection(channel);
            connection.key = channel.register(selector, SelectionKey.OP_READ, connection);
            idle.add(connection);
        }
    }

    /** Every connection sends as soon as its last request was answered, while the gate is open. */
    Load closedLoop(Duration warmUp, Duration span, BooleanSupplier gate) throws IOException {
        long start = System.nanoTime();
        run(start + warmUp.toNanos(), gate);
        forget();
        long from = System.nanoTime();
        run(from + span.toNanos(), gate);
        return load(System.nanoTime() - from);
    }

    /**
     * One request at each tick, late ones too, so that a stall of the server is not left out of the figures; a latency
     * counts from the tick.
     */
    Load paced(int perSecond, int count, long[] dueNanos) throws IOException {
        long gap = 1_000_000_000L / perSecond;
        long start = System.nanoTime() + 10_000_000;
        for (int i = 0; i < count; i++) {
            dueNanos[i] = start + i * gap;
        }
        while (answered < count) {
            while (sent < count && System.nanoTime() >= dueNanos[(int) sent] && !idle.isEmpty()) {
                send(idle.remove(), dueNanos[(int) sent]);
            }
            boolean isAnyReady = poll(sent < count ? 0 : 10);
            if (!isAnyReady && sent < count) {
                // Not a busy wait, which would take one of two cores from the server.
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        return load(System.nanoTime() - start);
    }

    private void run(long until, BooleanSupplier gate) throws IOException {
        while (System.nanoTime() < until) {
            while (!idle.isEmpty() && gate.getAsBoolean()) {
                send(idle.remove(), System.nanoTime());
            }
            boolean unused = poll(1);
        }
    }

    private void forget() {
        latencies.reset();
        answered = 0;
        refused = 0;
    }

    private Load load(long nanos) {
        return new Load(answered, refused, nanos, latencies.copy());
    }

    private void send(Connection connection, long fromNanos) throws IOException {
        byte[] request = requests.get((int) (sent++ % requests.size()));
        connection.fromNanos = fromNanos;
        connection.out = ByteBuffer.wrap(request);
        connection.write();
    }

    private boolean poll(long millis) throws IOException {
        int ready = millis == 0 ? selector.selectNow() : selector.select(millis);
        if (ready == 0) {
            return false;
        }
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            if (key.isWritable()) {
                connection.write();
            }
            if (key.isReadable() && connection.hasAnswer()) {
                onAnswer(connection);
            }
        }
        selector.selectedKeys().clear();
        return true;
    }

    private void onAnswer(Connection connection) {
        answered++;
        if (connection.reader.status() != 200) {
            refused++;
        }
        latencies.recordValue(Math.max(0, System.nanoTime() - connection.fromNanos));
        idle.add(connection);
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    /** One request under way at most. */
    private static final class Connection {
        final ResponseReader reader = new ResponseReader();
        final ByteBuffer in = ByteBuffer.allocate(16 * 1024);
        final SocketChannel channel;
        SelectionKey key;
        ByteBuffer out = ByteBuffer.allocate(0);
        long fromNanos;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void write() throws IOException {
            channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        boolean hasAnswer() throws IOException {
            in.clear();
            if (channel.read(in) < 0) {
                throw new IOException("the server closed a connection");
            }
            in.flip();
            return reader.read(in);
        }
    }

    /** What a run came to. */
    record Load(long answered, long refused, long nanos, Histogram latencyNanos) {
        double perSecond() {
            return answered * 1e9 / nanos;
        }

        double millisAt(double percentile) {
            return latencyNanos.getValueAtPercentile(percentile) / 1e6;
        }
    }
}

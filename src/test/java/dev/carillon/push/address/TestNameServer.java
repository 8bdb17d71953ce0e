package dev.carillon.push.address;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A name server on loopback: tells A and AAAA records in the order in which it is asked, asks for none to be kept unless
 * told so, and says of other names that they do not exist (RFC 1035, one question a packet).
 */
public final class TestNameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int NO_SUCH_NAME = 3;
    private static final int A = 1;

    private final DatagramSocket socket;
    private final Map<String, Deque<List<InetAddress>>> zone = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> keptForSeconds = new ConcurrentHashMap<>();
    private final Map<String, Integer> lookups = new ConcurrentHashMap<>();
    private final Set<String> withheld = ConcurrentHashMap.newKeySet();
    private final Queue<DatagramPacket> unsent = new ConcurrentLinkedQueue<>();

    public TestNameServer() throws SocketException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "name-server");
        thread.setDaemon(true);
        thread.start();
    }

    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Sets what a name has from now on. */
    public void put(String name, String... addresses) {
        zone.put(
                name,
                new ConcurrentLinkedDeque<>(List.of(
                        Arrays.stream(addresses).map(TestNameServer::literal).toList())));
    }

    /** Tells one of these each time, and the last from then on: as who rebinds a name would. */
    public void putInTurn(String name, String... addresses) {
        zone.put(
                name,
                new ConcurrentLinkedDeque<>(Arrays.stream(addresses)
                        .map(TestNameServer::literal)
                        .map(List::of)
                        .toList()));
    }

    /** Lets whoever asks keep this address, wherever it is told. */
    void keepFor(String address, int seconds) {
        keptForSeconds.put(literal(address), seconds);
    }

    /** Answers no question for the AAAA records of a name until {@link #tell}. */
    void withhold(String name) {
        withheld.add(name);
    }

    /** How many answers are withheld. */
    int unsent() {
        return unsent.size();
    }

    /** Sends what was withheld so far. */
    void tell() throws IOException {
        for (DatagramPacket each = unsent.poll(); each != null; each = unsent.poll()) {
            socket.send(each);
        }
    }

    /** How many look-ups of a name there were. */
    int lookups(String name) {
        return lookups.getOrDefault(name, 0);
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
                reply(Arrays.copyOf(packet.getData(), packet.getLength()), packet.getSocketAddress());
                packet.setLength(512);
            } catch (SocketException closed) {
                return;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private void reply(byte[] query, SocketAddress to) throws IOException {
        int at = HEADER;
        StringBuilder name = new StringBuilder();
        while (query[at] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(query, at + 1, query[at], java.nio.charset.StandardCharsets.US_ASCII));
            at += 1 + query[at];
        }
        int type = ByteBuffer.wrap(query).getShort(at + 1);
        byte[] answer = answer(query, name.toString(), type, at);
        DatagramPacket packet = new DatagramPacket(answer, answer.length, to);
        if (type != A && withheld.contains(name.toString())) {
            unsent.add(packet);
        } else {
            socket.send(packet);
        }
    }

    private byte[] answer(byte[] query, String name, int type, int at) {
        int questionEnd = at + 5;
        List<InetAddress> all = told(name, type);
        List<InetAddress> asked = all == null
                ? List.of()
                : all.stream()
                        .filter(each -> each.getAddress().length == (type == A ? 4 : 16))
                        .toList();
        ByteBuffer reply = ByteBuffer.allocate(512);
        reply.put(query, 0, 2).putShort((short) (0x8180 | (all == null ? NO_SUCH_NAME : 0)));
        reply.putShort((short) 1).putShort((short) asked.size()).putInt(0);
        reply.put(query, HEADER, questionEnd - HEADER);
        for (InetAddress each : asked) {
            byte[] address = each.getAddress();
            reply.putShort((short) (0xc000 | HEADER))
                    .putShort((short) type)
                    .putShort((short) 1)
                    .putInt(keptForSeconds.getOrDefault(each, 0));
            reply.putShort((short) address.length).put(address);
        }
        return Arrays.copyOf(reply.array(), reply.position());
    }

    /** Null for a name that does not exist. A look-up asks for both types, and counts once. */
    private List<InetAddress> told(String name, int type) {
        if (type == A) {
            lookups.merge(name, 1, Integer::sum);
        }
        Deque<List<InetAddress>> turns = zone.get(name);
        if (turns == null) {
            return null;
        }
        return type == A && turns.size() > 1 ? turns.poll() : turns.peek();
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}

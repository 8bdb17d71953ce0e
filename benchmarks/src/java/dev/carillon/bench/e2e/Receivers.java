package dev.carillon.bench.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The driver's view of the {@link Receiver}. */
record Receivers(int port) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** So many function URLs that answer at once. */
    List<String> functions(int count) {
        return IntStream.range(0, count).mapToObj(i -> url("/f/" + i)).toList();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Messages received since the start. */
    long count() {
        return Long.parseLong(new String(get("/count"), StandardCharsets.US_ASCII));
    }

    void forgetTimes() {
        get("/forget");
    }

    /** When each numbered message came, in monotonic nanoseconds; 0 for one that did not. */
    long[] times() {
        LongBuffer times = ByteBuffer.wrap(get("/times")).asLongBuffer();
        long[] all = new long[times.remaining()];
        times.get(all);
        return all;
    }

    private byte[] get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url(path))).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

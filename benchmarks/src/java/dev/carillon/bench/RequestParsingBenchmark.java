package dev.carillon.bench;

import dev.carillon.model.Publication;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.publication.PublicationReader;
import dev.carillon.sns.wire.publication.TopicKind;
import dev.carillon.sns.wire.reply.RequestId;
import dev.carillon.sns.wire.reply.WireProtocol;
import dev.carillon.sns.wire.request.QueryRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to make a message of a Publish's body, and to render the reply to it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RequestParsingBenchmark {
    private static final String UNIT = "{\"order\":17,\"by\":\"Zoë\"} ";
    private static final UUID MESSAGE_ID = new UUID(1, 2);

    @Param({"1024", "262144"})
    int messageBytes;

    private byte[] plain = new byte[0];
    private byte[] escaped = new byte[0];

    @Setup
    public void encode() {
        plain = form("m".repeat(messageBytes));
        int units = messageBytes / UNIT.getBytes(StandardCharsets.UTF_8).length;
        escaped = form(UNIT.repeat(units));
        if (!(plainText() instanceof Checked.Valid<Publication>)
                || !(escapedJson() instanceof Checked.Valid<Publication>)) {
            throw new IllegalStateException("the messages must be right, or the figures say nothing");
        }
    }

    @Benchmark
    public Checked<Publication> plainText() {
        return QueryRequest.parse(plain).then(request -> PublicationReader.read(request, "", TopicKind.STANDARD));
    }

    @Benchmark
    public Checked<Publication> escapedJson() {
        return QueryRequest.parse(escaped).then(request -> PublicationReader.read(request, "", TopicKind.STANDARD));
    }

    @Benchmark
    public byte[] reply() {
        return WireProtocol.QUERY.published(MESSAGE_ID, RequestId.next());
    }

    private static byte[] form(String message) {
        String topic = "arn:scw:sns:fr-par:project-3f0c2a9e-5d1b-4c7a-9e42-7b1d0a6c8f11:orders";
        return ("Action=Publish&Version=2010-03-31&TopicArn=" + encode(topic) + "&Message=" + encode(message))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

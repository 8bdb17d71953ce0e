package dev.carillon.bench.e2e;

import dev.carillon.testing.FreePort;
import dev.carillon.testing.SignedCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fat jar in a process of its own, on free ports and a new data folder. */
final class BrokerUnderTest implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String REGION = "fr-par";
    private static final String VERSION = "2010-03-31";

    private final ChildJvm jvm;
    private final Map<String, String> environment;
    private final double startSeconds;

    private BrokerUnderTest(ChildJvm jvm, Map<String, String> environment, double startSeconds) {
        this.jvm = jvm;
        this.environment = environment;
        this.startSeconds = startSeconds;
    }

    /** Starts it and waits until it is ready. */
    static BrokerUnderTest start(Path jar, Path dataFolder, List<String> flags)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CARILLON_DATA", dataFolder.toString(),
                "CARILLON_LIMITS_STORED_BYTES_PER_PROJECT", "100GB",
                "CARILLON_LOG_LEVEL", "warn"));
        for (String port : List.of("CARILLON_MANAGEMENT_PORT", "CARILLON_SNS_PORT", "CARILLON_OPS_PORT")) {
            environment.put(port, Integer.toString(FreePort.any()));
        }
        long from = System.nanoTime();
        List<String> command = new ArrayList<>(flags);
        command.addAll(List.of("-jar", jar.toString(), "serve"));
        ChildJvm jvm = ChildJvm.start(command, environment);
        jvm.ignoreOutput();
        URI ready = URI.create("http://127.0.0.1:" + environment.get("CARILLON_OPS_PORT") + "/health/ready");
        while (!isReady(ready)) {
            Thread.sleep(5);
        }
        return new BrokerUnderTest(jvm, environment, (System.nanoTime() - from) / 1e9);
    }

    /** From the start of the process to its first 200 from {@code /health/ready}. */
    double startSeconds() {
        return startSeconds;
    }

    ChildJvm jvm() {
        return jvm;
    }

    InetSocketAddress snsAddress() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(environment.get("CARILLON_SNS_PORT")));
    }

    /** Activates the project of the first start and makes credentials that may do everything. */
    SignedCalls activate() throws IOException, InterruptedException {
        String quickstart = Files.readString(Path.of(environment.get("CARILLON_DATA"), "quickstart.env"));
        String token = find("SCW_SECRET_KEY=['\"]?([^'\"\\s]+)", quickstart);
        String project = find("SCW_PROJECT_ID=['\"]?([^'\"\\s]+)", quickstart);
        manage(token, "activate-sns", "{\"project_id\":\"" + project + "\"}");
        String credentials = manage(
                token,
                "sns-credentials",
                "{\"project_id\":\"" + project + "\",\"name\":\"benchmark\",\"permissions\":{\"can_publish\":true,"
                        + "\"can_receive\":true,\"can_manage\":true}}");
        return new SignedCalls(
                URI.create("http://localhost:" + environment.get("CARILLON_SNS_PORT")),
                REGION,
                find("\"access_key\"\\s*:\\s*\"(\\w+)\"", credentials),
                find("\"secret_key\"\\s*:\\s*\"(\\w+)\"", credentials));
    }

    /** Makes one signed call and gives the reply's body. */
    String call(SignedCalls requests, Map<String, String> parameters) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(snsAddress());
            OutputStream out = socket.getOutputStream();
            out.write(requests.bytes(parameters));
            InputStream in = socket.getInputStream();
            ResponseReader reader = new ResponseReader();
            StringBuilder reply = new StringBuilder();
            byte[] chunk = new byte[8192];
            boolean isWhole = false;
            while (!isWhole) {
                int length = in.read(chunk);
                if (length < 0) {
                    throw new IOException("the broker closed the connection: " + reply);
                }
                reply.append(new String(chunk, 0, length, StandardCharsets.UTF_8));
                isWhole = reader.read(ByteBuffer.wrap(chunk, 0, length));
            }
            if (reader.status() != 200) {
                throw new IOException(reply.toString());
            }
            return reply.toString();
        }
    }

    /** Creates a topic whose messages go to these functions, each with a signature, and gives its ARN. */
    String topic(SignedCalls requests, String name, List<String> functions) throws IOException {
        return topic(requests, name, functions, Map.of("Protocol", "lambda"));
    }

    /** The same with http endpoints that get the message alone, once they have confirmed. */
    String rawTopic(SignedCalls requests, String name, List<String> endpoints)
            throws IOException, InterruptedException {
        Map<String, String> raw = Map.of(
                "Protocol", "http",
                "Attributes.entry.1.key", "RawMessageDelivery",
                "Attributes.entry.1.value", "true");
        String arn = topic(requests, name, endpoints, raw);
        Map<String, String> look = Map.of("Action", "GetTopicAttributes", "Version", VERSION, "TopicArn", arn);
        while (!find("SubscriptionsPending</key>\\s*<value>(\\d+)", call(requests, look))
                .equals("0")) {
            Thread.sleep(20);
        }
        return arn;
    }

    private String topic(SignedCalls requests, String name, List<String> endpoints, Map<String, String> kind)
            throws IOException {
        String created = call(requests, Map.of("Action", "CreateTopic", "Version", VERSION, "Name", name));
        String arn = find("<TopicArn>(.*?)</TopicArn>", created);
        for (String endpoint : endpoints) {
            Map<String, String> parameters = new HashMap<>(kind);
            parameters.putAll(Map.of("Action", "Subscribe", "Version", VERSION, "TopicArn", arn, "Endpoint", endpoint));
            call(requests, parameters);
        }
        return arn;
    }

    void deleteTopic(SignedCalls requests, String arn) throws IOException {
        call(requests, Map.of("Action", "DeleteTopic", "Version", VERSION, "TopicArn", arn));
    }

    private String manage(String token, String call, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                        + environment.get("CARILLON_MANAGEMENT_PORT") + "/mnq/v1beta1/regions/" + REGION + "/" + call))
                .header("X-Auth-Token", token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static boolean isReady(URI ready) throws InterruptedException {
        try {
            return HTTP.send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        jvm.close();
    }
}

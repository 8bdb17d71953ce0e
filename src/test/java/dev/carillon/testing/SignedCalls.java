package dev.carillon.testing;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** SNS calls as they go over the wire, signed by the AWS SDK's own signer. Safe on every thread. */
public record SignedCalls(URI endpoint, String region, String accessKey, String secretKey) {
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();
    private static final String LENGTH = "Content-Length";
    private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
    /** The JDK's client writes these itself, with the same values. */
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length");

    /** The request as the bytes that go over a socket. */
    public byte[] bytes(Map<String, String> parameters) {
        return bytes(parameters, FORM);
    }

    /** The same with another content type, which is signed too. */
    public byte[] bytes(Map<String, String> parameters, String contentType) {
        byte[] body = body(parameters);
        return message(signed(body, Map.of("Content-Type", contentType, LENGTH, Integer.toString(body.length))), body);
    }

    /** The same with its body in two chunks, RFC 9112, section 7.1. */
    public byte[] chunks(Map<String, String> parameters) {
        byte[] body = body(parameters);
        int half = body.length / 2;
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (byte[] chunk :
                List.of(Arrays.copyOf(body, half), Arrays.copyOfRange(body, half, body.length), new byte[0])) {
            chunks.writeBytes((Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            chunks.writeBytes(chunk);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        return message(
                signed(body, Map.of("Content-Type", FORM, "Transfer-Encoding", "chunked")), chunks.toByteArray());
    }

    private byte[] message(Map<String, List<String>> headers, byte[] body) {
        StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\n");
        if (headers.keySet().stream().noneMatch("host"::equalsIgnoreCase)) {
            head.append("Host: ").append(endpoint.getAuthority()).append("\r\n");
        }
        headers.forEach((name, values) -> values.forEach(
                value -> head.append(name).append(": ").append(value).append("\r\n")));
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    /** The request for the JDK's own client. */
    public HttpRequest request(Map<String, String> parameters) {
        return request(body(parameters), Map.of("Content-Type", FORM));
    }

    /** The same in the JSON protocol. */
    public HttpRequest json(String action, String body) {
        return request(
                body.getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/x-amz-json-1.0", "X-Amz-Target", "SNS." + action));
    }

    private HttpRequest request(byte[] body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(LENGTH, Integer.toString(body.length));
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve("/"))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signed(body, all).forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private Map<String, List<String>> signed(byte[] body, Map<String, String> headers) {
        SdkHttpRequest.Builder unsigned =
                SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(endpoint.resolve("/"));
        headers.forEach(unsigned::putHeader);
        SdkHttpRequest request = unsigned.build();
        return SIGNER.sign(signing -> signing.identity(AwsCredentialsIdentity.create(accessKey, secretKey))
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sns")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request()
                .headers();
    }

    private static byte[] body(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

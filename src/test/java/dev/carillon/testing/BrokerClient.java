package dev.carillon.testing;

import dev.carillon.model.ProjectId;
import dev.carillon.model.SnsPermissions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.SnsBaseClientBuilder;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Talks to a running broker as its users do.
 *
 * @param management where the management API listens
 * @param sns where the SNS endpoint listens
 * @param ops where health and metrics are
 * @param token the key to the management API
 * @param region of every call
 */
public record BrokerClient(URI management, URI sns, URI ops, String token, String region) {
    private static final Duration SHORTER_THAN_A_START = Duration.ofMillis(300);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** An access key and its secret. */
    public record SnsKeys(String id, String accessKey, String secretKey) {}

    public BrokerClient inRegion(String other) {
        return new BrokerClient(management, sns, ops, token, other);
    }

    /** Activates Topics and Events; it must not be active yet. */
    public JsonObject activate(ProjectId project) {
        return expect(200, call("POST", "/activate-sns", project(project)));
    }

    /** Deactivates it; it must be active. */
    public JsonObject deactivate(ProjectId project) {
        return expect(200, call("POST", "/deactivate-sns", project(project)));
    }

    /** Makes credentials that may do everything. */
    public SnsKeys credentials(ProjectId project) {
        return credentials(project, new SnsPermissions(true, true, true));
    }

    public SnsKeys credentials(ProjectId project, SnsPermissions permissions) {
        JsonObject body = project(project)
                .put("name", "test")
                .put(
                        "permissions",
                        new JsonObject()
                                .put("can_publish", permissions.canPublish())
                                .put("can_receive", permissions.canReceive())
                                .put("can_manage", permissions.canManage()));
        JsonObject made = expect(200, call("POST", "/sns-credentials", body));
        return new SnsKeys(made.getString("id"), made.getString("access_key"), made.getString("secret_key"));
    }

    /**
     * The AWS SDK's client, which sends each request once. It looks at a connection before it uses it again only after
     * two seconds, in which a broker may have been killed and started again.
     */
    public SnsClient sdk(SnsKeys keys) {
        return configured(SnsClient.builder(), keys)
                .httpClientBuilder(Apache5HttpClient.builder().connectionMaxIdleTime(SHORTER_THAN_A_START))
                .build();
    }

    /** The same, asynchronous. */
    public SnsAsyncClient asyncSdk(SnsKeys keys) {
        return configured(SnsAsyncClient.builder(), keys).build();
    }

    /** The same calls, made by hand. */
    public SignedCalls calls(SnsKeys keys) {
        return new SignedCalls(sns, region, keys.accessKey(), keys.secretKey());
    }

    /** One call to the management API, below its region's path. */
    public HttpResponse<String> call(String method, String path, JsonObject body) {
        return send(HttpRequest.newBuilder(URI.create(management + "/mnq/v1beta1/regions/" + region + path))
                .header("X-Auth-Token", token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode())));
    }

    /** Reads a page of the ops port. */
    public HttpResponse<String> ops(String path) {
        return send(HttpRequest.newBuilder(URI.create(ops + path)));
    }

    /** The sum of all samples of a metric; 0 while there is none. */
    public double metric(String name) {
        return ops("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** Whether the broker answers that it is ready; a broker that does not answer is not. */
    public boolean isReady() {
        try {
            return ops("/health/ready").statusCode() == 200;
        } catch (UncheckedIOException notListening) {
            return false;
        }
    }

    private <T extends SnsBaseClientBuilder<T, ?>> T configured(T builder, SnsKeys keys) {
        return builder.endpointOverride(sns)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.accessKey(), keys.secretKey())))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static JsonObject project(ProjectId project) {
        return new JsonObject().put("project_id", project.toString());
    }

    private static JsonObject expect(int statusCode, HttpResponse<String> reply) {
        if (reply.statusCode() != statusCode) {
            throw new AssertionError(reply.request().uri() + " answered " + reply.statusCode() + ": " + reply.body());
        }
        return new JsonObject(reply.body());
    }
}

package dev.carillon.push.sqs;

import dev.carillon.config.DeliveryConfig;
import dev.carillon.config.QueueService;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Makes AWS's client of a service: nothing of the environment's, no retries of its own, no threads of its own. */
final class ServiceClients {
    private static final int KEEP_ALIVE_SECONDS = 30;

    private ServiceClients() {}

    /** Loads much of the SDK when it is called first, which takes half a second. */
    static SqsAsyncClient make(VertxHttp http, QueueService service, String usualRegion) {
        return SqsAsyncClient.builder()
                .endpointOverride(URI.create(service.endpoint()))
                .region(Region.of(service.region().isEmpty() ? usualRegion : service.region()))
                .credentialsProvider(credentials(service))
                .httpClient(http)
                .asyncConfiguration(async ->
                        async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .defaultProfileFile(ProfileFile.aggregator().build()))
                .build();
    }

    /** Connections for one loop, of the same patience as those to endpoints. */
    static VertxHttp http(Vertx vertx, Context context, DeliveryConfig config) {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setDecompressionSupported(false)
                        .setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(config.perOrigin()).setMaxWaitQueueSize(-1));
        return new VertxHttp(context, client);
    }

    private static AwsCredentialsProvider credentials(QueueService service) {
        return service.accessKey().isEmpty()
                ? AnonymousCredentialsProvider.create()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(service.accessKey(), service.secretKey()));
    }
}

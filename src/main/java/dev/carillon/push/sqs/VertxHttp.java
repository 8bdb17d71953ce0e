package dev.carillon.push.sqs;

import dev.carillon.push.ForcedClose;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * The broker's own HTTP client for AWS's SDK, so that queues need no event loops, no connections and no Netty of their own.
 * Bodies are whole buffers both ways: SQS's are small, and one that is not is an error. Requests live on the given context.
 */
final class VertxHttp implements SdkAsyncHttpClient {
    /** What SQS says of a batch of ten is a few KiB. */
    private static final int MOST_ANSWER_BYTES = 1 << 20;

    private final Context context;
    private final HttpClient client;

    VertxHttp(Context context, HttpClient client) {
        this.context = context;
        this.client = client;
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest execution) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<Void> unused = done.whenComplete((nothing, failure) -> {
            if (failure != null) {
                execution.responseHandler().onError(failure);
            }
        });
        Buffer body = Buffer.buffer();
        CompletableFuture<Void> unusedToo = SdkPublisher.adapt(execution.requestContentPublisher())
                .subscribe(bytes -> append(bytes, body))
                .thenRun(() -> context.runOnContext(now -> send(execution, body, done)))
                .exceptionally(failure -> {
                    boolean unusedEnd = done.completeExceptionally(failure);
                    return null;
                });
        return done;
    }

    @Override
    public String clientName() {
        return "Vertx";
    }

    @Override
    public void close() {
        Future<Void> unused = client.close();
    }

    private static void append(ByteBuffer bytes, Buffer body) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        body.appendBytes(copy);
    }

    private void send(AsyncExecuteRequest execution, Buffer body, CompletableFuture<Void> done) {
        client.request(options(execution.request()))
                .compose(request -> {
                    if (done.isCompletedExceptionally()) {
                        // It waited too long for a connection, which is as good as before.
                        return request.reset().compose(unsent -> Future.failedFuture("given up"));
                    }
                    cutOnFailure(request, done);
                    execution
                            .request()
                            .forEachHeader((name, values) -> request.headers().set(name, values));
                    return request.send(body);
                })
                .compose(response -> whole(response).map(answer -> {
                    hand(execution, response, answer);
                    return done.complete(null);
                }))
                .onFailure(done::completeExceptionally);
    }

    /** As the response's own body, but bounded; whoever fails on it cuts the connection. */
    private static Future<Buffer> whole(HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        Buffer answer = Buffer.buffer();
        response.handler(part -> {
            if (part.length() > MOST_ANSWER_BYTES - answer.length()) {
                boolean unused = whole.tryFail(new TooLongFrameException("an answer of a queue service without end"));
            } else {
                answer.appendBuffer(part);
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(answer));
        return whole.future();
    }

    private static RequestOptions options(SdkHttpRequest request) {
        String query = request.encodedQueryParameters().map(text -> "?" + text).orElse("");
        return new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method().name()))
                .setHost(request.host())
                .setPort(request.port())
                .setSsl(request.protocol().equals("https"))
                .setURI((request.encodedPath().isEmpty() ? "/" : request.encodedPath()) + query)
                .setFollowRedirects(false);
    }

    private static void hand(AsyncExecuteRequest execution, HttpClientResponse response, Buffer body) {
        var head = SdkHttpResponse.builder().statusCode(response.statusCode()).statusText(response.statusMessage());
        response.headers()
                .names()
                .forEach(name -> head.putHeader(name, response.headers().getAll(name)));
        execution.responseHandler().onHeaders(head.build());
        execution.responseHandler().onStream(AsyncRequestBody.fromBytes(body.getBytes()));
    }

    private static void cutOnFailure(HttpClientRequest request, CompletableFuture<Void> done) {
        CompletableFuture<Void> unused = done.whenComplete((nothing, failure) -> {
            if (failure != null) {
                ForcedClose.of(request);
            }
        });
    }
}

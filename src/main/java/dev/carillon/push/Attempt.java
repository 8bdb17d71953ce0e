package dev.carillon.push;

import dev.carillon.push.address.AddressVerdict;
import dev.carillon.push.address.EndpointUrl;
import dev.carillon.push.user.BasicAuthorization;
import dev.carillon.push.user.DigestAuthorization;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One post, from the check of the address to the end of the answer. Lives on one event loop, and ends exactly once.
 *
 * <pre>
 *   start -> addresses checked -> connection to one -> request sent -> head -> at most 64 KiB of body -> end
 *                                         ^__________________|______________________________|
 *                    once, when an idle connection was closed under the request;
 *                    once, when the endpoint asks for its user by Digest authentication
 * </pre>
 */
final class Attempt {
    /** Whoever answers more is cut off; his status counts all the same. */
    private static final int MAX_REPLY_BYTES = 64 * 1024;

    private static final int UNAUTHORIZED = 401;

    private final WebClient client;
    private final EndpointLoop loop;
    private final WebMessage message;
    private final Promise<AttemptOutcome> outcome;
    private long startedNanos;
    private long timer;
    private boolean hasEnded;
    private boolean isSecondTry;
    private int replyBytes;
    private @Nullable HttpClientRequest request;
    private @Nullable String digest;

    Attempt(WebClient client, EndpointLoop loop, WebMessage message, Promise<AttemptOutcome> outcome) {
        this.client = client;
        this.loop = loop;
        this.message = message;
        this.outcome = outcome;
    }

    void start() {
        startedNanos = client.time().nanoTime();
        timer = loop.vertx().setTimer(client.config().attemptTimeout().toMillis(), due -> onTimeout());
        // What is thrown on the way is this attempt's failure, and not that of those which are started with it.
        try {
            loop.url(message.endpoint())
                    .ifPresentOrElse(this::check, () -> end(new AttemptOutcome.Permanent(0, "url")));
        } catch (RuntimeException | Error bug) {
            onFailure(bug);
        }
    }

    private void check(EndpointUrl url) {
        client.guard().check(url).onSuccess(verdict -> onVerdict(url, verdict)).onFailure(this::onFailure);
    }

    private void onVerdict(EndpointUrl url, AddressVerdict verdict) {
        Runnable next = verdict.fold(
                addresses -> () -> dial(url, new AddressTurns(loop.inTurn(url, addresses), patienceLeft())),
                () -> () -> end(new AttemptOutcome.Permanent(0, "forbidden")),
                () -> () -> end(new AttemptOutcome.Retryable(0, "unresolvable", Duration.ZERO)));
        next.run();
    }

    private void dial(EndpointUrl url, AddressTurns turns) {
        turns.request(address -> connect(url, address))
                .onSuccess(connected -> {
                    loop.reached(url, connected.address());
                    send(connected.request(), url, turns);
                })
                .onFailure(this::onFailure);
    }

    private Duration patienceLeft() {
        return client.config().attemptTimeout().minusNanos(client.time().nanoTime() - startedNanos);
    }

    private Future<HttpClientRequest> connect(EndpointUrl url, InetAddress address) {
        return hasEnded
                ? Future.failedFuture("the attempt has ended")
                : loop.connections().request(url, address);
    }

    private void send(HttpClientRequest ready, EndpointUrl url, AddressTurns turns) {
        if (hasEnded) {
            Future<Void> unused = ready.reset();
            return;
        }
        request = ready;
        boolean mayBeStale = !loop.connections().isFirstUse(ready.connection()) && !isSecondTry;
        // Vert.x would name an IPv6 address without its brackets.
        ready.headers().setAll(message.headers()).set(HttpHeaders.HOST, url.hostHeader());
        if (!url.userInfo().isEmpty()) {
            ready.putHeader(HttpHeaders.AUTHORIZATION, digest == null ? BasicAuthorization.of(url.userInfo()) : digest);
        }
        ready.send(message.body()).onSuccess(head -> onHead(head, url, turns)).onFailure(failure -> {
            if (mayBeStale && FailureWords.of(failure).equals(FailureWords.CLOSED)) {
                isSecondTry = true;
                dial(url, turns);
            } else {
                onFailure(failure);
            }
        });
    }

    private void onHead(HttpClientResponse response, EndpointUrl url, AddressTurns turns) {
        response.exceptionHandler(this::onFailure);
        response.handler(bytes -> onBytes(response, bytes));
        response.endHandler(none -> {
            Optional<String> answer = answerTo(response, url);
            if (answer.isPresent()) {
                digest = answer.get();
                dial(url, turns);
            } else {
                end(outcomeOf(response));
            }
        });
    }

    /** To an endpoint that wants its user in another way than it was told so far; empty for any other. */
    private Optional<String> answerTo(HttpClientResponse response, EndpointUrl url) {
        boolean isTold = digest != null || url.userInfo().isEmpty();
        if (hasEnded || isTold || response.statusCode() != UNAUTHORIZED) {
            return Optional.empty();
        }
        List<String> demands = response.headers().getAll("WWW-Authenticate");
        return DigestAuthorization.of(
                demands, url.userInfo(), HttpMethod.POST.name(), url.requestUri(), client.nonce());
    }

    private void onBytes(HttpClientResponse response, Buffer bytes) {
        replyBytes += bytes.length();
        if (replyBytes > MAX_REPLY_BYTES && !hasEnded) {
            end(outcomeOf(response));
            ForcedClose.of(response.request());
        }
    }

    private AttemptOutcome outcomeOf(HttpClientResponse response) {
        Optional<String> retryAfter = Optional.ofNullable(response.getHeader(HttpHeaders.RETRY_AFTER));
        return StatusPolicy.outcome(
                response.statusCode(), retryAfter, client.time().now());
    }

    private void onTimeout() {
        end(new AttemptOutcome.Retryable(0, FailureWords.TIMEOUT, Duration.ZERO));
        if (request != null) {
            ForcedClose.of(request);
        }
    }

    private void onFailure(Throwable failure) {
        end(new AttemptOutcome.Retryable(0, FailureWords.of(failure), Duration.ZERO));
    }

    /** What comes after the first end counts no more. */
    private void end(AttemptOutcome result) {
        if (hasEnded) {
            return;
        }
        hasEnded = true;
        boolean unused = loop.vertx().cancelTimer(timer);
        client.end(outcome, result);
    }
}

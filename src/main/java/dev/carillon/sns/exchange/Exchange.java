package dev.carillon.sns.exchange;

import dev.carillon.listener.Peer;
import dev.carillon.listener.Peers;
import dev.carillon.sns.call.RequestTrail;
import dev.carillon.sns.call.SnsReply;
import dev.carillon.sns.call.WireRequest;
import dev.carillon.sns.wire.SnsFault;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its reply. Belongs to one event loop.
 *
 * <pre>
 *             head, body            whole            reply written
 *   ARRIVING ------------&gt; ARRIVING -----&gt; ANSWERING -------------&gt; OVER
 *      | refused: what still comes is thrown away                     ^
 *      +-------------------------------------------------------------+
 *        the client is gone, or sends without end
 * </pre>
 *
 * Whatever is refused by its head is answered only after its body, since many clients read nothing before they have sent
 * all, and would see a broken connection instead of the answer.
 */
final class Exchange {
    private enum State {
        ARRIVING,
        ANSWERING,
        OVER
    }

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    /** How much of a refused body is waited for. */
    private static final long MOST_THROWN_AWAY = 8L << 20;

    private static final SnsFault TOO_MANY_BYTES = SnsFault.throttled("Too many bytes are in flight.");
    private static final long NO_TIMER = -1;

    private final HttpServerRequest request;
    private final Ingress ingress;
    private final Peer peer;
    private final RequestTrail trail;
    private final Optional<PublicFile> file;
    private long timer = NO_TIMER;
    private State state = State.ARRIVING;
    private @Nullable RequestBody body;
    private @Nullable SnsFault refusal;
    private boolean hasArrived;
    private boolean isAnswered;
    private long thrownAwayBytes;
    private long heldBytes;
    private long arrivedNanos;

    Exchange(HttpServerRequest request, Ingress ingress) {
        this.request = request;
        this.ingress = ingress;
        peer = ingress.peers().of(request.connection());
        file = ingress.file(request);
        trail = new RequestTrail(peer.address(), WireRequest.protocol(request));
    }

    void begin() {
        ingress.inFlight().begin();
        request.exceptionHandler(broken -> onBroken());
        Optional<SnsFault> fault =
                file.isPresent() ? Optional.empty() : ingress.admission().refusal(request, peer.address());
        fault.ifPresentOrElse(this::refuse, this::expectBody);
        if (state == State.ARRIVING) {
            request.handler(this::onBytes).endHandler(end -> onEnd());
            timer = peer.isGuarded() ? NO_TIMER : ingress.afterDeadline(this::onLate);
        }
    }

    /** On HTTP/1 the connection is closed instead, which ends here too. */
    private void onLate() {
        if (state == State.ARRIVING) {
            var unused = request.response().reset();
            onBroken();
        }
    }

    /** AWS's clients ask before they send a body, RFC 9110, section 10.1.1. */
    private boolean asksFirst() {
        return HttpHeaders.CONTINUE
                .toString()
                .equalsIgnoreCase(request.headers().get(HttpHeaders.EXPECT));
    }

    private void expectBody() {
        RequestBody arriving = new RequestBody(Admission.announcedBytes(request));
        if (!hold(arriving.capacity())) {
            refuse(TOO_MANY_BYTES);
            return;
        }
        body = arriving;
        if (asksFirst()) {
            var unused = request.response().writeContinue();
        }
    }

    private void refuse(SnsFault fault) {
        refusal = fault;
        forgetBody();
        if (asksFirst()) {
            reply(trail.refused(fault), true);
        }
    }

    private void onBytes(Buffer chunk) {
        if (state != State.ARRIVING) {
            return;
        }
        if (refusal != null) {
            throwAway(chunk, refusal);
        } else if (body != null) {
            keep(chunk, body);
        }
    }

    private void keep(Buffer chunk, RequestBody kept) {
        int length = chunk.length();
        if (ingress.admission().isTooLarge((long) kept.length() + length)) {
            refuse(ingress.admission().tooLarge());
        } else if (!hold(kept.growth(length))) {
            refuse(TOO_MANY_BYTES);
        } else {
            kept.append(chunk);
        }
    }

    private boolean hold(int bytes) {
        if (!ingress.held().reserve(bytes)) {
            return false;
        }
        heldBytes += bytes;
        return true;
    }

    private void throwAway(Buffer chunk, SnsFault fault) {
        thrownAwayBytes += chunk.length();
        if (thrownAwayBytes > MOST_THROWN_AWAY) {
            reply(trail.refused(fault), true);
        }
    }

    private void onEnd() {
        if (state != State.ARRIVING) {
            return;
        }
        state = State.ANSWERING;
        arrivedNanos = ingress.nanoTime();
        peer.arrived();
        hasArrived = true;
        ingress.cancel(timer);
        if (file.isPresent()) {
            onWriting(
                    ingress.replies().write(request, file.get(), trail.requestId()),
                    file.get().content().length());
        } else if (refusal != null) {
            reply(trail.refused(refusal), ingress.isDraining());
        } else if (body != null) {
            byte[] whole = body.toBytes();
            body = null;
            var unused = answer(whole).onComplete(reply -> reply(reply.result(), ingress.isDraining()));
        }
    }

    /** Never fails: a bug is our fault, and the client is told no more than that. */
    private Future<SnsReply> answer(byte[] bytes) {
        Future<SnsReply> answer;
        try {
            answer = ingress.calls().answer(new WireRequest(request, bytes), trail);
        } catch (RuntimeException | Error bug) {
            answer = Future.failedFuture(bug);
        }
        return answer.otherwise(bug -> {
            LOG.atError()
                    .addKeyValue("requestId", trail.requestId())
                    .addKeyValue("action", trail.action())
                    .setCause(bug)
                    .log("could not answer a request");
            return trail.refused(SnsFault.internal());
        });
    }

    private void reply(SnsReply reply, boolean isLast) {
        boolean isEarly = state == State.ARRIVING;
        state = State.ANSWERING;
        ingress.answered(trail, isEarly ? ingress.nanoTime() : arrivedNanos);
        reply.fault().ifPresent(fault -> ingress.refusals().refused(trail, fault, reply.status()));
        if (request.response().closed()) {
            end();
        } else {
            onWriting(
                    ingress.replies().write(request, reply, trail.requestId(), isLast),
                    reply.body().length());
        }
    }

    private void onWriting(Future<Void> reply, int bytes) {
        forgetBody();
        isAnswered = true;
        ingress.inFlight().answered();
        if (!reply.isComplete()) {
            ingress.afterThisTurn(() -> waitForTaking(reply, bytes));
        }
        var unused = reply.onComplete(taken -> end());
    }

    /** What was written in a turn leaves at its end: only a reply that is still here then takes memory, and has a deadline. */
    private void waitForTaking(Future<Void> reply, int bytes) {
        if (reply.isComplete()) {
            return;
        }
        ingress.cancel(timer);
        timer = ingress.afterDeadline(this::onUntaken);
        if (!hold(bytes)) {
            onUntaken();
        }
    }

    /** Whoever takes no reply must not hold up a stop. */
    private void onUntaken() {
        LOG.atInfo().addKeyValue("address", peer.address()).log("closed a connection: its reply was not taken");
        Peers.cut(request.connection());
    }

    /** What is carried out already is not forgotten with its client: the drain waits for it. */
    private void onBroken() {
        if (state == State.ARRIVING) {
            end();
        }
    }

    private void end() {
        state = State.OVER;
        ingress.cancel(timer);
        if (hasArrived) {
            peer.answered();
        }
        forgetBody();
        ingress.inFlight().end(isAnswered);
    }

    private void forgetBody() {
        body = null;
        ingress.held().release(heldBytes);
        heldBytes = 0;
    }
}

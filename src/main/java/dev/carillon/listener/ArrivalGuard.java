package dev.carillon.listener;

import dev.carillon.model.TimeSource;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;

/**
 * Watches how long the request that is arriving takes, from its first byte on: a client that sends a byte now and then is
 * never idle (Slowloris), and Vert.x has no deadline for a request's head. Stands before the HTTP decoder of one
 * connection; belongs to its event loop.
 *
 * <pre>
 *              first byte                 last byte of the body            reply
 *   WAITING ---------------&gt; ARRIVING ---------------------------&gt; ANSWERING -----&gt; WAITING
 * </pre>
 */
final class ArrivalGuard extends ChannelInboundHandlerAdapter {
    private enum State {
        WAITING,
        ARRIVING,
        ANSWERING
    }

    private final TimeSource time;
    private State state = State.WAITING;
    private int unanswered;
    private long sinceNanos;

    ArrivalGuard(TimeSource time) {
        this.time = time;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (state == State.WAITING) {
            state = State.ARRIVING;
            sinceNanos = time.nanoTime();
        }
        context.fireChannelRead(bytes);
    }

    /** The request is here; bytes that come from now on are of the next one, which has time until its turn comes. */
    void arrived() {
        unanswered++;
        state = State.ANSWERING;
    }

    /** Of requests that came together the next is here before it is said that the one before is answered. */
    void answered() {
        unanswered--;
        if (unanswered == 0) {
            state = State.WAITING;
        }
    }

    boolean isLate(Duration deadline) {
        return state == State.ARRIVING && time.nanoTime() - sinceNanos > deadline.toNanos();
    }
}

package dev.carillon.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.bus.AppendOutcome.NobodyListens;
import dev.carillon.bus.AppendOutcome.Stored;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class BrokerBusTest {
    private static final Append APPEND = new Append(5, List.of());
    private BrokerBus bus;

    @BeforeEach
    void make(Vertx vertx) {
        bus = new BrokerBus(vertx, 2);
    }

    @Test
    void asksTheShardThatOwnsTheTopicAndBringsItsReply(VertxTestContext test) {
        bus.onAppend(0, append -> Future.succeededFuture(new AppendReply(List.of(new NobodyListens()))))
                .compose(listening -> bus.onAppend(
                        1, append -> Future.succeededFuture(new AppendReply(List.of(new Stored(append.topicNo()))))))
                .compose(listening -> bus.append(APPEND))
                .onComplete(test.succeeding(reply -> test.verify(() -> {
                    assertThat(reply.outcomes()).containsExactly(new Stored(5));
                    test.completeNow();
                })));
    }

    @Test
    void handsTheVeryObjectOver(VertxTestContext test) {
        JournalAdvanced sent = new JournalAdvanced(4, 9);
        bus.onAdvanced(
                        0,
                        received -> test.verify(() -> {
                            assertThat(received).isSameAs(sent);
                            test.completeNow();
                        }))
                .onComplete(test.succeeding(listening -> bus.advanced(sent)));
    }

    @Test
    void aRequestWithoutAReceiverFailsAtOnce(VertxTestContext test) {
        bus.append(APPEND)
                .onComplete(test.failing(failure -> test.verify(() -> {
                    assertThat(failure)
                            .isInstanceOfSatisfying(
                                    ReplyException.class,
                                    reply -> assertThat(reply.failureType()).isEqualTo(ReplyFailure.NO_HANDLERS));
                    test.completeNow();
                })));
    }

    @Test
    void aHandlerThatFailsFailsTheRequest(VertxTestContext test) {
        bus.onAppend(1, append -> Future.failedFuture("broken"))
                .compose(listening -> bus.append(APPEND))
                .onComplete(test.failing(failure -> test.verify(() -> {
                    assertThat(failure).hasMessage("broken");
                    test.completeNow();
                })));
    }
}

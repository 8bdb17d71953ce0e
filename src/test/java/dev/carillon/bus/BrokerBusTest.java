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
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
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
        bus.onAppend(0, group -> Future.succeededFuture(replies(group, append -> new NobodyListens())))
                .compose(listening -> bus.onAppend(
                        1, group -> Future.succeededFuture(replies(group, append -> new Stored(append.topicNo())))))
                .compose(listening -> LoneAppend.send(bus, APPEND))
                .onComplete(test.succeeding(reply -> test.verify(() -> {
                    assertThat(reply.outcomes()).containsExactly(new Stored(5));
                    test.completeNow();
                })));
    }

    @Test
    void whoeverAsksIsToldAtOnceThatTheHandlerThrew(VertxTestContext test) {
        bus.onAppend(1, group -> {
                    throw new IllegalStateException("a bug");
                })
                .compose(listening -> LoneAppend.send(bus, APPEND))
                .onComplete(test.failing(failure -> test.verify(() -> {
                    assertThat(((ReplyException) failure).failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
                    assertThat(failure).hasMessageContaining("a bug");
                    test.completeNow();
                })));
    }

    @Test
    void whoeverAsksIsToldAtOnceOfAnErrorToo(VertxTestContext test) {
        bus.onAppend(1, group -> {
                    throw new StackOverflowError("too deep");
                })
                .compose(listening -> LoneAppend.send(bus, APPEND))
                .onComplete(test.failing(failure -> test.verify(() -> {
                    assertThat(((ReplyException) failure).failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
                    assertThat(failure).hasMessageContaining("too deep");
                    test.completeNow();
                })));
    }

    @Test
    void aCallerThatThrowsHurtsNoOtherOfItsGroup(Vertx vertx, VertxTestContext test) {
        AppendSender sender = bus.appendSender();
        bus.onAppend(1, group -> Future.succeededFuture(replies(group, append -> new NobodyListens())))
                .onComplete(test.succeeding(listening -> vertx.runOnContext(turn -> {
                    sender.append(APPEND).onComplete(reply -> {
                        throw new IllegalStateException("a bug");
                    });
                    sender.append(APPEND).onComplete(test.succeedingThenComplete());
                })));
    }

    @Test
    void aCallerThatThrowsHurtsNoOtherOfAGroupThatFails(Vertx vertx, VertxTestContext test) {
        AppendSender sender = bus.appendSender();
        vertx.runOnContext(turn -> {
            sender.append(APPEND).onComplete(reply -> {
                throw new IllegalStateException("a bug");
            });
            sender.append(APPEND).onComplete(test.failingThenComplete());
        });
    }

    @Test
    void sendsWhatIsAppendedInOneTurnInOneGroup(Vertx vertx, VertxTestContext test) {
        Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
        AppendSender sender = bus.appendSender();
        bus.onAppend(1, group -> {
                    sizes.add(group.appends().size());
                    return Future.succeededFuture(replies(group, append -> new Stored(append.topicNo())));
                })
                .onComplete(test.succeeding(listening -> vertx.runOnContext(turn -> Future.all(
                                sender.append(new Append(3, List.of())), sender.append(new Append(1, List.of())))
                        .onComplete(test.succeeding(replies -> test.verify(() -> {
                            assertThat(replies.<AppendReply>list())
                                    .containsExactly(
                                            new AppendReply(List.of(new Stored(3))),
                                            new AppendReply(List.of(new Stored(1))));
                            assertThat(sizes).containsExactly(2);
                            test.completeNow();
                        }))))));
    }

    @Test
    void everyAppendOfAGroupThatFailsFails(Vertx vertx, VertxTestContext test) {
        AppendSender sender = bus.appendSender();
        vertx.runOnContext(turn -> Future.join(sender.append(APPEND), sender.append(APPEND))
                .onComplete(test.failing(failure -> {
                    sender.append(APPEND)
                            .onComplete(test.failing(later -> test.verify(() -> {
                                assertThat(failure).isInstanceOf(ReplyException.class);
                                assertThat(later).isInstanceOf(ReplyException.class);
                                test.completeNow();
                            })));
                })));
    }

    @Test
    void handsTheVeryObjectOver(VertxTestContext test) {
        JournalAdvanced sent = new JournalAdvanced(0, Map.of(4L, 9L));
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
        LoneAppend.send(bus, APPEND)
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
        bus.onAppend(1, group -> Future.failedFuture("broken"))
                .compose(listening -> LoneAppend.send(bus, APPEND))
                .onComplete(test.failing(failure -> test.verify(() -> {
                    assertThat(failure).hasMessage("broken");
                    test.completeNow();
                })));
    }

    private static AppendGroupReply replies(AppendGroup group, Function<Append, AppendOutcome> outcome) {
        return new AppendGroupReply(group.appends().stream()
                .map(append -> new AppendReply(List.of(outcome.apply(append))))
                .toList());
    }
}

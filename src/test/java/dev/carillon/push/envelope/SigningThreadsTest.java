package dev.carillon.push.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SigningThreadsTest {
    private static final int TASKS = 1_000;

    private Vertx vertx;
    private SigningThreads threads;

    @BeforeEach
    void start(Vertx fresh) {
        vertx = fresh;
        threads = new SigningThreads(vertx, 2);
    }

    @Test
    void answersEverybodyOnHisOwnContext() {
        List<Context> contexts = List.of(vertx.getOrCreateContext(), vertx.getOrCreateContext());
        List<Future<Boolean>> answers = IntStream.range(0, TASKS)
                .mapToObj(i -> {
                    Context context = contexts.get(i % 2);
                    return Future.<Boolean>future(answer -> context.runOnContext(go -> threads.run(() -> i)
                            .onComplete(
                                    done -> answer.complete(done.result() == i && Vertx.currentContext() == context))));
                })
                .toList();

        await().untilAsserted(() -> assertThat(answers).allMatch(Future::succeeded));
        assertThat(answers).allMatch(Future::result);
    }

    @Test
    void aTaskThatFailsHurtsNoOther() {
        Future<Integer> broken = threads.run(() -> {
            throw new IllegalStateException("broken");
        });
        Future<Integer> next = threads.run(() -> 7);

        await().until(() -> broken.failed() && next.succeeded());
        assertThat(broken.cause()).hasMessage("broken");
    }

    @Test
    void anErrorIsTheFailureOfItsTaskAndEndsNoThread() {
        List<Future<Integer>> broken = IntStream.range(0, 8)
                .mapToObj(i -> threads.<Integer>run(() -> {
                    throw new StackOverflowError("too deep");
                }))
                .toList();

        await().untilAsserted(() -> assertThat(broken).allMatch(Future::failed));
        Future<Integer> next = threads.run(() -> 7);
        await().until(next::succeeded);
    }

    @Test
    void aCallerThatThrowsHurtsNoOther() {
        CountDownLatch start = new CountDownLatch(1);
        Context context = vertx.getOrCreateContext();
        List<Future<Integer>> answers = IntStream.range(0, 64)
                .mapToObj(i -> Future.<Integer>future(answer -> context.runOnContext(go -> threads.run(() -> {
                            start.await();
                            return i;
                        })
                        .onComplete(done -> {
                            answer.complete(i);
                            throw new IllegalStateException("a caller's bug");
                        }))))
                .toList();

        // Behind the callers on their context: when all have asked.
        context.runOnContext(go -> start.countDown());

        await().untilAsserted(() -> assertThat(answers).allMatch(Future::succeeded));
    }

    @Test
    void outlivesAVerticleThatStoppedWithoutWaiting() {
        CountDownLatch stopped = new CountDownLatch(1);
        DeploymentOptions own = new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName("stops")
                .setWorkerPoolSize(1);
        Future<Void> end = vertx.deployVerticle(asking(stopped), own).compose(vertx::undeploy);
        await().until(end::succeeded);

        stopped.countDown();

        Future<Integer> next = threads.run(() -> 7);
        await().until(next::succeeded);
    }

    /** Asks as many threads as there are, and more, for what they cannot say before it has stopped. */
    private VerticleBase asking(CountDownLatch stopped) {
        return new VerticleBase() {
            @Override
            public Future<?> start() {
                for (int i = 0; i < 8; i++) {
                    Future<Integer> unused = threads.run(() -> {
                        stopped.await();
                        return 1;
                    });
                }
                return Future.succeededFuture();
            }
        };
    }

    @Test
    void doesWhatItWasAskedBeforeItEndsAndRefusesTheRest() {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> asked = IntStream.range(0, TASKS)
                .mapToObj(i -> threads.run(() -> {
                    start.await();
                    return i;
                }))
                .toList();
        Future<Void> closed = threads.close();
        assertThat(threads.waiting()).isPositive();

        start.countDown();

        await().until(closed::succeeded);
        await().untilAsserted(() -> assertThat(asked).allMatch(Future::succeeded));
        assertThat(threads.run(() -> 1).failed()).isTrue();
    }
}

package dev.carillon.delivery.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.turn.FairShare.Share;
import dev.carillon.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FairShareTest {
    private final List<String> woken = new ArrayList<>();

    @Test
    void theCapacityIsNeverPassed() {
        FairShare places = new FairShare(8);
        List<Share> shares = shares(places, 20);

        long taken = shares.stream()
                .flatMap(share -> Stream.generate(() -> share.take(1)).limit(8))
                .filter(isTaken -> isTaken)
                .count();

        assertThat(taken).isEqualTo(8);
    }

    @Test
    void oneThatTakesAllItCanLeavesRoomForTheFirstOfOthers() {
        FairShare places = new FairShare(100);
        Share greedy = share(places, "greedy");
        long taken = Stream.generate(() -> greedy.take(1))
                .limit(101)
                .takeWhile(isTaken -> isTaken)
                .count();

        long others =
                shares(places, 100).stream().filter(share -> share.take(1)).count();

        assertThat(taken).isEqualTo(50);
        assertThat(others).isEqualTo(50);
    }

    @Test
    void hangingOnesTogetherHoldNoMoreThanHalf() {
        FairShare places = new FairShare(10);
        List<Share> hanging = shares(places, 20);
        hanging.forEach(share -> share.setHanging(true));

        long taken = hanging.stream().filter(share -> share.take(1)).count();

        assertThat(taken).isEqualTo(5);
        assertThat(share(places, "healthy").take(1)).isTrue();
    }

    @Test
    void anAmountLargerThanEverythingIsGivenToTheOnlyOne() {
        FairShare bytes = new FairShare(10);

        assertThat(share(bytes, "first").take(25)).isTrue();
        assertThat(share(bytes, "second").take(1)).isFalse();
    }

    @Test
    void whoeverWaitsLongestIsWokenFirst() {
        FairShare places = new FairShare(1);
        Share holder = share(places, "holder");
        boolean taken = holder.take(1);
        boolean refused = !share(places, "a").take(1) && !share(places, "b").take(1);

        holder.giveBack(1);
        boolean hasMore = places.wakeWaiting();

        assertThat(taken && refused).isTrue();
        assertThat(hasMore).isFalse();
        assertThat(woken).containsExactly("a", "b");
        assertThat(places.hasWaiting()).isFalse();
    }

    @Test
    void whoeverMayGoOnIsFoundBehindAnyNumberOfThoseWhoMayNot() {
        VirtualTimers timers = new VirtualTimers(new VirtualTime());
        TurnQueue turns = new TurnQueue(timers);
        FairShare places = new FairShare(2_000);
        List<Share> stuck = shares(places, 1_000);
        boolean haveOneEach = stuck.stream().allMatch(share -> share.take(1));
        boolean wantAnother = stuck.stream().noneMatch(share -> share.take(1));
        Share healthy = share(places, "healthy");
        boolean waits = healthy.take(1) && !healthy.take(1);

        healthy.giveBack(1);
        turns.freed(places);
        turns.run();
        timers.advance(Duration.ZERO);

        assertThat(haveOneEach && wantAnother && waits).isTrue();
        assertThat(woken).containsExactly("healthy");
    }

    private List<Share> shares(FairShare of, int count) {
        List<Share> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(share(of, "share " + i));
        }
        return all;
    }

    private Share share(FairShare of, String name) {
        return of.share(() -> woken.add(name));
    }
}

package dev.carillon.crash.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who judges brokers is judged: each fault is seen, and what may go either way is none. */
class JudgeTest {
    private static final String PATH = "/0";
    private static final long ASKED = 100;
    private static final long OPEN = 110;
    private static final long DUE = 1_000;
    private static final long CLOSED = 1_100;

    private final TopicBook topic = new TopicBook(0, true);
    private final Outages outages = new Outages();
    private final SubscriptionBook book = new SubscriptionBook();

    @Test
    void missesWhatWasAcknowledgedWhileItWasDue() {
        open(Filter.NONE);
        published(OPEN + 1, OPEN + 5);
        published(DUE - 5, DUE - 1);

        assertThat(faults()).startsWith("2 MISSING");
    }

    @Test
    void missesNothingAtTheEdges() {
        published(ASKED - 5, OPEN + 5);
        open(Filter.NONE);
        published(OPEN - 1, OPEN + 5);
        published(DUE - 5, DUE + 5);
        sent(OPEN + 1);

        assertThat(faults()).isEmpty();
    }

    @Test
    void takesEitherAtTheEdges() {
        arrived(published(ASKED - 5, ASKED + 5), 200);
        open(Filter.NONE);
        arrived(published(CLOSED - 1, CLOSED + 5), CLOSED + 10);

        assertThat(faults()).isEmpty();
    }

    @Test
    void seesWhatCameThoughItWasPublishedTooEarlyOrTooLate() {
        int early = published(ASKED - 5, ASKED - 1);
        open(Filter.NONE);
        arrived(early, 200);
        arrived(published(CLOSED + 1, CLOSED + 5), CLOSED + 10);

        assertThat(faults()).contains("1 EARLY", "1 LATE");
    }

    @Test
    void seesWhatComesLongAfterTheEnd() {
        open(Filter.NONE);
        arrived(published(200, 210), CLOSED + Duration.ofMinutes(2).toNanos());

        assertThat(faults()).startsWith("1 AFTER_THE_END");
    }

    @Test
    void seesWhatAFilterDoesNotTake() {
        open(Filter.NOTHING);
        published(200, 210);
        arrived(published(211, 220), 230);

        assertThat(faults()).startsWith("1 UNWANTED").doesNotContain("MISSING");
    }

    @Test
    void takesEitherWhileAFilterChanges() {
        open(Filter.NOTHING);
        book.filter().changing(Filter.NONE, 300);
        book.filter().changed(310);
        arrived(published(290, 300), 320);
        published(310, 320);

        assertThat(faults()).isEmpty();

        published(311, 320);

        assertThat(faults()).startsWith("1 MISSING");
    }

    @Test
    void letsAStartForgetThePolicyOfBefore() {
        open(Filter.NOTHING);
        int before = published(200, 210);
        book.filter().changing(Filter.NONE, 300);
        book.filter().changed(310);
        arrived(before, 500);
        assertThat(faults()).startsWith("1 UNWANTED");

        outages.begin(false, 400);
        outages.end(450);

        assertThat(faults()).isEmpty();
    }

    @Test
    void seesWhatWasNeverSentOrIsOfAnotherTopicOrEndpoint() {
        open(Filter.NONE);
        arrived(7, 200);
        book.arrived(new Numbered(1, 0), PATH, false, 200);
        book.arrived(new Numbered(0, 0), "/1", false, 200);

        assertThat(faults()).contains("1 PHANTOM", "2 STRAY");
    }

    @Test
    void seesWhatCameToASubscriptionThatNobodyMade() {
        book.arrived(new Numbered(0, 0), PATH, false, 200);

        assertThat(faults()).startsWith("1 STRAY");
    }

    @Test
    void seesWhatWasRefused() {
        open(Filter.NONE);
        int number = sent(200);
        topic.refused(number);
        arrived(number, 210);

        assertThat(faults()).startsWith("1 REFUSED");
    }

    @Test
    void takesRepetitionsAfterKillsOnlyAndNotAnyNumberOfThem() {
        open(Filter.NONE);
        int number = published(200, 210);
        arrived(number, 220);
        arrived(number, 240);
        assertThat(faults()).contains("1 REPEATED", "1 OFTEN_REPEATED");

        outages.begin(true, 225);
        outages.end(230);
        assertThat(faults()).isEmpty();

        for (int i = 0; i < 100; i++) {
            arrived(number, 250);
        }
        assertThat(faults()).startsWith("1 OFTEN_REPEATED");
    }

    @Test
    void seesAGroupOutOfOrderButNotRepetitions() {
        open(Filter.NONE);
        outages.begin(true, 200);
        List<Integer> numbers = List.of(published(200, 210), published(210, 220), published(211, 219));
        int next = published(221, 230);
        int sameGroup = published(231, 240);
        assertThat(sameGroup % Numbered.GROUPS).isEqualTo(numbers.get(0) % Numbered.GROUPS);
        numbers.forEach(each -> arrived(each, 250));
        arrived(next, 251);
        arrived(sameGroup, 252);
        arrived(numbers.get(0), 253);
        assertThat(faults()).isEmpty();

        int fifth = published(241, 250);
        int ninth = sent(260);
        while (ninth % Numbered.GROUPS != fifth % Numbered.GROUPS) {
            ninth = sent(260);
        }
        arrived(ninth, 270);
        arrived(fifth, 280);

        assertThat(faults()).startsWith("1 DISORDERED");
    }

    @Test
    void seesTheWrongForm() {
        open(Filter.NONE);
        int number = published(200, 210);
        book.arrived(new Numbered(0, number), PATH, true, 220);
        assertThat(faults()).startsWith("1 FORM");

        book.raw().changing(true, 215);

        assertThat(faults()).isEmpty();
    }

    private void open(Filter filter) {
        book.open(0, PATH, filter, false, ASKED, OPEN);
        book.dueUntil(DUE);
        book.close(CLOSED);
    }

    private int published(long sentAt, long acknowledgedAt) {
        int number = sent(sentAt);
        topic.acknowledged(number, acknowledgedAt);
        return number;
    }

    private int sent(long at) {
        int number = topic.next().number();
        topic.sent(number, at);
        return number;
    }

    private void arrived(int number, long at) {
        book.arrived(new Numbered(0, number), PATH, false, at);
    }

    private String faults() {
        Verdict verdict = new Verdict();
        new Judge(List.of(topic), outages).judge("it", book, verdict);
        return verdict.faults();
    }
}

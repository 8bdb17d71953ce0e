package dev.carillon.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When a request says that it was signed: {@code X-Amz-Date}, ISO 8601's basic form in UTC, {@code 20260131T235959Z}.
 *
 * @param text as it came, and as it goes into the string to sign
 */
record SigningTime(String text, Instant instant) {
    private static final int LENGTH = 16;
    private static final int DAY_LENGTH = 8;

    static Optional<SigningTime> parse(String text) {
        if (text.length() != LENGTH || text.charAt(DAY_LENGTH) != 'T' || text.charAt(LENGTH - 1) != 'Z') {
            return Optional.empty();
        }
        int day = number(text, 0, DAY_LENGTH);
        int time = number(text, DAY_LENGTH + 1, LENGTH - 1);
        if (day < 0 || time < 0) {
            return Optional.empty();
        }
        try {
            Instant instant = LocalDateTime.of(
                            day / 10_000, day / 100 % 100, day % 100, time / 10_000, time / 100 % 100, time % 100)
                    .toInstant(ZoneOffset.UTC);
            return Optional.of(new SigningTime(text, instant));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** The first eight digits: the day that the credential scope must name too. */
    boolean isOf(String day) {
        return text.startsWith(day);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}

package dev.carillon.sns.wire.request;

import dev.carillon.sns.wire.Checked;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a list goes on: after the topic and the subscription of these numbers. Numbers are given once and rise, so that a
 * page neither repeats nor skips what was there all the time, whatever is made or deleted meanwhile.
 *
 * <p>The text is 24 bytes in Base64: the two numbers and a checksum over them and the list's name. The checksum keeps a
 * token from another list or a mangled one from being taken for a position; it is no secret, for a forged token shows
 * nothing that the caller may not list anyway.
 */
public record PageToken(long topicNo, long subscriptionNo) {
    /** Before the first. */
    public static final PageToken START = new PageToken(0, 0);

    private static final int POSITION_BYTES = 2 * Long.BYTES;
    private static final int CHECK_BYTES = 8;

    /**
     * The token as the client gets it.
     *
     * @param list names the list and whose it is
     */
    public String text(String list) {
        byte[] position = ByteBuffer.allocate(POSITION_BYTES)
                .putLong(topicNo)
                .putLong(subscriptionNo)
                .array();
        byte[] whole = Arrays.copyOf(position, POSITION_BYTES + CHECK_BYTES);
        System.arraycopy(check(position, list), 0, whole, POSITION_BYTES, CHECK_BYTES);
        return Base64.getUrlEncoder().encodeToString(whole);
    }

    /** Reads the request's {@code NextToken}; without one, or with an empty one, the list begins. */
    public static Checked<PageToken> read(QueryRequest request, String list) {
        Optional<String> text = request.text("NextToken").filter(token -> !token.isEmpty());
        return text.map(token -> parse(token, list)).orElse(Checked.valid(START));
    }

    private static Checked<PageToken> parse(String text, String list) {
        byte[] whole = decode(text);
        byte[] position = Arrays.copyOf(whole, POSITION_BYTES);
        if (whole.length != POSITION_BYTES + CHECK_BYTES
                || !Arrays.equals(whole, POSITION_BYTES, whole.length, check(position, list), 0, CHECK_BYTES)) {
            return Checked.invalidParameter("Invalid parameter: NextToken");
        }
        ByteBuffer numbers = ByteBuffer.wrap(position);
        return Checked.valid(new PageToken(numbers.getLong(), numbers.getLong()));
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }

    private static byte[] check(byte[] position, String list) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(position);
            return Arrays.copyOf(digest.digest(list.getBytes(StandardCharsets.UTF_8)), CHECK_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}

package dev.carillon.sns.wire.publication;

import dev.carillon.model.MessageText;
import dev.carillon.sns.wire.Checked;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The ids by which a message is ordered and told from others ({@code Publish} in the AWS SNS API reference). */
final class FifoIds {
    private static final int MAX_CHARACTERS = 128;

    private FifoIds() {}

    /** Standard topics take a group id, too, and hand it on to queues. */
    static Checked<String> groupId(Optional<String> given, TopicKind kind) {
        if (kind != TopicKind.STANDARD && given.orElse("").isEmpty()) {
            return Checked.invalidParameter(
                    "Invalid parameter: The MessageGroupId parameter is required for FIFO topics");
        }
        return given.isEmpty() || isId(given.get()) ? Checked.valid(given.orElse("")) : malformed("MessageGroupId");
    }

    static Checked<String> deduplicationId(Optional<String> given, TopicKind kind, MessageText message) {
        if (kind == TopicKind.STANDARD) {
            return given.isEmpty()
                    ? Checked.valid("")
                    : Checked.invalidParameter("Invalid parameter: MessageDeduplicationId Reason: The request includes"
                            + " MessageDeduplicationId parameter that is not valid for this topic type");
        }
        if (!given.orElse("").isEmpty()) {
            return isId(given.get()) ? Checked.valid(given.get()) : malformed("MessageDeduplicationId");
        }
        return kind == TopicKind.FIFO_BY_CONTENT
                ? Checked.valid(HexFormat.of().formatHex(sha256().digest(message.utf8())))
                : Checked.invalidParameter("Invalid parameter: The topic should either have ContentBasedDeduplication"
                        + " enabled or MessageDeduplicationId provided explicitly");
    }

    private static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_CHARACTERS
                && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private static Checked<String> malformed(String parameter) {
        return Checked.invalidParameter("Invalid parameter: " + parameter + " Reason: " + parameter
                + " can only include alphanumeric and punctuation characters. 1 to 128 in length");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}

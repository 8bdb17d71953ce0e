package dev.carillon.sns.subscription;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How lists show an endpoint: with stars for a password in its URL, as AWS does. Lists end up in many a log; who wants the
 * URL itself asks for the subscription's attributes (AWS SNS, "Fanout notifications to HTTPS endpoints").
 */
final class ListedEndpoint {
    private static final Pattern PASSWORD = Pattern.compile("(?<before>[A-Za-z]+://[^/?#@:]*:)[^/?#@]*@");

    private ListedEndpoint() {}

    static String of(String endpoint) {
        Matcher start = PASSWORD.matcher(endpoint);
        return start.lookingAt() ? start.group("before") + "****@" + endpoint.substring(start.end()) : endpoint;
    }
}

package dev.carillon.filter.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import software.amazon.event.ruler.JsonRuleCompiler;

/**
 * What event-ruler says of a policy, with line and column, letter for letter what AWS answers. It is kept from what
 * looks like an address of version 4 and is none, of which it would ask a name server, and from what begins like an
 * address of version 6 and is too long for one, over which it would take minutes.
 */
final class RulerCheck {
    private static final JsonFactory JSON = new JsonFactory();

    private RulerCheck() {}

    /** @param json well-formed; empty when nothing is wrong */
    static Optional<String> objection(String json) {
        try {
            StringBuilder harmless = new StringBuilder(json);
            Optional<String> wrongNetwork = hideFalseAddresses(json, harmless);
            if (wrongNetwork.isPresent()) {
                return wrongNetwork;
            }
            var unused = JsonRuleCompiler.compile(harmless.toString());
            return Optional.empty();
        } catch (IOException | RuntimeException refused) {
            // Any failure of its compiler is a refusal: a policy that it cannot read must not be stored.
            return Optional.of(Optional.ofNullable(refused.getMessage()).orElse("failed to parse JSON"));
        }
    }

    /** Writes letters over them; returns what is wrong with a network's address. */
    private static Optional<String> hideFalseAddresses(String json, StringBuilder harmless) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.VALUE_STRING) {
                    continue;
                }
                String text = parser.getText();
                int slash = text.indexOf('/');
                String address = slash < 0 ? text : text.substring(0, slash);
                boolean isLike = IpText.looksLikeAddress(address);
                if (!isLike && IpText.takesLongToTell(address)) {
                    hideBeginning(parser, harmless);
                }
                if (!isLike || IpText.parse(address).isPresent()) {
                    continue;
                }
                if (slash >= 0 && "cidr".equals(parser.currentName())) {
                    return Optional.of("Invalid IP address: " + address);
                }
                hide(parser, harmless);
            }
        }
        return Optional.empty();
    }

    /**
     * Enough to end event-ruler's comparison at once. The rest stays, since it may have other faults to be told: two stars
     * in a wildcard. What begins like an address begins with a digit, a colon or the backslash of an escaped one.
     */
    private static void hideBeginning(JsonParser parser, StringBuilder harmless) {
        harmless.setCharAt(firstCharacter(parser), 'x');
    }

    private static void hide(JsonParser parser, StringBuilder harmless) throws IOException {
        int from = firstCharacter(parser);
        parser.finishToken();
        int to = (int) parser.currentLocation().getCharOffset() - 1;
        for (int i = from; i < to; i++) {
            harmless.setCharAt(i, 'x');
        }
    }

    private static int firstCharacter(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset() + 1;
    }
}

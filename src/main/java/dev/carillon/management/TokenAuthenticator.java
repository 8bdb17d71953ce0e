package dev.carillon.management;

import dev.carillon.catalog.key.ApiKey;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.listener.AddressLimits;
import dev.carillon.model.TimeSource;
import dev.carillon.model.TokenHash;
import dev.carillon.model.Uuids;
import java.util.List;
import java.util.Optional;

/**
 * Finds the API key of the token in {@code X-Auth-Token}. Belongs to the verticle's thread.
 *
 * <p>The key is looked up by the token's SHA-256: how long that takes depends on the hash, of which a guesser knows
 * nothing useful, never on how much of a token was guessed right.
 */
final class TokenAuthenticator {
    private final CatalogView catalog;
    private final TimeSource time;
    private final AddressLimits addresses;

    TokenAuthenticator(CatalogView catalog, TimeSource time, AddressLimits addresses) {
        this.catalog = catalog;
        this.time = time;
        this.addresses = addresses;
    }

    /**
     * Says who calls.
     *
     * @param tokens every value of the header
     */
    Authentication authenticate(List<String> tokens, String address) {
        Authentication caller = caller(tokens);
        if (caller instanceof Authentication.Denied) {
            addresses.countFailure(address);
        }
        return caller;
    }

    /** Whether they are the token of a caller, whatever he calls. */
    boolean isKnown(List<String> tokens) {
        return caller(tokens) instanceof Authentication.Accepted;
    }

    private Authentication caller(List<String> tokens) {
        if (tokens.size() != 1 || Uuids.parse(tokens.get(0)).isEmpty()) {
            return denied("invalid_argument");
        }
        Optional<ApiKey> key = catalog.apiKey(TokenHash.of(tokens.get(0)));
        if (key.isEmpty()) {
            return denied("not_found");
        }
        return key.get().isExpired(time.now()) ? denied("expired") : new Authentication.Accepted(key.get());
    }

    private static Authentication denied(String reason) {
        return new Authentication.Denied(RestError.deniedAuthentication(reason));
    }
}

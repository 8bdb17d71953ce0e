package dev.carillon.sigv4;

import dev.carillon.model.Credential;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The signing keys that were needed last, by access key, day and region. Belongs to one thread; bounded, and only what a
 * known credential asks for in its own region takes a place.
 */
final class DerivedKeys {
    private static final int MOST = 1_024;

    private final Map<Place, SigningKey> keys = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, SigningKey> eldest) {
            return size() > MOST;
        }
    };

    private record Place(String accessKey, String day, String region) {}

    SigningKey of(Credential credential, CredentialScope scope) {
        Place place = new Place(scope.accessKey(), scope.day(), scope.region());
        SigningKey known = keys.get(place);
        if (known != null && known.isOf(credential.secretKey())) {
            return known;
        }
        SigningKey derived = SigningKey.derive(credential.secretKey(), scope);
        keys.put(place, derived);
        return derived;
    }
}

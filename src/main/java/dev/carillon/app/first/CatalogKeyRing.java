package dev.carillon.app.first;

import dev.carillon.app.step.Awaited;
import dev.carillon.app.step.StartFailure;
import dev.carillon.catalog.change.ApiKeys;
import dev.carillon.catalog.change.NewApiKey;
import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.catalog.change.WriteOutcome.Done;
import dev.carillon.catalog.change.WriteOutcome.Existed;
import dev.carillon.catalog.key.ApiKey;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The first start's door to the API keys. Blocks. */
public final class CatalogKeyRing implements FirstStart.KeyRing {
    private static final String NAME = "quickstart";

    private final ApiKeys keys;
    private final Duration patience;

    /** @param patience how long an answer of the catalogue may take */
    public CatalogKeyRing(ApiKeys keys, Duration patience) {
        this.keys = keys;
        this.patience = patience;
    }

    @Override
    public boolean isEmpty() throws Exception {
        WriteOutcome<List<ApiKey>> listed = Awaited.within(patience, keys.list());
        if (listed instanceof Done<List<ApiKey>> done) {
            return done.value().isEmpty();
        }
        throw new StartFailure("the API keys cannot be read: " + listed);
    }

    @Override
    public void add(UUID token) throws Exception {
        WriteOutcome<ApiKey> added = Awaited.within(patience, keys.add(token, NewApiKey.unlimited(NAME)));
        if (!(added instanceof Done<ApiKey>) && !(added instanceof Existed<ApiKey>)) {
            throw new StartFailure("the first API key cannot be kept: " + added);
        }
    }
}

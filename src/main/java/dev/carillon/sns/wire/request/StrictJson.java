package dev.carillon.sns.wire.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/**
 * Reads clients' JSON within the contract's "Input limits": depth 50, names of 1 KB, no member twice.
 * Beyond them its parsers throw what they throw at malformed JSON. For any thread.
 */
public final class StrictJson {
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(50)
                    .maxNameLength(1_024)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private StrictJson() {}
}

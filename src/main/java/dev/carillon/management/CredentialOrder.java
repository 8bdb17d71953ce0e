package dev.carillon.management;

import dev.carillon.model.Credential;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The orders in which credentials are listed; the id decides between equals, so that pages never overlap. */
enum CredentialOrder {
    CREATED_AT_ASC,
    CREATED_AT_DESC,
    UPDATED_AT_ASC,
    UPDATED_AT_DESC,
    NAME_ASC,
    NAME_DESC;

    static final List<String> NAMES =
            Arrays.stream(values()).map(CredentialOrder::wireName).toList();

    Comparator<Credential> comparator() {
        Comparator<Credential> order = switch (this) {
            case CREATED_AT_ASC -> Comparator.comparing(Credential::createdAt);
            case CREATED_AT_DESC -> Comparator.comparing(Credential::createdAt).reversed();
            case UPDATED_AT_ASC -> Comparator.comparing(Credential::updatedAt);
            case UPDATED_AT_DESC -> Comparator.comparing(Credential::updatedAt).reversed();
            case NAME_ASC -> Comparator.comparing(Credential::name);
            case NAME_DESC -> Comparator.comparing(Credential::name).reversed();
        };
        return order.thenComparing(Credential::id);
    }

    static Optional<CredentialOrder> parse(String text) {
        return Arrays.stream(values())
                .filter(order -> order.wireName().equals(text))
                .findFirst();
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

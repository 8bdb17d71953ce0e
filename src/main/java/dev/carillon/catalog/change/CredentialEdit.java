package dev.carillon.catalog.change;

import dev.carillon.model.SnsPermissions;

/** What of a credential can be changed. */
public record CredentialEdit(String name, SnsPermissions permissions) {}

package dev.carillon.model;

import java.util.regex.Pattern;

/** A region's name, such as {@code fr-par}. Which regions exist is configuration. */
public record Region(String name) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public Region {
        if (name.length() > 32 || !FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("not a region name: " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

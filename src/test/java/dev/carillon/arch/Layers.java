package dev.carillon.arch;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;

/** The packages under one, from the top, each with those above it that may use it. Immutable. */
final class Layers {
    private final String base;
    private final LayeredArchitecture layers;

    private Layers(String base, LayeredArchitecture layers) {
        this.base = base;
        this.layers = layers;
    }

    static Layers within(String base) {
        return new Layers(base, layeredArchitecture().consideringOnlyDependenciesInAnyPackage(base + ".."));
    }

    /** Adds the package of this name; without users, nobody's but those outside of the base. */
    Layers layer(String name, String... users) {
        return layer(name, base + "." + name, users);
    }

    /** Adds the base itself. */
    Layers door(String... users) {
        return layer("door", base, users);
    }

    ArchRule rule() {
        return layers;
    }

    private Layers layer(String name, String itsPackage, String[] users) {
        LayeredArchitecture defined = layers.layer(name).definedBy(itsPackage);
        return new Layers(
                base,
                users.length == 0
                        ? defined.whereLayer(name).mayNotBeAccessedByAnyLayer()
                        : defined.whereLayer(name).mayOnlyBeAccessedByLayers(users));
    }
}

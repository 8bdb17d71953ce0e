package dev.carillon.arch;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;

/** The packages under one, each with those that may use it. */
final class Layers {
    private Layers() {}

    /**
     * Lets nobody but those that are named use a package.
     *
     * @param lines such as {@code "disk <- record segment"}; the package itself is its own {@code door}
     */
    static ArchRule within(String base, String... lines) {
        LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInAnyPackage(base + "..");
        for (String line : lines) {
            String name = line.split(" ")[0];
            layers = layers.layer(name).definedBy(name.equals("door") ? base : base + "." + name);
        }
        for (String line : lines) {
            String[] words = line.split(" <- ?");
            layers = words.length == 1
                    ? layers.whereLayer(words[0]).mayNotBeAccessedByAnyLayer()
                    : layers.whereLayer(words[0]).mayOnlyBeAccessedByLayers(words[1].split(" "));
        }
        return layers;
    }
}

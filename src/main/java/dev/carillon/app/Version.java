package dev.carillon.app;

import picocli.CommandLine.IVersionProvider;

/** Which Carillon this is, as the jar's manifest says. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }

    static String text() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "carillon " + (version == null ? "(not from a jar)" : version);
    }
}

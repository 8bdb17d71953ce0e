package dev.carillon.push;

/** How a message is signed ({@code SignatureVersion} in it): SNS Developer Guide, "Verifying message signatures". */
enum SignatureVersion {
    V1("1", "SHA1withRSA"),
    V2("2", "SHA256withRSA");

    private final String wireName;
    private final String algorithm;

    SignatureVersion(String wireName, String algorithm) {
        this.wireName = wireName;
        this.algorithm = algorithm;
    }

    String wireName() {
        return wireName;
    }

    /** Its name among Java's signature algorithms. */
    String algorithm() {
        return algorithm;
    }
}

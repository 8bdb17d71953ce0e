package dev.carillon.push.signing;

import dev.carillon.model.Topic;

/** How a message is signed ({@code SignatureVersion} in it): SNS Developer Guide, "Verifying message signatures". */
public enum SignatureVersion {
    V1("1", "SHA1withRSA"),
    V2("2", "SHA256withRSA");

    private final String wireName;
    private final String algorithm;

    SignatureVersion(String wireName, String algorithm) {
        this.wireName = wireName;
        this.algorithm = algorithm;
    }

    /** The one by which a topic's messages are signed. */
    public static SignatureVersion of(Topic topic) {
        return V2.wireName.equals(topic.attributes().get("SignatureVersion")) ? V2 : V1;
    }

    public String wireName() {
        return wireName;
    }

    /** Its name among Java's signature algorithms. */
    String algorithm() {
        return algorithm;
    }
}

package dev.carillon.policy;

/** What is wrong with a policy, in AWS's words. Never leaves this package: those who ask get the words. */
final class PolicyFault extends Exception {
    private static final long serialVersionUID = 1;

    private final String text;

    PolicyFault(String text) {
        super(text, null, false, false);
        this.text = text;
    }

    String text() {
        return text;
    }
}

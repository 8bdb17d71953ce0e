package dev.carillon.model;

/**
 * A message attribute as the publisher gave it.
 *
 * @param dataType {@code String}, {@code String.Array}, {@code Number} or {@code Binary}, each with an optional
 *     {@code .custom} label
 * @param value the text, or of a Binary attribute its Base64 form, which is how endpoints get it
 */
public record MessageAttribute(String name, String dataType, String value) {
    public boolean isBinary() {
        return dataType.equals("Binary") || dataType.startsWith("Binary.");
    }
}

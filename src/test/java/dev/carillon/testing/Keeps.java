package dev.carillon.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The promises of docs/contract.md that a test asserts: the test fails when one of them is broken. A test that only
 * passes by a promise does not keep it.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Keeps {
    String[] value();
}

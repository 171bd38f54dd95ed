package io.shatterproof.compiler.load;

/**
 * What is known of a library that cannot be read.
 *
 * @param library its name for a person
 * @param cure what to do about it
 */
public record LibraryDamage(String library, String cure) {}
